from django.urls import path

from lessons.editorial.checking import views

app_name = "checking"
urlpatterns = [
    path("<str:label>/<int:pk>/", views.check, name="check"),
    path("<str:label>/<int:pk>/publish/", views.publish, name="publish"),
    path("<str:label>/<int:pk>/mend/", views.mend, name="mend"),
]
