"""What was changed in a class, by whom and when: every action on a class calls `note`."""

from lessons.classrooms.models import ClassEvent


def note(*, classroom, kind, by=None, enrolment=None, detail=""):
    """Keep a line of the audit list. `kind` is a key of audit_sentences.SENTENCES; `by` None: a learner."""
    return ClassEvent.objects.create(
        classroom=classroom, kind=kind, by=by, enrolment=enrolment, detail=str(detail)[:160]
    )
