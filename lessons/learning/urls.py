from django.urls import path

from lessons.learning import practice_views, views

app_name = "learning"
urlpatterns = [
    path("activities/<int:pk>/attempts/", views.start, name="start"),
    path("activities/<int:pk>/done/", views.mark_done, name="done"),
    path("activities/<int:pk>/position/", views.position, name="position"),
    path("attempts/<uuid:pk>/", views.go_on, name="attempt"),
    path("attempts/<uuid:pk>/<int:number>/", views.item, name="item"),
    path("practice/", practice_views.practice, name="practice"),
    path("practice/rounds/", practice_views.start, name="practice_start"),
    path("practice/<uuid:pk>/<int:number>/", practice_views.item, name="practice_item"),
    path("practice/<uuid:pk>/end/", practice_views.end, name="practice_end"),
    path("attempts/<uuid:pk>/end/", views.end, name="end"),
]
