"""Facts and helplines stay true: one click says that a number was called, and what is overdue is in sight."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.log_actions import registry
from wagtail.models import ReferenceIndex
from wagtail.users.models import UserProfile

from lessons.content.models import Helpline
from lessons.content.uses import uses_of
from lessons.editorial.upkeep.actions import note_look
from lessons.editorial.upkeep.dates import add_months, due_after
from lessons.editorial.upkeep.needs import needs
from tests.editorial.desk_people import make_member, make_section
from tests.factories import (
    make_fact,
    make_help,
    make_helpline,
    make_lesson,
    make_module,
    make_question,
    make_quiz,
)

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)
REPORT = "/cms/upkeep/"


@pytest.fixture
def editor(client):
    """A signed-in editor of the organisation "chiragh"."""
    user = make_member("chiragh", "editor")
    client.force_login(user)
    return user


@pytest.fixture
def theirs(db):
    """The section of another organisation."""
    make_member("roshni", "editor")
    return make_section("roshni")


def looked_url(record):
    return f"/cms/upkeep/{record._meta.model_name}/{record.pk}/looked/"


def edit_url(record):
    return f"/cms/snippets/content/{record._meta.model_name}/edit/{record.pk}/"


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node):
    return " ".join(node.get_text(" ", strip=True).replace("\u2068", "").replace("\u2069", "").split())


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


# --- the report --------------------------------------------------------------------------------------------------
def test_the_report_names_what_is_overdue_first_and_then_what_comes_due(editor, client):
    today = timezone.localdate()
    make_fact(key="soon", review_after=today + timedelta(29))
    make_fact(key="later", review_after=today + timedelta(31))
    make_fact(key="oldest", review_after=LONG_AGO)
    make_helpline(name_en="Yesterday", review_after=today - timedelta(1))

    rows = [words(row.find("td")) for row in shown(client, REPORT).select("tbody tr")]

    assert rows == ["oldest", "Yesterday (1799)", "soon"]


def test_a_row_of_the_report_says_all_that_is_needed_to_check(editor, client):
    fact = make_fact(kind="path", source="faq.whatsapp.com", review_after=LONG_AGO)
    make_lesson(body=[("fact", fact)])

    row = shown(client, REPORT).select_one("tbody tr")

    assert row.find("a", href=edit_url(fact))
    assert row.find("a", href="http://faq.whatsapp.com") or row.find("a", href="https://faq.whatsapp.com")
    assert "menu path" in words(row)
    assert "21 November 2026" in words(row)
    assert "not yet" in words(row)
    assert words(row.find("a", href=f"/cms/snippets/content/fact/usage/{fact.pk}/")) == "1 page"
    assert row.find("form", action=looked_url(fact)).find("button").get_text(strip=True) == "I checked this today"


def test_the_report_is_of_ones_own_organisation(editor, client, theirs, admin_user):
    mine = make_helpline(review_after=LONG_AGO)
    other = make_helpline(organisation=theirs.organisation, review_after=LONG_AGO)

    page = shown(client, REPORT)
    client.force_login(admin_user)
    whole = shown(client, REPORT)

    assert page.find("a", href=edit_url(mine)) and not page.find("a", href=edit_url(other))
    assert whole.find("a", href=edit_url(mine)) and whole.find("a", href=edit_url(other))


def test_the_report_can_be_limited_to_one_kind(editor, client):
    path, law = (make_fact(kind=kind, review_after=LONG_AGO) for kind in ("path", "law"))
    line = make_helpline(review_after=LONG_AGO)

    paths, lines = shown(client, f"{REPORT}?kind=path"), shown(client, f"{REPORT}results/?kind=helpline")

    assert paths.find("a", href=edit_url(path)) and not paths.find("a", href=edit_url(law))
    assert lines.find("a", href=edit_url(line)) and not lines.find("a", href=edit_url(law))
    assert client.get(f"{REPORT}?kind=nonsense").status_code == 200
    assert client.get(f"{REPORT}?export=csv").status_code == 200


def test_when_nothing_is_due_the_report_says_so(editor, client):
    make_helpline()
    make_helpline(review_after=LONG_AGO).unpublish()

    assert "Nothing is overdue, and nothing comes due within 30 days." in words(shown(client, REPORT))


def test_the_report_is_in_the_menu_and_asks_no_more_for_more_rows(editor, client, django_assert_num_queries):
    make_lesson(body=[("helplines", [make_helpline(review_after=LONG_AGO)])])
    make_fact(review_after=LONG_AGO)
    assert "Facts and helplines to check" in client.get("/cms/").content.decode()
    client.get(REPORT)
    with django_assert_num_queries(17):
        client.get(REPORT)
    for _ in range(3):
        make_lesson(body=[("helplines", [make_helpline(review_after=LONG_AGO)])]).save_revision()
        make_fact(review_after=LONG_AGO)
    with django_assert_num_queries(17):
        client.get(REPORT)


def test_the_report_speaks_urdu(editor, client):
    UserProfile.objects.create(user=editor, preferred_language="ur")
    make_helpline(review_after=LONG_AGO)

    page = shown(client, REPORT)

    assert page.html["dir"] == "rtl"


# --- the first page of the CMS -----------------------------------------------------------------------------------
def test_the_first_page_is_told_what_is_overdue(editor, theirs):
    line = make_helpline(review_after=LONG_AGO)
    make_helpline()
    make_helpline(organisation=theirs.organisation, review_after=LONG_AGO)

    title, items, more_url, _more = needs(editor)

    assert title == "Facts and helplines to check"
    assert [(label, url) for label, url, _note in items] == [("A helpline (1799)", edit_url(line))]
    assert more_url == REPORT


def test_the_first_page_shows_it(editor, client):
    line = make_helpline(review_after=LONG_AGO)

    page = shown(client, "/cms/")

    assert "Facts and helplines to check" in words(page.find("main"))
    assert page.find("main").find("a", href=edit_url(line))
    assert page.find("main").find("a", href=REPORT)


# --- where it is used --------------------------------------------------------------------------------------------
def test_records_are_found_wherever_they_can_stand():
    step, block, listed, help_line, question = (
        make_fact(),
        make_fact(),
        make_helpline(),
        make_helpline(),
        make_question(),
    )
    steps = ("steps", {"heading": {}, "items": [{"goal": {"en": "Do it"}, "fact": step}]})
    lesson = make_lesson(body=[steps, ("fact", block), ("helplines", [listed]), ("question", question)])
    page = make_help()
    page.emergency = help_line
    page.save()
    quiz = make_quiz(questions=[question])

    uses = uses_of([step, block, listed, help_line, question])

    for record, pages in [(step, {lesson}), (block, {lesson}), (listed, {lesson}), (help_line, {page})]:
        assert uses[type(record), record.pk].live == {each.pk for each in pages}
    assert uses[type(question), question.pk].live == {lesson.pk, quiz.pk}
    assert all(not use.drafts for use in uses.values())


def test_what_readers_see_and_what_drafts_would_show_are_told_apart():
    line, dropped, waiting = make_helpline(), make_helpline(), make_helpline()
    lesson = make_lesson(body=[("helplines", [line, dropped])])
    lesson.body = [("helplines", [line, waiting])]
    lesson.save_revision()
    new = make_lesson(body=[("helplines", [waiting])], live=False)

    uses = uses_of([line, dropped, waiting])

    assert uses[Helpline, line.pk].live == {lesson.pk} and not uses[Helpline, line.pk].drafts
    assert uses[Helpline, dropped.pk].live == {lesson.pk}
    assert not uses[Helpline, waiting.pk].live and uses[Helpline, waiting.pk].drafts == {lesson.pk, new.pk}


def test_a_question_in_the_draft_of_a_quiz_is_found():
    quiz, question = make_quiz(), make_question()
    quiz.quiz_questions.add(quiz.quiz_questions.model(question=question))
    quiz.save_revision()

    assert uses_of([question])[type(question), question.pk].drafts == {quiz.pk}


def test_the_usage_page_names_pages_but_no_draft_of_others(editor, client, theirs):
    line = make_helpline()
    body = [("helplines", [line])]
    mine = make_lesson(heading_en="Mine", body=body)
    make_lesson(heading_en="My draft", body=body, live=False)
    their_module = make_module(theirs)
    make_lesson(their_module, heading_en="Theirs", body=body)
    make_lesson(their_module, heading_en="Their secret draft", body=body, live=False)

    page = shown(client, f"/cms/snippets/content/helpline/usage/{line.pk}/")

    rows = [words(row) for row in page.select("tbody tr")]
    assert [row.split(" Lesson ")[0] for row in rows] == ["Mine", "Theirs", "My draft"]
    assert page.find("a", href=f"/cms/pages/{mine.pk}/edit/")
    assert "Readers see it on 2 pages. 2 drafts would show it too. 1 of them belongs to another" in words(page)
    assert "Their secret draft" not in page.text


def test_the_usage_page_of_what_is_used_nowhere_says_so(editor, client):
    page = shown(client, f"/cms/snippets/content/fact/usage/{make_fact().pk}/")

    assert "No page shows it to readers." in words(page)


def test_the_usage_page_asks_no_more_for_more_pages(editor, client, django_assert_num_queries):
    line = make_helpline()
    url = f"/cms/snippets/content/helpline/usage/{line.pk}/"
    make_lesson(body=[("helplines", [line])])
    client.get(url)
    with CaptureQueriesContext(connection) as for_one:
        client.get(url)
    for _ in range(3):
        make_lesson(body=[("helplines", [line])])
    with django_assert_num_queries(len(for_one)):
        client.get(url)


def test_the_editor_counts_the_pages_and_leads_to_them(editor, client):
    fact = make_fact()
    make_lesson(body=[("fact", fact)])
    make_lesson(body=[("fact", fact)], live=False)

    link = shown(client, edit_url(fact)).find(class_="upkeep").find("a")

    assert link["href"] == f"/cms/snippets/content/fact/usage/{fact.pk}/"
    assert words(link) == "Readers see it on 1 page · 1 draft"


def test_old_addresses_are_no_use_of_a_page():
    lesson = make_lesson()

    assert not ReferenceIndex.get_references_to(lesson).exists()


# --- the calendar ------------------------------------------------------------------------------------------------
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["helpline", "path", "law", "number"]))
def test_a_look_holds_for_whole_months(day, kind):
    until = due_after(kind, day)

    months = (until.year - day.year) * 12 + until.month - day.month
    assert months == (3 if kind in {"helpline", "path"} else 6)
    assert until.day == day.day or (until + timedelta(1)).day == 1
