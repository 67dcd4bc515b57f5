import time
import traceback

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from lessons.accounts.retention import clean_up
from lessons.classrooms.classless import erase_unseen
from lessons.classrooms.models import Invitation as TeachingInvitation
from lessons.classrooms.practising import forget_ended_weeks
from lessons.learning.drawing import draw_reader_figures_daily
from lessons.learning.scenario_actions import erase_private_runs
from lessons.organisations.models import Invitation as PublishingInvitation


def publish():
    call_command("publish_scheduled", verbosity=0)


def forget_old_invitations():
    for model in (TeachingInvitation, PublishingInvitation):
        model.objects.forget_old()


class Command(BaseCommand):
    help = "Does what is due: publishes, erases stale guests and ended sessions, draws figures. For cron or a timer."

    steps = [
        publish,
        clean_up,
        erase_private_runs,
        forget_old_invitations,
        forget_ended_weeks,
        erase_unseen,
        draw_reader_figures_daily,
    ]

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="do it again and again, with this pause")

    def handle(self, *args, every=None, **options):
        if every is None:
            if not self.run_once():
                raise CommandError("Not everything that is due could be done.")
            return
        while True:
            close_old_connections()
            self.run_once()
            time.sleep(max(every, 1))

    def run_once(self):
        """Take each step; one that fails says so and keeps none of the others from running."""
        ok = True
        for step in self.steps:
            try:
                step()
            except Exception:  # noqa: BLE001 - whatever it is, the next step and the next round go on
                self.stderr.write(traceback.format_exc())
                ok = False
        return ok
