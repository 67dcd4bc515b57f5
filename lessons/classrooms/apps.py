from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClassroomsConfig(AppConfig):
    name = "lessons.classrooms"
    verbose_name = _("Classes")

    def ready(self):
        from lessons.classrooms import bands, slots  # noqa: F401 - registers the reader's band and the slots
