from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from lessons.content.models import LessonPage
from lessons.dashboards.management.commands import run_due
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_is_due_is_done_without_a_word(module):
    lesson = factories.make_lesson(module, live=False)
    lesson.go_live_at = timezone.now() - timedelta(hours=1)
    lesson.save_revision(approved_go_live_at=lesson.go_live_at)
    guest = factories.make_guest()
    get_user_model().objects.filter(pk=guest.pk).update(seen_on=timezone.localdate() - timedelta(days=400))
    out, err = StringIO(), StringIO()

    call_command("run_due", stdout=out, stderr=err)

    assert LessonPage.objects.get(pk=lesson.pk).live
    assert not get_user_model().objects.filter(pk=guest.pk).exists()
    assert (out.getvalue(), err.getvalue()) == ("", "")


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
