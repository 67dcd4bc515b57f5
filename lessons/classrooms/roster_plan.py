"""What a list of names means for a class, line by line, and doing it."""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from lessons.accounts.given_pins import new_seed
from lessons.classrooms import audit
from lessons.classrooms.enrolments import KEY_LENGTH
from lessons.classrooms.models import Classroom, Enrolment
from lessons.classrooms.names import name_key
from lessons.classrooms.roster import problem_of

# What happens with a line. The last four: nothing, until the teacher mends it.
NEW, LET_IN, RETURNS, ALREADY = "new", "let_in", "returns", "already"
TWICE, CONTACT, NO_NAME, TOO_LONG = "twice", "contact", "no_name", "too_long"
TO_MEND = {TWICE, CONTACT, NO_NAME, TOO_LONG}
CHANGES = {NEW, LET_IN, RETURNS}


class ListChanged(Exception):
    """The class is no longer as it was when the teacher looked at the list."""


@dataclass(frozen=True)
class Line:
    """`enrolment` is that of the learner who has the name in the class already, else None."""

    name: str
    outcome: str
    enrolment: Enrolment | None = None

    @property
    def is_to_mend(self):
        return self.outcome in TO_MEND


class Plan:
    """The lines of a list in their order, and how many there are of each outcome."""

    def __init__(self, lines):
        self.lines = lines
        self.counts = Counter(line.outcome for line in lines)

    @property
    def changes(self):
        """How many learners the class would gain."""
        return sum(self.counts[outcome] for outcome in CHANGES)

    @property
    def to_mend(self):
        return sum(self.counts[outcome] for outcome in TO_MEND)

    @property
    def seal(self):
        """What a form carries to show which plan the teacher has seen."""
        seen = "\n".join(f"{line.outcome} {line.name}" for line in self.lines)
        return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()


def plan_list(classroom, names):
    """Return the Plan for adding `names` to `classroom`, in one query. Changes nothing."""
    known = {enrolment.name_key: enrolment for enrolment in classroom.enrolments.all()}
    lines, met = [], set()
    for name in names:
        key = name_key(name)[:KEY_LENGTH]
        outcome = problem_of(name) or (TWICE if key in met else _outcome_for(known.get(key)))
        lines.append(Line(name, outcome, known.get(key)))
        met.add(key)
    return Plan(lines)


def _outcome_for(enrolment):
    if enrolment is None:
        return NEW
    if enrolment.is_current or enrolment.merged_into_id:
        return ALREADY
    return LET_IN if enrolment.removed_at is None else RETURNS


@transaction.atomic
def add_learners(*, classroom, names, seal, by, now=None):
    """Do what plan_list(classroom, names) says and return the Plan.

    New learners have no PIN of their own but a given one (accounts.given_pins). Raises ListChanged, with nothing done,
    when the plan is not the one that `seal` is of.
    """
    now = now or timezone.now()
    # Two lists at once would both find a name free.
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    plan = plan_list(classroom, names)
    if plan.seal != seal:
        raise ListChanged
    try:
        with transaction.atomic():
            _create(classroom, [line.name for line in plan.lines if line.outcome == NEW], now)
    except IntegrityError:
        raise ListChanged from None
    _take_back([line.enrolment.pk for line in plan.lines if line.outcome == RETURNS], now)
    waiting = [line.enrolment.pk for line in plan.lines if line.outcome == LET_IN]
    Enrolment.objects.filter(pk__in=waiting).update(approved_at=now)
    audit.note(classroom=classroom, by=by, kind="learners_added", detail=plan.changes)
    return plan


def _create(classroom, names, now):
    learners = get_user_model().objects.bulk_create([_new_learner() for _name in names])
    enrolments = [
        Enrolment(classroom=classroom, learner=learner, name=name, joined_at=now, approved_at=now)
        for learner, name in zip(learners, names, strict=True)
    ]
    for enrolment in enrolments:
        enrolment.fill_keys()
    Enrolment.objects.bulk_create(enrolments)


def _new_learner():
    learner = get_user_model()(username=f"learner-{secrets.token_hex(8)}", is_learner=True, given_pin_seed=new_seed())
    learner.set_unusable_password()
    return learner


def _take_back(pks, now):
    Enrolment.objects.filter(pk__in=pks).update(removed_at=None, approved_at=now, joined_at=now, merged_into=None)
