"""What a teacher does to a class as a whole. None of it stops a learner from signing in."""

from django.db import transaction
from django.utils import timezone

from lessons.classrooms import audit
from lessons.classrooms.actions import unused_code
from lessons.classrooms.models import Classroom, EarlierCode, Teaching
from lessons.classrooms.names import teacher_name


class IsTheTeacher(Exception):
    """The teacher of a class can't be taken out of it: a class is never without one."""


@transaction.atomic
def change_class(*, classroom, by, **fields):
    """Give the class these fields and return the names of those that are new; nothing new is nothing written."""
    locked(classroom)
    changed = {name: value for name, value in fields.items() if getattr(classroom, name) != value}
    for name, value in changed.items():
        setattr(classroom, name, value)
        audit.note(classroom=classroom, by=by, kind=_kind_of_change(name, value), detail=_detail(name, value))
    if changed:
        classroom.save(update_fields=changed)
    return set(changed)


def _kind_of_change(name, value):
    """Return the kind of audit line: each switch and each language has a sentence of its own."""
    if isinstance(value, bool):
        return f"{name}_{'on' if value else 'off'}"
    return f"{name}_{value}" if name in {"language", "band"} else f"{name}_changed"


def _detail(name, value):
    return value if name == "name" else ""


def locked(classroom):
    """Read the class again and keep others from changing it until this transaction ends."""
    classroom.refresh_from_db(from_queryset=Classroom.objects.select_for_update())
    return classroom


@transaction.atomic
def renew_code(*, classroom, by):
    """Give the class a new code and return it. The old one joins nobody; learners still sign in with it."""
    locked(classroom)
    EarlierCode.objects.create(classroom=classroom, code=classroom.code)
    classroom.code = unused_code()
    classroom.save(update_fields=["code"])
    audit.note(classroom=classroom, by=by, kind="code_renewed")
    return classroom.code


def close_class(*, classroom, by, now=None):
    """Let nobody join any more."""
    _set_moment(classroom, "closed_at", now or timezone.now(), by, "class_closed")


def reopen_class(*, classroom, by, now=None):
    _set_moment(classroom, "closed_at", None, by, "class_reopened")


def archive_class(*, classroom, by, now=None):
    """Put the class aside: nobody joins it, and it stands below the others."""
    _set_moment(classroom, "archived_at", now or timezone.now(), by, "class_archived")


def take_back_class(*, classroom, by, now=None):
    """Take the class out of the archive; a class that was closed stays closed."""
    _set_moment(classroom, "archived_at", None, by, "class_taken_back")


def remove_class(*, classroom, by, now=None):
    """Take the class away from whoever teaches it. Codes and names stay, so that its learners still sign in."""
    _set_moment(classroom, "removed_at", now or timezone.now(), by, "class_removed")


@transaction.atomic
def _set_moment(classroom, field, moment, by, kind):
    locked(classroom)
    if (getattr(classroom, field) is None) == (moment is None):
        return
    setattr(classroom, field, moment)
    classroom.save(update_fields=[field])
    audit.note(classroom=classroom, by=by, kind=kind)


@transaction.atomic
def remove_co_teacher(*, teaching, by):
    """Take a co-teacher out of a class; who leaves by themselves is `by` too. Raises IsTheTeacher."""
    locked(teaching.classroom)
    teaching.refresh_from_db()
    if teaching.role == Teaching.Role.TEACHER:
        raise IsTheTeacher
    kind = "co_teacher_left" if by == teaching.teacher else "co_teacher_removed"
    audit.note(classroom=teaching.classroom, by=by, kind=kind, detail=teacher_name(teaching.teacher))
    teaching.delete()


@transaction.atomic
def hand_over(*, teaching, by):
    """Make a co-teacher the teacher of the class; whoever was it teaches on as a co-teacher.

    Raises Teaching.DoesNotExist for one who has left in the meantime.
    """
    classroom = locked(teaching.classroom)
    teaching.refresh_from_db()
    classroom.teachings.filter(role=Teaching.Role.TEACHER).update(role=Teaching.Role.CO_TEACHER)
    teaching.role = Teaching.Role.TEACHER
    teaching.save(update_fields=["role"])
    audit.note(classroom=classroom, by=by, kind="class_handed_over", detail=teacher_name(teaching.teacher))
