from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "lessons.editorial"
    verbose_name = _("Publishing")

    def ready(self):
        from lessons.editorial import slots  # noqa: F401 - registers what fills the editors' slots
        from lessons.editorial.desk import publishing

        publishing.watch()
