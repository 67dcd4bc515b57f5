"""The CMS opens on what needs its reader: of their own organisations, and of no other."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from lessons.editorial.desk import needs
from lessons.organisations.actions import add_member
from tests.editorial.desk_people import make_person, make_section
from tests.editorial.test_publishing_together import as_draft
from tests.factories import make_lesson, make_module, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return make_section()


def make_draft(section, heading, user=None):
    lesson = make_lesson(make_module(section), heading_en=heading, live=False, owner=user)
    lesson.save_revision(user=user)
    return lesson


def home_of(client, user):
    client.force_login(user)
    return client.get("/cms/").content.decode()


def need(html, title):
    """Return the words of the part of the first page with this title, or "" when it is not shown."""
    for panel in BeautifulSoup(html, "html.parser").select(".w-panel--dashboard"):
        if title in panel.select_one("h2").text:
            return " ".join(panel.text.split())
    return ""


def submit(page, user):
    workflow = page.get_workflow()
    return workflow.start(page, user)


def test_a_moderator_sees_what_waits_for_their_approval_and_an_editor_does_not(section, client):
    sana, adil = make_person("sana", section), make_person("adil", section, "moderator")
    submit(make_draft(section, "Ask first", sana), sana)
    question = as_draft(make_question(prompt_en="waiting"))
    submit(question, sana)

    shown = need(home_of(client, adil), "Waits for your approval")

    assert "Ask first" in shown and "waiting" in shown and "sana" in shown
    assert need(home_of(client, sana), "Waits for your approval") == ""


def test_what_another_organisation_works_on_is_not_shown(section, client):
    other = make_section("roshni")
    zoya = make_person("zoya", other)
    submit(make_draft(other, "Theirs alone", zoya), zoya)
    as_draft(make_question(prompt_en="theirs", organisation=other.organisation))

    for role in ("editor", "moderator"):
        html = home_of(client, make_person(role, section, role))
        assert "Theirs alone" not in html and "theirs" not in html


def test_the_writer_sees_what_was_sent_back_with_the_moderators_words(section, client):
    sana, adil = make_person("sana", section), make_person("adil", section, "moderator")
    for made in (make_draft(section, "Ask first", sana), as_draft(make_question(prompt_en="mine"))):
        submit(made, sana).current_task_state.specific.reject(user=adil, comment="Say who acts <b>.")

    shown = need(home_of(client, sana), "Sent back to you")

    assert "Ask first" in shown and "mine" in shown
    assert shown.count("Say who acts <b>.") == 2 and "adil" in shown
    assert need(home_of(client, make_person("bano", section)), "Sent back to you") == ""


def test_whoever_left_an_organisation_reads_no_more_of_it(section, client):
    sana, adil = make_person("sana", section), make_person("adil", section, "moderator")
    for made in (make_draft(section, "Ask first", sana), as_draft(make_question(prompt_en="mine"))):
        submit(made, sana).current_task_state.specific.reject(user=adil, comment="Say who acts.")
    add_member(organisation=make_section("roshni").organisation, user=sana, role="editor")
    sana.memberships.filter(organisation=section.organisation).delete()
    sana.groups.set(sana.groups.filter(name__startswith="roshni"))

    html = home_of(client, sana)

    assert "Ask first" not in html and "mine" not in html and "Say who acts." not in html


def test_the_drafts_of_ones_organisation_come_latest_first_with_who_wrote_them(section, client):
    sana, bano = make_person("sana", section), make_person("bano", section)
    make_draft(section, "Older draft", sana)
    make_draft(section, "Newer draft", bano)

    shown = need(home_of(client, sana), "Drafts")

    assert shown.index("Newer draft") < shown.index("Older draft")
    assert "bano" in shown and "sana" in shown


def test_drafts_are_called_by_their_names_in_the_readers_language(section, client):
    from wagtail.users.models import UserProfile

    sana = make_person("sana", section)
    UserProfile.objects.create(user=sana, preferred_language="ur")
    make_draft(section, "Ask first", sana)
    as_draft(make_question(prompt_en="Only in English", prompt_ur=""))

    html = home_of(client, sana)

    assert "Ask first" not in html and "سبق " in html
    assert "Only in English" in html


def test_a_superuser_sees_the_drafts_of_all(section, client):
    make_draft(section, "Ask first")
    admin = get_user_model().objects.create_superuser("root", "root@example.org", "a long password")

    assert "Ask first" in need(home_of(client, admin), "Drafts")


def test_an_empty_desk_says_what_to_do_next(section, client):
    html = home_of(client, make_person("sana", section))

    assert "Nothing waits for you." in html
    assert "/cms/desk/new-module/" in html and "/cms/snippets/content/question/add/" in html


def test_wagtails_own_panels_and_its_help_are_gone(section, client):
    sana = make_person("sana", section)
    html = home_of(client, sana)

    assert "editor guide" not in html
    assert "recent-edits" not in html


def test_another_part_of_the_site_adds_a_need_and_a_button(section, client, monkeypatch):
    monkeypatch.setattr(needs, "_needs", [])
    monkeypatch.setattr(needs, "_buttons", [])
    items = [("Helpline 1799", "/there/", "since May")]
    needs.provides_needs(lambda user: needs.Need("Overdue", items, "/all/", "See all"))
    needs.provides_needs(lambda user: needs.Need("Nothing here", []))
    needs.provides_needs(lambda user: None)
    needs.provides_button(lambda user: needs.Button("Translations", "/translations/"))

    html = home_of(client, make_person("sana", section))

    assert need(html, "Overdue") == "Overdue Helpline 1799since May See all"
    assert "Nothing here" not in html
    assert 'href="/translations/"' in html


def test_the_first_page_takes_the_same_number_of_queries_whatever_waits(section, client, django_assert_max_num_queries):
    sana, adil = make_person("sana", section), make_person("adil", section, "moderator")
    for number in range(4):
        make_section(f"ngo{number}")
        submit(make_draft(section, f"Lesson {number}", sana), sana)
        as_draft(make_question())
    client.force_login(adil)
    client.get("/cms/")

    with django_assert_max_num_queries(33):
        client.get("/cms/")
