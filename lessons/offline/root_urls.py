"""What has no language in its address: a phone asks for it wherever it is."""

from django.urls import path

from lessons.offline import phone_views

app_name = "phone"
urlpatterns = [
    path("manifest.webmanifest", phone_views.manifest, name="manifest"),
    path("sw.js", phone_views.worker, name="worker"),
    path("offline/replay/", phone_views.replay_queue, name="replay"),
]
