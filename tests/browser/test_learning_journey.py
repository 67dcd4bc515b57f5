"""A visitor reads a lesson, checks what they have understood, takes a quiz, and may change the language at any time."""

import re

from tests.browser import steps


def test_a_visitor_reads_from_the_front_page_to_the_next_lesson(new_page, language, script):
    page = new_page(script=script)
    page.goto(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ur" else "ltr")
    steps.follow(page, page.locator(f"main .module a[href='/{language}/chiragh/m4/']"))
    steps.follow(page, page.locator("main .activity a").first)
    assert steps.path_of(page) == f"/{language}/chiragh/m4/m4-1/"
    assert page.locator("main .prose").first.is_visible()
    steps.follow(page, page.locator("main .lesson-after a").last)
    assert steps.path_of(page) == f"/{language}/chiragh/m4/m4-2/"


def test_check_yourself_says_what_the_chosen_answer_means(new_page, language, script):
    page = new_page(script=script)
    page.goto(steps.LESSON.format(language=language))
    ask = page.locator("main .ask").first
    question = steps.questions()[steps.squeeze(ask.locator("> p:not(.ask__h)").first.text_content())]
    cards = ask.locator("details.choice")
    assert cards.count() == len(question["choices"])
    for number, choice in enumerate(question["choices"]):
        cards.nth(number).locator("summary").click()
        words = cards.nth(number).locator(".choice__say")
        words.wait_for(state="visible")
        assert steps.squeeze(choice["feedback"][language]) in steps.squeeze(words.text_content())
        assert ("choice--fits" in cards.nth(number).get_attribute("class")) is bool(choice.get("right"))
        # One at a time: the words for the last choice do not stand among others.
        assert ask.locator("details[open]").count() == 1


def test_reading_and_checking_oneself_keeps_nothing(new_page, language, script):
    page = new_page(script=script)
    page.goto(steps.LESSON.format(language=language))
    page.locator("main details.choice summary").first.click()
    page.goto(f"/{language}/help/")
    page.goto(f"/{language}/me/")
    assert page.locator("main .mine").count() == 0
    assert page.context.cookies() == []


def test_a_quiz_with_mistakes_ends_with_what_the_choices_mean(new_page, language, script):
    page = new_page(script=script)
    wrong = steps.take_quiz(page, language, mistakes=2)
    assert len(wrong) == 2
    text = steps.squeeze(steps.main(page).text_content())
    for question, picked in wrong:
        assert steps.squeeze(question["prompt"][language]) in text
        assert all(words in text for words in picked)
        fits = next(choice for choice in question["choices"] if choice.get("right"))
        assert steps.squeeze(fits["text"][language]) in text
        assert steps.squeeze(question["explanation"][language]) in text
    assert page.locator("main section.topic").count() >= 2
    # Not a bare percentage.
    assert not re.search(r"\d\s*[%٪]", text)
    # Trying again begins a new try, at its first question.
    end = page.url
    with page.expect_navigation():
        page.locator("main form[action*='/activities/'] button[type=submit]").click()
    assert page.url.endswith("/1/")
    assert page.url.split("/attempts/")[1][:36] != end.split("/attempts/")[1][:36]


def test_each_answer_is_followed_by_words_for_that_very_answer(new_page, language, script):
    page = new_page(script=script)
    steps.start_quiz(page, language)
    question, picked = steps.answer(page, language, rightly=False)
    choice = next(c for c in question["choices"] if steps.squeeze(c["text"][language]) == picked[0])
    mine = page.locator("#answer")
    assert picked[0] in steps.squeeze(mine.text_content())
    assert steps.squeeze(choice["feedback"][language]) in steps.squeeze(mine.text_content())
    assert "choice--fits" not in mine.get_attribute("class")


def test_on_a_phone_the_words_and_the_way_on_are_in_view_after_an_answer(new_page, language, script):
    page = new_page(script=script)
    steps.start_quiz(page, language)
    steps.answer(page, language, rightly=False)
    height = page.viewport_size["height"]
    flag = page.locator("#answer .choice__flag").first.bounding_box()
    assert 0 <= flag["y"] < height
    button = page.locator("main .quiz__next a").bounding_box()
    assert button["y"] + button["height"] <= height + 1


def test_sending_nothing_is_answered_beside_the_choices(new_page, language, script):
    page = new_page(script=script)
    steps.start_quiz(page, language)
    steps.submit(page)
    error = page.locator("#choices-error")
    assert error.is_visible()
    assert error.text_content().strip()
    if script:
        assert page.evaluate("document.activeElement.id") == "choices-error"


def test_the_language_changes_in_the_middle_of_a_quiz_and_nothing_is_lost(new_page, language, script):
    page = new_page(script=script)
    second = steps.other(language)
    steps.start_quiz(page, language)
    steps.answer(page, language, rightly=True)
    steps.go_on(page)
    question, picked = steps.answer(page, language, rightly=False)
    here = steps.path_of(page).split("#")[0]
    steps.follow(page, page.locator("a.lang"))
    assert steps.path_of(page).split("#")[0] == here.replace(f"/{language}/", f"/{second}/", 1)
    assert page.locator("html").get_attribute("lang") == second
    choice = next(c for c in question["choices"] if steps.squeeze(c["text"][language]) == picked[0])
    assert steps.squeeze(choice["feedback"][second]) in steps.squeeze(page.locator("#answer").text_content())
    # A question that waits for an answer is the same one in the other language, and its answer counts in both.
    steps.go_on(page)
    third = steps.asked(page)
    steps.follow(page, page.locator("a.lang"))
    assert steps.asked(page)["key"] == third["key"]
    while "/end/" not in page.url:
        asked, _picked = steps.answer(page, language, rightly=True)
        if asked["reveals"] != "reflection":
            steps.go_on(page)
    text = steps.squeeze(steps.main(page).text_content())
    assert picked[0] in text
    assert page.locator("main .note--good").count() == 1


def test_the_chosen_language_is_remembered_at_the_front_door(new_page, language, script):
    page = new_page(script=script)
    second = steps.other(language)
    page.goto(f"/{second}/")
    steps.follow(page, page.locator("a.lang"))
    page.goto("/")
    assert steps.path_of(page) == f"/{language}/"


def test_going_back_to_an_answered_question_shows_the_answer_and_not_a_second_try(new_page, language, script):
    page = new_page(script=script)
    steps.start_quiz(page, language)
    first = page.url
    question, picked = steps.answer(page, language, rightly=False)
    steps.go_on(page)
    page.go_back()
    page.go_back()
    page.goto(first)
    assert page.locator("#answer").count() == 1
    assert page.locator("input[name=choice]").count() == 0
    assert picked[0] in steps.squeeze(page.locator("#answer").text_content())


def test_the_same_answer_sent_from_two_tabs_counts_once(new_page, language):
    page = new_page()
    steps.start_quiz(page, language)
    tab = page.context.new_page()
    tab.goto(page.url)
    _question, picked = steps.answer(page, language, rightly=False)
    steps.answer(tab, language, rightly=True)
    # The second tab shows what was answered first, as any later look does.
    assert picked[0] in steps.squeeze(tab.locator("#answer").text_content())
