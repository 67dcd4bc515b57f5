"""Joining a class by its QR code, finding everything kept, and signing in again on another phone."""

import json

import pytest

from tests.browser import steps

CODE = "CHRGH7"
LESSON = "chiragh/m4/m4-2/"
QUIZ = "chiragh/m4/m4-q/"


@pytest.fixture
def name():
    return steps.new_name()


def do_a_lesson_and_a_quiz(page, language):
    steps.mark_done(page, language)
    steps.take_quiz(page, language, mistakes=1)
    return steps.path_of(page)


def do_a_lesson_and_begin_a_quiz(page, language):
    steps.mark_done(page, language)
    steps.start_quiz(page, language)
    steps.answer(page, language, rightly=True)
    return steps.path_of(page).split("#")[0]


def test_a_guest_joins_with_the_qr_link_and_a_pin_and_finds_everything_kept(new_page, language, script, name):
    page = new_page(script=script)
    end = do_a_lesson_and_a_quiz(page, language)
    steps.join(page, language, CODE, name, keep=True)
    assert steps.path_of(page) == f"/{language}/me/"
    assert name in steps.main(page).text_content()
    assert steps.done_activities(page, language) == {LESSON, QUIZ}
    assert page.goto(end).status == 200

    steps.sign_out(page, language)
    page.goto(f"/{language}/me/")
    assert name not in page.content()
    assert page.goto(end).status == 404

    another = new_page(script=script)
    steps.sign_in(another, language, CODE, name)
    assert steps.path_of(another) == f"/{language}/me/"
    assert steps.done_activities(another, language) == {LESSON, QUIZ}
    assert another.goto(end).status == 200


def test_a_quiz_goes_on_upon_another_phone_at_the_question_where_it_stopped(new_page, language, name):
    page = new_page()
    steps.join(page, language, CODE, name)
    steps.start_quiz(page, language)
    steps.answer(page, language, rightly=True)
    steps.go_on(page)
    waiting = steps.asked(page)["key"]
    another = new_page()
    steps.sign_in(another, language, CODE, name)
    another.goto(steps.QUIZ.format(language=language))
    steps.follow(another, another.locator("main a[href*='/attempts/']"))
    assert steps.asked(another)["key"] == waiting


def test_a_guest_who_was_somebody_else_is_erased(new_page, language, script, name):
    page = new_page(script=script)
    steps.mark_done(page, language)
    steps.join(page, language, CODE, name, keep=False)
    assert steps.done_activities(page, language) == set()


def test_the_question_whether_it_was_you_has_to_be_answered(new_page, language, script, name):
    page = new_page(script=script)
    steps.mark_done(page, language)
    steps.join(page, language, CODE, name)
    assert steps.path_of(page) == f"/{language}/join/{CODE}/"
    field = page.locator("fieldset.field--wrong")
    assert field.locator("input[name=keep]").count() == 2
    assert field.locator(".error").text_content().strip()
    assert page.locator("input[name=name]").input_value() == name


def test_the_code_is_typed_as_people_type_it(new_page, language, script, name):
    page = new_page(script=script)
    page.goto(f"/{language}/join/")
    page.locator("input[name=code]").fill(" chrgh-7 ")
    steps.submit(page, "main form.form")
    assert steps.path_of(page) == f"/{language}/join/{CODE}/"
    steps.fill_join_form(page, name)
    assert name in steps.main(page).text_content()


def test_a_wrong_code_is_answered_beside_the_field_and_stays_in_it(new_page, language, script):
    page = new_page(script=script)
    page.goto(f"/{language}/join/")
    page.locator("input[name=code]").fill("ZZZZZZ")
    steps.submit(page, "main form.form")
    field = page.locator("input[name=code]")
    assert field.input_value() == "ZZZZZZ"
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    texts = [page.locator(f"[id='{one}']").text_content().strip() for one in described]
    assert all(texts)
    if script:
        assert page.evaluate("document.activeElement.matches('[data-focus]')")


def test_a_wrong_pin_keeps_code_and_name_and_never_the_pin(new_page, language, script, name):
    steps.join(new_page(), language, CODE, name)
    page = new_page(script=script)
    steps.sign_in(page, language, CODE, name, pin="9753")
    assert steps.path_of(page) == f"/{language}/sign-in/"
    assert page.locator("main [role=alert] li").first.text_content().strip()
    assert page.locator("input[name=code]").input_value() == CODE
    assert page.locator("input[name=name]").input_value() == name
    assert page.locator("input[name=pin]").input_value() == ""


def test_a_taken_name_is_refused_in_words(new_page, language, name):
    steps.join(new_page(), language, CODE, name)
    page = new_page()
    steps.join(page, language, CODE, name.upper(), pin="7391")
    assert steps.path_of(page) == f"/{language}/join/{CODE}/"
    assert page.locator("input[name=name]").get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize("kept_in_memory", [False, True])
def test_after_signing_out_back_shows_nothing_personal(new_page, keeping_chromium, chromium, language, kept_in_memory):
    name = steps.new_name()
    page = new_page(browser=keeping_chromium if kept_in_memory else chromium)
    answered = do_a_lesson_and_begin_a_quiz(page, language)
    steps.join(page, language, CODE, name, keep=True)
    page.goto(f"/{language}/me/data/")
    page.goto(answered)
    page.goto(f"/{language}/me/")
    steps.sign_out(page, language)
    for _step in range(8):
        page.go_back()
        page.wait_for_load_state()
        assert name not in page.content()
        assert page.locator("main .mine, main section.topic, #answer").count() == 0


def test_whoever_takes_over_the_phone_finds_nothing_of_the_guest_before(new_page, language, script):
    page = new_page(script=script)
    answered = do_a_lesson_and_begin_a_quiz(page, language)
    steps.sign_out(page, language)
    assert page.goto(answered).status == 404
    assert steps.done_activities(page, language) == set()


def test_a_learner_takes_their_data_and_erases_it(new_page, language, script, name):
    page = new_page(script=script)
    steps.join(page, language, CODE, name)
    steps.mark_done(page, language)
    page.goto(f"/{language}/me/data/")
    with page.expect_download() as download:
        page.locator("main form[action$='/me/data/file/'] button").click()
    taken = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert name in str(taken["classes"])
    assert len(taken["lessons_and_scenarios"]) == 1
    page.goto(f"/{language}/me/data/erase/")
    steps.submit(page, "main form")
    steps.sign_in(page, language, CODE, name)
    assert steps.path_of(page) == f"/{language}/sign-in/"
