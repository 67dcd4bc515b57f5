from django.urls import path

from lessons.editorial.translation import report_views, views

app_name = "translations"
urlpatterns = [
    path("reports/translations/", report_views.report, name="report"),
    path("translations/<slug:kind>/<int:pk>/<slug:language>/", views.sheet, name="sheet"),
]
