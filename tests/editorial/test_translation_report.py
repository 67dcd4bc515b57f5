"""The report: every page, question and fact of one's own modules, in every language."""

import pytest
from bs4 import BeautifulSoup

from lessons.editorial.translation.actions import confirm
from tests.editorial.translating import address, make_people, saved
from tests.factories import make_fact, make_help, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db
REPORT = "/cms/reports/translations/"


@pytest.fixture
def section(client):
    section, editor, _moderator = make_people()
    client.force_login(editor)
    return section


def report(client, query=""):
    response = client.get(REPORT + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def lines(soup):
    return {
        row.select_one("td.title").text: [state.text for state in row.select(".translate__state")]
        for row in soup.select(".translate tbody tr")
    }


def test_the_pages_questions_and_facts_of_a_module_stand_with_their_states(client, section):
    module = saved(make_module(section, heading_en="Consent"))
    fact = make_fact(key="law-1", text_ur="")
    saved(make_lesson(module, heading_en="Ask", summary_en="How", body=[("fact", fact)]))
    question = make_question(key="q-1")
    confirm(obj=question, language="ur")
    saved(make_quiz(module, heading_en="Quiz", questions=[question]))

    soup = report(client)

    assert lines(soup) == {
        "Consent": ["complete", "complete, not confirmed yet"],
        "Ask": ["complete", "1 of 2 missing"],
        "law-1": ["complete", "1 of 1 missing"],
        "Quiz": ["complete", "complete, not confirmed yet"],
        "Prompt q-1?": ["complete", "complete"],
    }
    assert [" ".join(total.text.split()) for total in soup.select(".translate__totals li")] == [
        "English 5 of 5 complete",
        "Urdu 3 of 5 complete · 2 texts missing",
    ]
    assert soup.find("a", href=f"{address(question)}?in={module.pk}")


def test_it_can_be_narrowed_to_a_module_a_language_and_a_state(client, section):
    first, second = (saved(make_module(section, heading_en=name)) for name in ("First", "Second"))
    saved(make_lesson(second, heading_en="Ask", heading_ur=""))

    assert set(lines(report(client, f"?module={first.pk}"))) == {"First"}
    assert lines(report(client, "?language=ur&state=missing")) == {"Ask": ["1 of 2 missing"]}
    assert lines(report(client, "?state=outdated")) == {}
    assert set(lines(report(client, "?state=rubbish&module=999&language=xx&p=x"))) == {"First", "Second", "Ask"}


def test_what_no_module_uses_stands_apart(client, section):
    used, unused = make_question(key="used"), make_question(key="unused")
    saved(make_quiz(saved(make_module(section)), questions=[used]))

    names = set(lines(report(client, "?module=outside")))

    assert "Prompt unused?" in names
    assert "Prompt used?" not in names
    assert section.heading_en in names
    assert unused.organisation == section.organisation


def test_nothing_of_another_organisation_is_in_the_report(client, section):
    other, *_ = make_people("roshni")
    theirs = saved(make_module(other, heading_en="Theirs"))
    make_question(key="their-question", organisation=other.organisation)

    shown = report(client).text + report(client, "?module=outside").text + report(client, f"?module={theirs.pk}").text

    assert "Theirs" not in shown
    assert "their-question" not in shown


def test_it_is_in_the_reports_menu(client, section):
    assert REPORT in client.get("/cms/").content.decode()


@pytest.mark.parametrize("query", ["", "?module=outside"])
def test_thirty_lessons_take_as_many_queries_as_three(client, section, django_assert_max_num_queries, query):
    fill_module(section, 3)
    report(client, query)
    with django_assert_max_num_queries(40) as few:
        report(client, query)

    fill_module(section, 27)
    with django_assert_max_num_queries(40) as many:
        report(client, query)

    assert len(many) == len(few)


def fill_module(section, count):
    module = saved(make_module(section))
    for _ in range(count):
        saved(make_lesson(module, body=[("fact", make_fact()), ("question", make_question())]))
    make_quiz(module)


def test_an_admin_sees_the_pages_and_topics_of_the_whole_site(client, section, django_user_model):
    help_page = saved(make_help())
    topic = make_question().topic
    shared = {help_page.heading_en, topic.name_en}

    assert not shared & set(lines(report(client, "?module=outside")))
    client.force_login(django_user_model.objects.create_superuser("root", password="a long password"))
    assert shared <= set(lines(report(client, "?module=outside")))
