"""Entering and deleting what a class did on paper."""

from django.db import transaction

from lessons.classrooms import audit
from lessons.classrooms.models import PaperCount
from lessons.core.bilingual import local_field


@transaction.atomic
def enter_paper_count(*, classroom, quiz, by, taken_on, learners, right):
    """Keep that `learners` of the class took `quiz` on paper; `right` is {question key: how many had it right}."""
    count = PaperCount.objects.create(
        classroom=classroom, quiz=quiz, taken_on=taken_on, learners=learners, right=right, entered_by=by
    )
    audit.note(classroom=classroom, by=by, kind="paper_entered", detail=_named(count))
    return count


@transaction.atomic
def delete_paper_count(*, count, by):
    """Delete what was entered for one sitting."""
    audit.note(classroom=count.classroom, by=by, kind="paper_deleted", detail=_named(count))
    count.delete()


def _named(count):
    return f"{local_field(count.quiz, 'heading').text} · {count.taken_on.isoformat()}"
