from django.urls import path

from lessons.editorial.upkeep import views

app_name = "upkeep"
urlpatterns = [
    path("", views.ToCheckView.as_view(), name="report"),
    path("results/", views.ToCheckView.as_view(results_only=True), name="report_results"),
    path("<slug:kind>/<int:pk>/looked/", views.looked, name="looked"),
]
