"""What a learner's own page says about their places in classes and their PIN."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from lessons.classrooms.models import Enrolment

PIN_NOTE = timedelta(days=30)


@dataclass(frozen=True)
class Notices:
    """`pin_set_anew_at` for 30 days after a teacher did so; `waiting`: places that a teacher has not let in yet;
    `doubles`: places of which a teacher says that they are the learner's own too.
    """

    pin_set_anew_at: datetime | None
    waiting: list
    doubles: list


def notices_for(learner, enrolments, now=None):
    """Return the Notices of `learner`, whose places in classes are `enrolments`, in one query."""
    since = (now or timezone.now()) - PIN_NOTE
    anew = learner.pin_set_anew_at
    return Notices(
        pin_set_anew_at=anew if anew and anew >= since else None,
        waiting=[place for place in enrolments if place.removed_at is None and place.approved_at is None],
        doubles=list(Enrolment.objects.filter(merged_into__learner=learner).select_related("classroom")),
    )
