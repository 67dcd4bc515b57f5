from django.urls import path

from lessons.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/data/file/", views.take_my_data, name="take_my_data"),
    path("me/data/erase/", views.erase_my_data, name="erase_my_data"),
]
