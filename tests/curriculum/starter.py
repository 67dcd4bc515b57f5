"""The starter curriculum for tests."""

from django.core.cache import cache

from lessons.curriculum.loading import Loader
from tests.kept_rows import KeptRows

CURRICULUM = KeptRows(lambda: Loader().load())


def put_starter_curriculum():
    """Bring in the starter curriculum as a load of the content files writes it."""
    CURRICULUM.put()
    # What is kept of pages, which a load's publishing would have outdated.
    cache.clear()
