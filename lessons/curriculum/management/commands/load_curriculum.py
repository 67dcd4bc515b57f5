from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from lessons.curriculum.files import ContentError
from lessons.curriculum.loading import Loader


class Command(BaseCommand):
    help = "Load the starter curriculum. Can be repeated; never overwrites what an editor has changed."

    def handle(self, **options):
        loader = Loader()
        try:
            loader.load()
        except (ContentError, ValidationError, KeyError) as error:
            raise CommandError(f"Nothing was loaded. {error!r}") from error
        self.stdout.write(f"Curriculum: {len(loader.written)} items written.")
        for name in loader.kept:
            self.stdout.write(f"  {name} was changed by an editor and is kept as it is.")
