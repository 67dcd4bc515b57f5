"""What is overdue, and what comes due, is in sight: in a report, and on the first page of the CMS."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from lessons.editorial.upkeep.needs import needs
from tests.editorial.upkeep_pages import LONG_AGO, REPORT, edit_url, looked_url, shown, words
from tests.factories import make_fact, make_helpline, make_lesson

pytestmark = pytest.mark.django_db


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
