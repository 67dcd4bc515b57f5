"""Facts and helplines: honest dates for readers, and what an editor can and can't do with them."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text

from lessons.content.models import Fact, Helpline
from tests.editorial.desk_people import make_member
from tests.factories import make_fact, make_help, make_helpline, make_lesson

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 8, 1)
LANGUAGES = ["en", "ur"]
CHANGED = {"en": "This may have changed since.", "ur": "اب تک بدل بھی گیا ہو گا۔"}


@pytest.fixture
def moderator(client):
    """A signed-in moderator of the organisation "chiragh"."""
    user = make_member("chiragh", "moderator")
    client.force_login(user)
    return user


@pytest.fixture
def visitor():
    """A reader who has no session and is answered from the cache."""
    from django.test import Client

    return Client()


def plain(text):
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def seen(visitor, page, language="en"):
    response = visitor.get(f"/{language}{page.url[3:]}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def note(visitor, record, language):
    """Return the small print of `record` in a lesson."""
    block = ("helplines", [record]) if isinstance(record, Helpline) else ("fact", record)
    return plain(seen(visitor, make_lesson(body=[block]), language).find("small", class_="source").text)


def url(view, record):
    return f"/cms/snippets/content/{record._meta.model_name}/{view}/{record.pk}/"


def form_of(record, **changes):
    """Return what the editor of `record` would post, with `changes`."""
    data = {"key": record.key, "organisation": record.organisation_id, "source": record.source}
    for name in ("source_seen_on", record.LOOKED, "review_after"):
        data[name] = str(getattr(record, name) or "")
    data["confidence"] = record.confidence
    if isinstance(record, Fact):
        data |= {"kind": record.kind, "text_en": rich_text(record.text_en), "text_ur": rich_text(record.text_ur)}
    else:
        data |= {"number": record.number, "name_en": record.name_en, "name_ur": record.name_ur, "position": 0}
    return nested_form_data(data | changes)


def publish(client, record, **changes):
    return client.post(url("edit", record), form_of(record, **changes) | {"action-publish": "1"})


def refused(response, words):
    """Whether the form came back with `words` and what was typed."""
    return response.status_code == 200 and words in plain(BeautifulSoup(response.content, "html.parser").text)


# --- what readers see --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Number as published in November 2026; not yet called by us."),
        ("ur", "نومبر 2026 کی شائع شدہ معلومات؛ ہم نے ابھی کال نہیں کی۔"),
    ],
)
def test_a_number_that_nobody_called_says_so(visitor, language, words):
    assert note(visitor, make_helpline(), language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "We called this number on 1 May 2020."), ("ur", "ہم نے 1 مئی 2020 کو اس نمبر پر کال کی۔")],
)
def test_a_number_that_was_called_says_when(visitor, language, words):
    assert note(visitor, make_helpline(called_on=date(2020, 5, 1)), language) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_overdue_number_keeps_its_button_and_says_when_it_was_last_checked(visitor, language):
    line = make_helpline(number="0800-39393", called_on=date(2020, 5, 1), review_after=LONG_AGO)
    lesson = make_lesson(body=[("helplines", [line])])

    main = seen(visitor, lesson, language)

    words = plain(main.find("small", class_="source").text)
    assert main.find("a", href="tel:080039393") is not None
    assert {"en": "Last checked on 1 May 2020.", "ur": "1 مئی 2020"}[language] in words
    assert CHANGED[language] in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_overdue_number_that_nobody_called_says_both(visitor, language):
    words = note(visitor, make_helpline(review_after=LONG_AGO), language)

    assert {"en": "not yet called by us", "ur": "ابھی کال نہیں کی"}[language] in words
    assert CHANGED[language] in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "warned"), [("law", True), ("number", True), ("path", False)])
def test_an_overdue_fact_says_that_it_may_have_changed_but_a_menu_path_shows_its_day_only(
    visitor, kind, warned, language
):
    words = note(visitor, make_fact(kind=kind, checked_on=date(2020, 5, 1), review_after=LONG_AGO), language)

    assert "2020" in words
    assert (CHANGED[language] in words) == warned


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_of_one_source_is_shown_with_its_hedge_and_its_source(visitor, language):
    hedge = {"en": "<p>In one survey of victims, 93 %.</p>", "ur": "<p>متاثرین کے ایک سروے میں 93 فیصد۔</p>"}
    fact = make_fact(confidence="medium", text_en=hedge["en"], text_ur=hedge["ur"], source="one.example")

    main = plain(seen(visitor, make_lesson(body=[("fact", fact)]), language).text)

    assert {"en": "In one survey of victims", "ur": "ایک سروے میں"}[language] in main
    assert "one.example" in main


def test_what_becomes_overdue_overnight_says_so_in_a_cached_page(visitor, monkeypatch):
    line = make_helpline(called_on=date(2026, 11, 1), review_after=timezone.localdate())
    lesson = make_lesson(body=[("helplines", [line])])
    assert "Last checked" not in seen(visitor, lesson).text
    tomorrow = timezone.localdate() + timedelta(1)

    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: tomorrow)

    assert "Last checked on 1 November 2026." in plain(seen(visitor, lesson).text)


# --- a change changes every page ---------------------------------------------------------------------------------
def test_an_approved_number_changes_on_every_cached_page_at_once_and_a_draft_on_none(visitor, moderator, client):
    line = make_helpline(number="1799")
    pages = [make_lesson(body=[("helplines", [line])]) for _ in range(2)]
    help_page = make_help()
    help_page.emergency = line
    help_page.save_revision().publish()
    pages.append(help_page)

    def numbers():
        links = [
            seen(visitor, page, code).find("a", href=lambda href: href and "tel:" in href)
            for page in pages
            for code in LANGUAGES
        ]
        return {link["href"] for link in links}

    assert numbers() == {"tel:1799"}
    client.post(url("edit", line), form_of(line, number="1800"))
    assert numbers() == {"tel:1799"}
    line.refresh_from_db()
    line.get_workflow().start(line, moderator)
    assert numbers() == {"tel:1799"}
    line.current_workflow_task_state.approve(user=moderator)
    assert numbers() == {"tel:1800"}


# --- taking off --------------------------------------------------------------------------------------------------
def test_a_withdrawn_helpline_leaves_every_page_and_the_help_page_stands(visitor, moderator, client):
    line = make_helpline(number="1799")
    lesson = make_lesson(body=[("helplines", [line])])
    help_page = make_help()
    help_page.emergency = line
    help_page.save_revision().publish()
    assert all(
        seen(visitor, page, code).find("a", href="tel:1799") for page in (lesson, help_page) for code in LANGUAGES
    )

    response = client.post(url("unpublish", line))

    assert response.status_code == 302
    for code in LANGUAGES:
        assert seen(visitor, lesson, code).find("a", href="tel:1799") is None
        assert seen(visitor, help_page, code).find("h1")
        assert seen(visitor, help_page, code).find("a", href="tel:1799") is None


def test_only_who_may_publish_takes_a_helpline_off(client):
    line = make_helpline()

    client.force_login(make_member("chiragh", "editor"))
    assert client.post(url("unpublish", line)).status_code == 302
    client.force_login(make_member("roshni", "moderator"))
    assert client.post(url("unpublish", line)).status_code == 404

    line.refresh_from_db()
    assert line.live


@pytest.fixture
def permanent(moderator):
    return make_helpline(number="15", is_permanent=True)


def still_there(line):
    line.refresh_from_db()
    return line.live and line.is_permanent and line.number == "15" and line.expire_at is None


def test_a_permanent_number_is_not_unpublished(permanent, client):
    response = client.post(url("unpublish", permanent), follow=True)

    assert "stays on the pages" in response.content.decode()
    assert response.request["PATH_INFO"] == url("edit", permanent)
    assert still_there(permanent)


def test_a_permanent_number_is_not_deleted_one_by_one_or_among_others(permanent, client, admin_user):
    client.force_login(admin_user)

    one = client.post(url("delete", permanent), follow=True)
    bulk = f"/cms/bulk/content/helpline/delete/?id={permanent.pk}&next=/cms/"
    many = client.post(bulk, follow=True)

    assert "never removed" in one.content.decode()
    assert "never removed" in many.content.decode()
    assert still_there(permanent)


def test_a_permanent_number_does_not_expire(permanent, client):
    publish(client, permanent, expire_at="2099-01-01 00:00", go_live_at="2098-01-01 00:00")

    assert still_there(permanent)


def test_no_older_version_makes_a_permanent_number_removable_or_expire(permanent, client):
    permanent.expire_at = timezone.now() - timedelta(days=1)
    revision = permanent.save_revision(clean=False)
    revision.content["is_permanent"] = False
    revision.save()

    revision.publish()
    call_command("publish_scheduled")

    assert still_there(permanent)


@pytest.mark.parametrize("number", ["", "   ", "none", "-"])
@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_no_helpline_is_emptied_of_its_number_not_even_in_a_draft(permanent, client, number, action):
    response = client.post(url("edit", permanent), form_of(permanent, number=number, name_en="Typed") | action)

    assert response.status_code == 200
    assert b"Typed" in response.content
    permanent.refresh_from_db()
    assert permanent.get_latest_revision_as_object().number == "15"


def test_a_permanent_number_can_be_replaced(permanent, client, visitor):
    lesson = make_lesson(body=[("helplines", [permanent])])

    assert publish(client, permanent, number="1515").status_code == 302

    assert seen(visitor, lesson, "ur").find("a", href="tel:1515")
    permanent.refresh_from_db()
    assert permanent.is_permanent


# --- dates and sources -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("make", [make_fact, make_helpline])
@pytest.mark.parametrize("missing", ["source", "source_seen_on", "review_after", "confidence", "key"])
@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_a_record_without_source_or_dates_is_not_kept(moderator, client, make, missing, action):
    record = make()

    response = client.post(url("edit", record), form_of(record, **{missing: ""}) | action)

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").find(id=f"panel-child-{missing}-errors") or (
        "This field is required" in response.content.decode()
    )
    record.refresh_from_db()
    assert not record.has_unpublished_changes


@pytest.mark.parametrize("make", [make_fact, make_helpline])
def test_it_is_not_to_be_reviewed_before_it_was_looked_at(moderator, client, make):
    record = make()
    today = timezone.localdate()

    early = publish(client, record, **{record.LOOKED: str(today), "review_after": str(today - timedelta(1))})
    ahead = publish(client, record, **{record.LOOKED: str(today + timedelta(2))})

    assert refused(early, "before the day on which it was last looked at")
    assert refused(ahead, "This day has not come yet.")


@pytest.mark.parametrize("confidence", ["low", "mem", "anything"])
def test_there_is_no_low_confidence(moderator, client, confidence):
    fact = make_fact()

    response = publish(client, fact, confidence=confidence)

    assert response.status_code == 200
    fact.refresh_from_db()
    assert fact.confidence == "high"


def test_the_editor_is_reminded_of_the_hedge_beside_the_field(moderator, client):
    page = client.get("/cms/snippets/content/fact/add/").content.decode()

    assert "One good source only? Then the text says so" in page


def test_a_new_number_is_not_said_to_have_been_called(moderator, client):
    line = make_helpline(number="1799", called_on=date(2026, 11, 1))

    kept = publish(client, line, number="1800")
    emptied = publish(client, line, number="1800", called_on="")

    assert refused(kept, "This is another number. Say when it was called, or leave this empty.")
    assert emptied.status_code == 302
    line.refresh_from_db()
    assert (line.number, line.called_on) == ("1800", None)


def test_a_number_may_be_written_another_way(moderator, client):
    line = make_helpline(number="0800-39393", called_on=date(2026, 11, 1))

    assert publish(client, line, number="0800 39393").status_code == 302
