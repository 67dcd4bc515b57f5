from django.urls import path

from lessons.editorial.desk import views

app_name = "desk"
urlpatterns = [
    path("new-module/", views.new_module, name="new_module"),
]
