from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "lessons.content"
    verbose_name = _("Content")

    def ready(self):
        from lessons.content import editions, old_addresses

        editions.watch()
        old_addresses.watch()
