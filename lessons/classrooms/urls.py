from django.urls import path

from lessons.classrooms import (
    assignment_views,
    result_views,
    settings_views,
    teacher_views,
    teaching_views,
    views,
)

app_name = "classrooms"
urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/<str:code>/", views.join_class, name="join_class"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("classes/", teacher_views.classes, name="classes"),
    path("classes/new/", teacher_views.new_classroom, name="new_classroom"),
    path("classes/disclosure/", teaching_views.disclosure, name="disclosure"),
    path("classes/<int:pk>/", teacher_views.classroom, name="classroom"),
    path("classes/<int:pk>/code/", teacher_views.code, name="code"),
    path("classes/<int:pk>/pin/", teacher_views.new_pin, name="new_pin"),
    path("classes/<int:pk>/assignments/", assignment_views.assignments, name="assignments"),
    path("classes/<int:pk>/results/", result_views.results, name="results"),
    path("classes/<int:pk>/teach/", teaching_views.teach, name="teach"),
    path("classes/<int:pk>/settings/", settings_views.settings, name="settings"),
]
