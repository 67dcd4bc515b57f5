"""What was written for a page goes to the readers with it; nothing else does."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import registry

from lessons.content.models import Fact, Helpline, Question
from lessons.editorial.upkeep.actions import note_look
from tests.editorial.desk_people import make_person, make_section
from tests.factories import make_fact, make_helpline, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return make_section()


def as_draft(record):
    """Return `record` as if nobody had ever published it."""
    type(record).objects.filter(pk=record.pk).update(
        live=False, first_published_at=None, last_published_at=None, live_revision=None, has_unpublished_changes=True
    )
    return type(record).objects.get(pk=record.pk)


def make_draft_lesson(section, *blocks):
    lesson = make_lesson(make_module(section), body=list(blocks), live=False)
    lesson.save_revision()
    return lesson


def publish(page, **how):
    page.get_latest_revision().publish(**how)


def is_live(record):
    return type(record).objects.get(pk=record.pk).live


def test_new_questions_facts_and_helplines_go_live_with_a_lesson(section):
    question, fact, line, inside = (as_draft(r) for r in (make_question(), make_fact(), make_helpline(), make_fact()))
    leaf = {"en": "See", "ur": ""}
    step = {"goal": leaf, "where": leaf, "fact": inside.pk, "check": leaf}
    blocks = [("question", question), ("fact", fact), ("helplines", [line])]
    lesson = make_draft_lesson(section, *blocks)
    lesson.body.append(("steps", {"heading": leaf, "items": [step | {"fact": inside}]}))
    lesson.save_revision()

    publish(lesson)

    assert [is_live(record) for record in (question, fact, line, inside)] == [True] * 4
    assert Question.objects.get(pk=question.pk).live_revision


def test_new_questions_go_live_with_a_quiz(section):
    drafts = [as_draft(make_question()), as_draft(make_question())]
    quiz = make_quiz(make_module(section), drafts, live=False)
    quiz.save_revision()

    publish(quiz)

    assert [is_live(question) for question in drafts] == [True, True]


def test_saving_a_draft_publishes_nothing(section):
    fact = as_draft(make_fact())

    make_draft_lesson(section, ("fact", fact)).save_revision()

    assert not is_live(fact)


def test_a_record_of_another_organisation_stays_what_it_is(section):
    theirs = as_draft(make_fact(organisation=make_section("roshni").organisation))

    publish(make_draft_lesson(section, ("fact", theirs)))

    assert not is_live(theirs)


def test_what_was_published_before_and_taken_off_stays_off(section):
    retired, line = make_question(), make_helpline()
    retired.unpublish()
    line.unpublish()

    publish(make_draft_lesson(section, ("question", retired), ("helplines", [line])))

    assert not is_live(retired) and not is_live(line)


def test_a_newer_draft_of_a_live_record_stays_a_draft(section):
    fact = make_fact(text_en="<p>Old</p>")
    fact.text_en = "<p>New</p>"
    fact.save_revision()

    publish(make_draft_lesson(section, ("fact", fact)))

    assert Fact.objects.get(pk=fact.pk).text_en == "<p>Old</p>"


def test_an_unfinished_question_stays_a_draft_and_the_page_goes_live_all_the_same(section):
    half = as_draft(make_question())
    half.choices = half.choices.all()[:1]
    half.save()
    half.save_revision(clean=False)
    lesson = make_draft_lesson(section, ("question", half))

    publish(lesson)

    lesson.refresh_from_db()
    assert lesson.live and not is_live(half)


def test_a_record_that_a_moderator_sent_back_stays_a_draft(section):
    sana, adil = make_person("sana", section), make_person("adil", section, "moderator")
    question = as_draft(make_question())
    state = section.organisation.workflow.start(question, sana)
    state.current_task_state.specific.reject(user=adil, comment="Not yet.")

    publish(make_draft_lesson(section, ("question", question)))

    assert not is_live(question)


def test_a_page_whose_time_is_still_to_come_takes_its_records_along_when_it_comes(section):
    fact = as_draft(make_fact())
    lesson = make_draft_lesson(section, ("fact", fact))
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    lesson.save_revision()

    publish(lesson)
    before = is_live(fact)
    lesson.refresh_from_db()
    lesson.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision = lesson.get_latest_revision()
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)

    assert (before, is_live(fact)) == (False, True)


def test_an_approval_publishes_what_belongs_to_the_page(section):
    sana, adil = make_person("sana", section), make_person("adil", section, "moderator")
    question = as_draft(make_question())
    lesson = make_draft_lesson(section, ("question", question))
    state = section.organisation.workflow.start(lesson, sana)

    state.current_task_state.specific.approve(user=adil)

    lesson.refresh_from_db()
    assert lesson.live and is_live(question)


def test_the_history_says_with_which_page_and_who(section, client):
    adil = make_person("adil", section, "moderator")
    line = as_draft(make_helpline())
    lesson = make_draft_lesson(section, ("helplines", [line]))
    client.force_login(adil)
    data = {"heading_en": lesson.heading_en, "heading_ur": "", "slug": lesson.slug, "minutes": 5, "bands": ["A"]}
    block = {"count": 1, "0-deleted": "", "0-order": 0, "0-type": "helplines", "0-value-count": 1}
    block |= {"0-value-0-deleted": "", "0-value-0-order": 0, "0-value-0-value": line.pk}

    posted = data | {f"body-{name}": value for name, value in block.items()} | {"action-publish": "action-publish"}
    assert client.post(f"/cms/pages/{lesson.pk}/edit/", posted).status_code == 302

    entry = registry.get_logs_for_instance(Helpline.objects.get(pk=line.pk)).first()
    assert (entry.action, entry.user) == ("editorial.publish_together", adil)
    assert lesson.title in str(entry.message)
    assert lesson.title in client.get(f"/cms/snippets/content/helpline/history/{line.pk}/").content.decode()


def test_what_goes_along_does_not_grow_the_queries_of_what_does_not(section, django_assert_max_num_queries):
    from lessons.editorial.desk.publishing import new_records

    lines = [make_helpline() for _ in range(4)]
    lesson = make_draft_lesson(section, ("helplines", lines), ("fact", make_fact()), ("question", make_question()))
    page = lesson.get_latest_revision_as_object()

    with django_assert_max_num_queries(3):
        assert new_records(page) == []


def test_what_is_written_after_the_time_was_set_stays_a_draft(section):
    adil = make_person("adil", section, "moderator")
    fact = as_draft(make_fact(text_en="<p>Read by a moderator.</p>"))
    fact.save_revision()
    lesson = make_draft_lesson(section, ("fact", fact))
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    lesson.save_revision()
    publish(lesson, user=adil)
    fact.text_en = "<p>Written afterwards.</p>"
    fact.save_revision()

    revision = lesson.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)

    assert Fact.objects.get(pk=fact.pk).text_en == "<p>Read by a moderator.</p>"
    assert is_live(fact)


def test_a_look_at_a_new_fact_does_not_make_its_words_new(section):
    fact = as_draft(make_fact())
    fact.save_revision()
    written_at = fact.latest_revision.created_at

    note_look(record=fact, user=make_person("sana", section))

    assert fact.revisions.latest("pk").created_at == written_at
    assert fact.revisions.latest("pk").content["checked_on"] == timezone.localdate().isoformat()


def test_what_was_live_before_there_were_drafts_is_not_new(section):
    fact = make_fact()
    Fact.objects.filter(pk=fact.pk).update(first_published_at=None)
    import_module("lessons.content.migrations.0009_seen_by_readers").remember(apps, None)
    fact.refresh_from_db()
    fact.unpublish()

    publish(make_draft_lesson(section, ("fact", fact)))

    assert not is_live(fact)
