from django.urls import path

from lessons.organisations import views

app_name = "organisations"
urlpatterns = [path("editors/<str:token>/", views.invitation, name="invitation")]
