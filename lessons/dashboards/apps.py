from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "lessons.dashboards"
    verbose_name = _("Overviews")

    def ready(self):
        from lessons.dashboards import slots  # noqa: F401 - registers what fills the pages' slots
