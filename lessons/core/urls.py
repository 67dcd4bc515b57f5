from django.urls import path

from lessons.core import views

app_name = "core"
urlpatterns = [
    path("language/", views.switch_language, name="language"),
    path("letters/", views.choose_letters, name="letters"),
    path("saving/", views.choose_data, name="data"),
    path("leaving/", views.leaving, name="leaving"),
]
