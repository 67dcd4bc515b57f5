from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "lessons.core"

    def ready(self):
        from lessons.core.search import spell_every_index

        spell_every_index()
