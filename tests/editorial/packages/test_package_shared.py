"""What a package shares with a site, helplines and topics, is used when it is there, and is never changed."""

import pytest
from django.contrib.auth import get_user_model

from lessons.content.models import Helpline, Question, Topic
from lessons.editorial.exchange.package_import import LEFT, MADE
from lessons.editorial.exchange.package_write import write_package
from lessons.editorial.translation.drafts import draft_of
from tests.editorial.package_world import bring_in, children
from tests.factories import make_helpline

pytestmark = pytest.mark.django_db


def test_a_helpline_that_is_here_is_used_and_not_changed(module, roshni):
    data = write_package(module).data
    line = Helpline.objects.get(key="a-line")
    Helpline.objects.filter(pk=line.pk).update(is_permanent=True, name_en="Kept")

    outcome = bring_in(data, roshni)

    assert Helpline.objects.count() == 1
    assert list(children(outcome.module)[1].body[4].value) == [Helpline.objects.get(pk=line.pk)]
    assert Helpline.objects.get(pk=line.pk).latest_revision_id == line.latest_revision_id


def test_a_helpline_that_is_not_here_is_made_and_nobody_has_called_it(module, roshni):
    Helpline.objects.update(called_on="2026-11-01", is_permanent=True)
    data = write_package(module).data
    Helpline.objects.update(number="0800")

    bring_in(data, roshni)

    made = Helpline.objects.get(number="1799")
    assert (made.called_on, made.is_permanent, made.organisation) == (None, False, roshni.organisation)


def test_a_helpline_that_another_organisation_has_not_published_is_not_used(module, roshni, chiragh):
    data = write_package(module).data
    Helpline.objects.all().delete()
    theirs = make_helpline(number="1799", key="their-plan", organisation=chiragh.organisation)
    Helpline.objects.filter(pk=theirs.pk).update(live=False)

    outcome = bring_in(data, roshni)

    (shown,) = children(outcome.module)[1].body[4].value
    assert (shown.number, shown.organisation, shown.live) == ("1799", roshni.organisation, False)
    assert "A helpline" in [fate.label for fate in outcome.of(MADE)]
    assert Helpline.objects.get(pk=theirs.pk).latest_revision_id == theirs.latest_revision_id


def test_a_published_helpline_is_used_before_a_draft_of_one_s_own(module, roshni):
    make_helpline(number="17 99", organisation=roshni.organisation, position=0)
    Helpline.objects.filter(organisation=roshni.organisation).update(live=False)
    Helpline.objects.filter(key="a-line").update(position=5)

    outcome = bring_in(write_package(module).data, roshni)

    assert [line.key for line in children(outcome.module)[1].body[4].value] == ["a-line"]


def from_elsewhere(module):
    """Return the package of a module that is then removed with its questions, and their topic."""
    data = write_package(module).data
    for rows in (module, Question.objects.all(), Topic.objects.all()):
        rows.delete()
    return data


def test_an_editor_brings_no_topics_in_and_what_needs_them_is_told(module, roshni, editor):
    data = from_elsewhere(module)

    outcome = bring_in(data, roshni, editor)

    left = {fate.label: fate.reason for fate in outcome.of(LEFT)}
    assert not Topic.objects.exists() and not Question.objects.exists()
    assert "Only an administrator adds topics" in left["Consent"]
    assert "Its topic is not here" in left["Prompt a-question?"]
    assert {"What it shows could not be taken.", "A question could not be taken."} < set(left.values())
    assert not bring_in(data, roshni, editor).is_change


def test_questions_come_once_an_administrator_has_added_their_topic(module, roshni, editor):
    data = from_elsewhere(module)
    bring_in(data, roshni, editor)
    Topic.objects.create(key="consent", name_en="Consent")

    outcome = bring_in(data, roshni, editor)

    _second, first, quiz = children(outcome.module)
    assert outcome.of(LEFT) == []
    assert "question" in {block.block_type for block in draft_of(first).body}
    assert draft_of(quiz).quiz_questions.count() == 2


def test_an_administrator_brings_topics_in(module, roshni):
    data = from_elsewhere(module)

    bring_in(data, roshni, get_user_model().objects.create_superuser("root"))

    assert Topic.objects.get().key == "consent"


def test_a_second_helpline_with_its_number_written_otherwise_is_the_same(module, roshni):
    data = write_package(module).data
    Helpline.objects.update(number="17-99")

    bring_in(data, roshni)
    make_helpline(number="1")

    assert Helpline.objects.filter(number__startswith="17").count() == 1
