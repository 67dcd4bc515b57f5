from django.urls import path

from lessons.learning import views

app_name = "learning"
urlpatterns = [
    path("activities/<int:pk>/attempts/", views.start, name="start"),
    path("activities/<int:pk>/done/", views.mark_done, name="done"),
    path("activities/<int:pk>/position/", views.position, name="position"),
    path("attempts/<uuid:pk>/", views.go_on, name="attempt"),
    path("attempts/<uuid:pk>/<int:number>/", views.item, name="item"),
    path("attempts/<uuid:pk>/end/", views.end, name="end"),
]
