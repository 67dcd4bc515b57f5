from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    name = "lessons.offline"
    verbose_name = _("On the phone")

    def ready(self):
        from lessons.offline import slots  # noqa: F401 - registers what fills the pages' slots
