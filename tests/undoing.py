"""What a test tries in the database and takes back, so that many things can be tried in one test."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone():
    """Run the block in a transaction that is rolled back at its end."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
