from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from lessons.classrooms.classless import learn_by_pin
from lessons.content.models import LessonPage
from lessons.dashboards.management.commands import run_due
from tests import factories
from tests.classrooms import people

pytestmark = pytest.mark.django_db


def test_what_is_due_is_done_without_a_word(module):
    lesson = factories.make_lesson(module, live=False)
    lesson.go_live_at = timezone.now() - timedelta(hours=1)
    lesson.save_revision(approved_go_live_at=lesson.go_live_at)
    guest, forgotten = factories.make_guest(), learn_by_pin(pin="4812")
    get_user_model().objects.filter(pk__in=[guest.pk, forgotten.pk]).update(
        seen_on=timezone.localdate() - timedelta(days=400)
    )
    out, err = StringIO(), StringIO()

    call_command("run_due", stdout=out, stderr=err)

    assert LessonPage.objects.get(pk=lesson.pk).live
    assert not get_user_model().objects.filter(pk__in=[guest.pk, forgotten.pk]).exists()
    assert (out.getvalue(), err.getvalue()) == ("", "")


def test_addresses_that_serve_nobody_any_more_are_erased(home):
    long_ago = timezone.now() - timedelta(days=61)
    unconfirmed = people.make_teacher(username="teacher-1", email_confirmed_at=None, date_joined=long_ago)
    fresh = people.make_teacher(username="teacher-2", email_confirmed_at=None)
    confirmed = people.make_teacher(username="teacher-3", date_joined=long_ago)
    classroom = people.make_class(confirmed)
    for name, at in (("old", long_ago), ("new", timezone.now())):
        classroom.invitations.create(email=f"{name}@school.example", token_hash=name, invited_at=at)

    call_command("run_due")

    left = set(get_user_model().objects.values_list("pk", flat=True))
    assert unconfirmed.pk not in left
    assert {fresh.pk, confirmed.pk} <= left
    assert [invitation.email for invitation in classroom.invitations.all()] == ["new@school.example"]


def test_one_step_that_fails_keeps_no_other_from_running(monkeypatch):
    taken = []

    def broken():
        raise OSError("no disk")

    monkeypatch.setattr(run_due.Command, "steps", [broken, lambda: taken.append(True)])
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("run_due", stderr=err)

    assert taken
    assert "no disk" in err.getvalue()


def test_every_comes_back_after_its_pause(monkeypatch):
    class Enough(Exception):
        pass

    pauses = []

    def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            raise Enough

    monkeypatch.setattr(run_due.time, "sleep", pause)

    with pytest.raises(Enough):
        call_command("run_due", every=60)
    assert pauses == [60, 60, 60]
