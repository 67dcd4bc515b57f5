"""What the CMS shows an organisation of its readers: figures of ten and more, by language, of its own modules only."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from lessons.editorial.founding.actions import found_organisation
from lessons.learning.actions import complete_activity, start_attempt, submit_answer
from lessons.learning.drawing import draw_reader_figures
from lessons.learning.models import Answer
from lessons.organisations.actions import add_member
from tests.factories import make_guest, make_lesson, make_module, make_question, make_quiz
from tests.factories import make_organisation as make_section

pytestmark = pytest.mark.django_db


def member(slug, role):
    section = make_section(slug)
    organisation = found_organisation(name=slug.title(), slug=slug, page=section)
    user = get_user_model().objects.create_user(f"{slug}-{role}", f"{slug}-{role}@example.org", "a long password")
    add_member(organisation=organisation, user=user, role=role)
    return user, section


@pytest.fixture
def desk(client):
    """A signed-in moderator of an organisation with one module: a lesson and a quiz of one question."""
    user, section = member("chiragh", "moderator")
    client.force_login(user)
    module = make_module(section, heading_en="Strong locks")
    make_lesson(module, heading_en="Long words")
    question = make_question(
        [("Keep it", True), ("Give it away", False), ("Sell it", False)], organisation=section.organisation
    )
    make_quiz(module, questions=[question])
    client.module, client.question = module, question
    return client


def take(quiz, text, language="ur"):
    question = quiz.quiz_questions.get().question
    attempt = start_attempt(learner=make_guest(), quiz=quiz, language=language)
    picked = [str(question.choices.get(text_en=text).key)]
    submit_answer(attempt=attempt, item=attempt.items[0], picked=picked)


def shown(client, path="/cms/reports/readers/"):
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def test_nine_readers_are_not_told_of(desk):
    lesson = desk.module.activities()[0]
    for _ in range(9):
        complete_activity(learner=make_guest(), activity=lesson, language="ur")
    draw_reader_figures()

    page = shown(desk)

    assert "fewer than ten" in page
    assert "or more" not in page


def test_starts_completions_and_the_commonest_mistake_are_shown_by_language(desk):
    lesson, quiz = desk.module.activities()
    for _ in range(23):
        complete_activity(learner=make_guest(), activity=lesson, language="en")
    for text in ["Keep it"] * 3 + ["Give it away"] * 5 + ["Sell it"] * 2:
        take(quiz, text)
    draw_reader_figures()

    page = shown(desk)

    assert "20 or more" in page
    assert "Give it away · about 5 in 10" in page
    assert "about 3 in 10" in page
    assert "10 or more" in page


def test_another_organisation_sees_nothing_of_it(desk, client):
    user, _section = member("roshni", "moderator")
    client.force_login(user)

    assert "Strong locks" not in shown(client)
    assert client.get(f"/cms/reports/readers/{desk.module.pk}/").status_code == 404
    assert client.get(f"/cms/questions/{desk.question.pk}/mark-again/").status_code == 404
    assert client.post(f"/cms/questions/{desk.question.pk}/mark-again/").status_code == 404


def test_the_report_takes_the_same_queries_for_many_questions(desk, django_assert_max_num_queries):
    for _ in range(10):
        quiz = make_quiz(desk.module, questions=[make_question(organisation=desk.question.organisation)])
        for _ in range(10):
            take(quiz, "Yes")
    draw_reader_figures()
    desk.get("/cms/reports/readers/")

    with django_assert_max_num_queries(30):
        desk.get("/cms/reports/readers/")


def correct(question, text):
    question.choices = list(question.choices.all())
    for choice in question.choices.all():
        choice.is_right = choice.text_en == text
    question.save_revision().publish()


def test_a_corrected_key_is_offered_to_be_marked_again_and_done_once(desk):
    quiz = desk.module.activities()[1]
    edit = f"/cms/snippets/content/question/edit/{desk.question.pk}/"
    for text in ["Keep it"] * 4 + ["Sell it"] * 12:
        take(quiz, text)
    assert "mark-again" not in desk.get(edit).content.decode()
    correct(desk.question, "Sell it")
    assert f"/cms/questions/{desk.question.pk}/mark-again/" in desk.get(edit).content.decode()

    page = shown(desk, f"/cms/questions/{desk.question.pk}/mark-again/")
    assert "Answers that get another mark 10 or more" in page
    assert "Results of a quiz that fall fewer than ten" in page
    desk.post(f"/cms/questions/{desk.question.pk}/mark-again/")

    assert Answer.objects.filter(is_right=True).count() == 12
    assert "There is nothing to do." in shown(desk, f"/cms/questions/{desk.question.pk}/mark-again/")
    assert "mark-again" not in desk.get(edit).content.decode()
    assert (
        "Answers marked again"
        in desk.get(f"/cms/snippets/content/question/history/{desk.question.pk}/").content.decode()
    )


def test_an_editor_who_may_not_publish_can_not_mark_again(desk, client):
    user, _section = member("chiragh", "editor")
    client.force_login(user)

    assert client.post(f"/cms/questions/{desk.question.pk}/mark-again/").status_code == 404


def test_the_key_of_a_published_question_is_fixed(desk):
    page = desk.get(f"/cms/snippets/content/question/edit/{desk.question.pk}/")

    assert page.context["form"].fields["key"].disabled
    assert "Fixed since the question was first published." in page.content.decode()
