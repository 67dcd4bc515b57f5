from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "lessons.learning"
    verbose_name = _("Learners' records")

    def ready(self):
        from lessons.learning import slots  # noqa: F401 - registers what fills the pages' slots
