"""What a teacher finds to teach with, and the card for when a pupil tells something."""

import re
from datetime import date

import pytest

from lessons.classrooms.models import Assignment
from tests import factories
from tests.classrooms import people

GUIDE = [
    ("ten_minutes", {"en": "First step.", "ur": "پہلا قدم۔"}),
    ("ten_minutes", {"en": "Second step.", "ur": "دوسرا قدم۔"}),
    ("forty_minutes", {"en": "A longer step.", "ur": "لمبا قدم۔"}),
    ("discussion", {"en": "What may Bilal do?", "ur": "بلال کیا کرے؟"}),
    (
        "may_come_up",
        {"said": {"en": "A joke.", "ur": "کوئی مذاق۔"}, "answer": {"en": "Stay calm.", "ur": "نرمی سے لیں۔"}},
    ),
]
OBJECTIVES = [("objective", {"en": "Ask before posting.", "ur": "پوسٹ سے پہلے پوچھنا۔"})]


@pytest.fixture
def client(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def guided(home):
    module = factories.make_module(guide=GUIDE, objectives=OBJECTIVES)
    factories.make_lesson(module, heading_en="Ask first", heading_ur="پہلے پوچھیں", minutes=7)
    factories.make_quiz(module)
    return module


def make_helpline(key, number, **fields):
    defaults = {"name_en": key.title(), "name_ur": f"{key} اردو", "who_for_en": "For anyone.", "source": "a page"}
    return factories.make_helpline(key=key, number=number, **(defaults | fields))


def page(client, classroom, path="", language="en"):
    return client.get(f"/{language}/classes/{classroom.pk}/teach/{path}")


def headings(response):
    return re.findall(r'<h2 id="m-\d+">([^<]+)</h2>', response.content.decode())


def test_the_assigned_modules_come_first(client, classroom):
    first, second = factories.make_module(heading_en="First"), factories.make_module(heading_en="Second")
    for module in (first, second):
        factories.make_lesson(module)
    Assignment.objects.create(classroom=classroom, module=second)

    assert headings(page(client, classroom)) == ["Second", "First"]


def test_only_what_fits_the_age_of_the_class_is_offered(client, teacher, home):
    young = people.make_class(teacher, band="A")
    for_all, for_older = factories.make_module(heading_en="For all"), factories.make_module(heading_en="For older")
    factories.make_lesson(for_all, heading_en="A lesson for everybody")
    factories.make_lesson(for_all, heading_en="A lesson for the older", bands="BCD")
    factories.make_lesson(for_older, bands="CD")

    answer = page(client, young)

    assert headings(answer) == ["For all"]
    assert "A lesson for everybody" in answer.content.decode()
    assert "A lesson for the older" not in answer.content.decode()
    assert page(client, young, f"{for_older.pk}/").status_code == 404


def test_each_activity_has_its_ways(client, classroom, guided):
    html = page(client, classroom).content.decode()
    lesson, quiz = guided.get_children()
    base = f"/en/classes/{classroom.pk}"

    assert f'href="{base}/teach/{guided.pk}/"' in html
    assert f'href="{base}/paper/{lesson.pk}/"' in html
    for way in ("quiz", "key", "results"):
        assert f'href="{base}/paper/{quiz.pk}/{way}/"' in html


def test_the_page_takes_as_many_queries_for_twenty_modules_as_for_one(
    client, classroom, guided, django_assert_max_num_queries
):
    page(client, classroom)
    with django_assert_max_num_queries(12) as one:
        page(client, classroom)
        taken = len(one)
    for _ in range(20):
        factories.make_quiz(guided)
        factories.make_lesson(factories.make_module())
    page(client, classroom)
    with django_assert_max_num_queries(taken):
        page(client, classroom)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_guide_shows_every_part_in_the_readers_language(client, classroom, guided, language):
    html = page(client, classroom, f"{guided.pk}/", language).content.decode()

    for _kind, words in GUIDE[:-1] + OBJECTIVES:
        assert words[language] in html
    for words in GUIDE[-1][1].values():
        assert words[language] in html
    assert html.index(GUIDE[0][1][language]) < html.index(GUIDE[1][1][language])
    assert f"/{language}/classes/disclosure/" in html


def test_a_guide_in_one_language_is_shown_and_marked_in_the_other(client, classroom):
    module = factories.make_module(guide=[("discussion", {"en": "", "ur": "بلال کیا کرے؟"})])
    factories.make_lesson(module)

    html = page(client, classroom, f"{module.pk}/").content.decode()

    assert '<span lang="ur" dir="rtl">بلال کیا کرے؟</span>' in html
    assert "data-fallback-notice" in html


def test_a_module_without_a_guide_says_so(client, classroom, lesson):
    assert "still being written" in page(client, classroom, f"{lesson.module.pk}/").content.decode()


def test_a_module_that_is_withdrawn_has_no_guide_page(client, classroom, guided):
    guided.unpublish()

    assert page(client, classroom, f"{guided.pk}/").status_code == 404


def test_the_card_is_one_tap_from_every_page_of_a_teacher_at_its_top_and_foot(client, classroom, guided):
    base = f"/en/classes/{classroom.pk}"
    for path in ("/en/classes/", f"{base}/teach/", f"{base}/teach/{guided.pk}/", f"{base}/results/"):
        html = client.get(path).content.decode()
        link = 'href="/en/classes/disclosure/"'
        assert html.index(link) < html.index("<h1") < html.rindex(link), path


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_card_calls_in_the_order_of_the_help_page(client, home, language):
    lines = {name: make_helpline(name, number) for name, number in [("drf", "0800-39393"), ("child", "1121")]}
    make_helpline("elsewhere", "1043")
    help_page = factories.make_help()
    help_page.emergency = make_helpline("police", "15")
    help_page.body = [("helplines", [lines["child"], lines["drf"]])]
    help_page.save_revision().publish()

    html = client.get(f"/{language}/classes/disclosure/").content.decode()

    assert re.findall(r'href="tel:([^"]+)"', html) == ["15", "1121", "080039393"]


def test_without_a_help_page_the_card_still_has_the_numbers(client, home):
    make_helpline("drf", "0800-39393")

    assert 'href="tel:080039393"' in client.get("/en/classes/disclosure/").content.decode()


def test_the_card_says_what_to_do_and_what_to_leave_out(client, home):
    html = client.get("/en/classes/disclosure/").content.decode()

    for words in (
        "I believe you",
        "isn&#x27;t your fault",
        "look at the picture",
        "ask for it",
        "promise",
        "investigate",
    ):
        assert words in html or words.replace("&#x27;", "'") in html


def test_the_card_says_how_sure_we_are_of_a_number(client, home):
    make_helpline("drf", "0800-39393", review_after=date(2026, 1, 1))

    html = client.get("/en/classes/disclosure/").content.decode()

    assert "not yet called by us" in html
    assert "This may have changed since." in html


@pytest.mark.parametrize("number", ["9" * 19, "9" * 40, "0"])
@pytest.mark.parametrize("path", ["teach/{}/", "paper/{}/", "paper/{}/quiz/", "paper/{}/key/", "paper/{}/results/"])
def test_a_number_of_no_page_is_not_found(client, classroom, path, number):
    assert client.get(f"/en/classes/{classroom.pk}/{path.format(number)}").status_code == 404
