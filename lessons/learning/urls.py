from django.urls import path

from lessons.learning import certificate_views, practice_views, scenario_views, views

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
    path("activities/<int:pk>/runs/", scenario_views.start, name="run_start"),
    path("runs/<uuid:pk>/", scenario_views.go_on, name="run"),
    path("runs/<uuid:pk>/<int:place>/", scenario_views.step, name="run_step"),
    path("runs/<uuid:pk>/back/", scenario_views.back, name="run_back"),
    path("runs/<uuid:pk>/end/", scenario_views.end, name="run_end"),
    path("certificates/modules/<int:pk>/", certificate_views.make, name="make_certificate"),
    path("certificates/<uuid:pk>/", certificate_views.certificate, name="certificate"),
    path("verify/", certificate_views.verify, name="verify"),
    path("verify/<str:code>/", certificate_views.verify_code, name="verify_code"),
    path("attempts/<uuid:pk>/end/", views.end, name="end"),
]
