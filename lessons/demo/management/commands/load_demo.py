from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons.demo.people import CLASS_CODE, LEARNERS, PASSWORD, PIN, make_classes, make_editors


class Command(BaseCommand):
    help = "Make the demo people and a class with records. Refuses when DEBUG is off. Can be repeated."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("Demo people have a known password: load_demo runs only with DEBUG=1.")
        make_editors()
        make_classes()
        self.stdout.write(
            f"Demo people, password {PASSWORD}: admin, editor, reviewer, editor2 (at /cms/); teacher, teacher2.\n"
            f"Learners: class code {CLASS_CODE}, name Star 1 to Star {LEARNERS}, PIN {PIN}."
        )
