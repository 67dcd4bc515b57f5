from django.db import transaction

from lessons.accounts.actions import erase_learner
from lessons.learning.joining import erase_record


@transaction.atomic
def erase_person(*, person):
    """Erase what `person` has done; a learner's account, names in classes and PIN go too.

    Teachers and editors keep their account: others rely on it.
    """
    erase_record(learner=person)
    if person.is_learner:
        erase_learner(person)
