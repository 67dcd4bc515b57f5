"""Facts and helplines stay true: one click says that a number was called, and its editor sees how old it is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.log_actions import registry

from lessons.editorial.upkeep.actions import note_look
from lessons.editorial.upkeep.dates import add_months, due_after
from tests.editorial.desk_people import make_member
from tests.editorial.upkeep_pages import LONG_AGO, REPORT, edit_url, looked_url, shown, words
from tests.factories import make_fact, make_helpline

pytestmark = pytest.mark.django_db


def history(record):
    return [(entry.action, entry.user) for entry in registry.get_logs_for_instance(record)]


# --- one click ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("make", "fields", "months"),
    [(make_helpline, {}, 3)] + [(make_fact, {"kind": k}, m) for k, m in [("path", 3), ("law", 6), ("number", 6)]],
)
def test_one_click_says_that_it_was_looked_at_today(editor, client, make, fields, months):
    record = make(review_after=LONG_AGO, **fields)

    response = client.post(looked_url(record), follow=True)

    record.refresh_from_db()
    today = timezone.localdate()
    assert record.looked_on == today
    assert record.review_after == add_months(today, months)
    assert not record.is_overdue
    assert "Noted; readers see it now." in response.content.decode()


def test_the_history_says_who_called_and_until_when_that_holds(editor, client):
    line = make_helpline(review_after=LONG_AGO)

    client.post(looked_url(line))

    assert history(line)[0] == ("upkeep.called", editor)
    page = words(shown(client, f"/cms/snippets/content/helpline/history/{line.pk}/"))
    assert "Called the number; to be looked at again after" in page
    assert "chiragh-editor" in page


def test_a_second_click_on_a_day_changes_nothing(editor, client):
    line = make_helpline(review_after=LONG_AGO)
    client.post(looked_url(line))
    before = history(line)

    response = client.post(looked_url(line), follow=True)

    assert history(line) == before
    assert "This was noted today already." in response.content.decode()


def test_the_day_is_the_local_one_or_the_one_that_is_given(editor):
    line = make_helpline(review_after=LONG_AGO)

    note_look(record=line, user=editor, today=date(2027, 11, 30))

    line.refresh_from_db()
    assert line.called_on == date(2027, 11, 30)
    assert line.review_after == date(2028, 2, 29)


def test_a_draft_gets_the_day_too_and_keeps_its_words_to_itself(editor, client):
    line = make_helpline(review_after=LONG_AGO, name_en="Old name")
    line.name_en = "New name"
    line.save_revision()

    client.post(looked_url(line))

    line.refresh_from_db()
    assert (line.name_en, line.has_unpublished_changes) == ("Old name", True)
    line.latest_revision.publish()
    line.refresh_from_db()
    assert line.name_en == "New name"
    assert line.called_on == timezone.localdate()
    assert not line.is_overdue


def test_a_draft_with_another_number_was_not_called(editor, client):
    line = make_helpline(review_after=LONG_AGO, number="1799")
    line.number = "1800"
    line.save_revision()

    client.post(looked_url(line))

    line.refresh_from_db()
    assert line.called_on == timezone.localdate()
    assert line.get_latest_revision_as_object().called_on is None


def test_withdrawing_and_publishing_again_keeps_the_day(editor, client):
    line = make_helpline(review_after=LONG_AGO)
    client.post(looked_url(line))
    line.refresh_from_db()

    line.unpublish()
    line.get_latest_revision().publish()

    line.refresh_from_db()
    assert line.called_on == timezone.localdate()


def test_the_record_in_the_workflow_stays_in_it_and_gets_the_day(editor, client):
    line = make_helpline(review_after=LONG_AGO)
    line.name_en = "New name"
    line.save_revision()
    line.get_workflow().start(line, editor)

    client.post(looked_url(line))

    line.refresh_from_db()
    assert line.workflow_in_progress
    line.current_workflow_task_state.approve(user=make_member("chiragh", "moderator"))
    line.refresh_from_db()
    assert (line.name_en, line.called_on) == ("New name", timezone.localdate())


@pytest.mark.parametrize("make", [make_fact, make_helpline])
def test_a_record_of_another_organisation_does_not_exist(editor, client, theirs, make):
    record = make(organisation=theirs.organisation, review_after=LONG_AGO)

    assert client.post(looked_url(record)).status_code == 404
    record.refresh_from_db()
    assert record.looked_on is None


def test_only_a_post_counts_and_only_by_people_of_the_cms(editor, client):
    line = make_helpline()

    assert client.get(looked_url(line)).status_code == 405
    assert client.post("/cms/upkeep/question/1/looked/").status_code == 404
    assert client.post("/cms/upkeep/helpline/999999/looked/").status_code == 404
    client.logout()
    assert client.post(looked_url(line)).status_code == 302
    line.refresh_from_db()
    assert line.called_on is None


def test_the_button_leads_back_to_where_it_was_and_nowhere_else(editor, client):
    line = make_helpline(review_after=LONG_AGO)

    assert client.post(looked_url(line), {"next": REPORT}).url == REPORT
    assert client.post(looked_url(line), {"next": "https://elsewhere.example/"}).url == edit_url(line)


# --- the editor and the listing ----------------------------------------------------------------------------------
def test_the_editor_says_how_old_a_number_is_and_has_the_button(editor, client):
    line = make_helpline(number="1799", called_on=date(2019, 5, 1), review_after=LONG_AGO)

    form = shown(client, edit_url(line)).find("form", attrs={"data-edit-form": True})

    note = words(form.find(class_="upkeep"))
    assert "Last looked at on" in note
    assert "Overdue since" in note
    assert words(form.find("button", attrs={"data-looked": looked_url(line)})) == "I called 1799 today"


def test_the_button_in_the_editor_speaks_of_the_number_that_readers_see(editor, client):
    line = make_helpline(number="1799")
    line.number = "1800"
    line.save_revision()

    assert "I called 1799 today" in words(shown(client, edit_url(line)).find(class_="upkeep"))


def test_a_fact_from_a_single_source_reminds_its_editor_of_the_hedge(editor, client):
    sure, one = make_fact(), make_fact(confidence="medium")

    assert "One good source only" not in words(shown(client, edit_url(sure)).find(class_="upkeep"))
    assert "One good source only" in words(shown(client, edit_url(one)).find(class_="upkeep"))


@pytest.mark.parametrize("model", ["fact", "helpline"])
def test_the_listing_shows_dates_and_finds_what_is_overdue(editor, client, model):
    make = {"fact": make_fact, "helpline": make_helpline}[model]
    old, fresh = make(key="older", review_after=LONG_AGO), make(key="fresher")
    path = f"/cms/snippets/content/{model}/"

    both, overdue = shown(client, path), shown(client, f"{path}?overdue=yes")
    fine = shown(client, f"{path}?overdue=no")

    assert both.find("form", action=looked_url(old)) and both.find("form", action=looked_url(fresh))
    assert overdue.find("form", action=looked_url(old)) and not overdue.find("form", action=looked_url(fresh))
    assert fine.find("form", action=looked_url(fresh)) and not fine.find("form", action=looked_url(old))
    token = both.find("form", action=looked_url(old)).find("input", attrs={"name": "csrfmiddlewaretoken"})
    assert token["value"]


def test_the_listing_asks_no_more_for_more_rows(editor, client, django_assert_num_queries):
    path = "/cms/snippets/content/helpline/"
    make_helpline()
    client.get(path)
    with django_assert_num_queries(14):
        client.get(path)
    for _ in range(3):
        make_helpline()
    with django_assert_num_queries(14):
        client.get(path)


# --- the calendar ------------------------------------------------------------------------------------------------
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["helpline", "path", "law", "number"]))
def test_a_look_holds_for_whole_months(day, kind):
    until = due_after(kind, day)

    months = (until.year - day.year) * 12 + until.month - day.month
    assert months == (3 if kind in {"helpline", "path"} else 6)
    assert until.day == day.day or (until + timedelta(1)).day == 1
