from django.urls import path

from lessons.offline import views

app_name = "offline"
urlpatterns = [
    path("offline/modules/<int:pk>/", views.module, name="module"),
    path("offline/modules/<int:pk>/tries/", views.tries, name="tries"),
    path("offline/missing/", views.missing, name="missing"),
    path("offline/neutral/", views.neutral, name="neutral"),
    path("kept/", views.on_this_phone, name="kept"),
    path("kept/play/", views.play, name="play"),
    path("kept/clear/", views.clear, name="clear"),
]
