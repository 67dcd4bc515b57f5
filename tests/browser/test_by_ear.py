"""A page by ear: what is spoken, by which voice, in which order, and how it is paused and ended."""

import io
import re
import wave

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser import steps, stories
from tests.browser.listening import OWN, REMOTE, button, device, is_speaking, listen, said, start

HARD_LESSON = "/{language}/chiragh/m4/m4-3/"
SCENARIO = "/{language}/chiragh/m4/m4-s/"
VOICE = {"ur": "Urdu", "en": "English"}
NAMED = {
    "ur": ["الف، دائرہ", "ب، چوکور", "ج، تکون", "د، ستارہ"],
    "en": ["A, circle", "B, square", "C, triangle", "D, star"],
}
SHAPES = "all => all.map((one) => one.querySelector('path').getAttribute('d'))"


@pytest.fixture
def language():
    """Most of this is the same in every language: Urdu, which runs the harder way, stands for both."""
    return "ur"


def lesson(number, language):
    """Return the texts of a lesson of module 4 in their order, without markup."""
    data = yaml.safe_load((steps.CURRICULUM / f"m4/{number}.yaml").read_text(encoding="utf-8"))
    texts = [data["heading"], *(block[kind] for block in data["body"] for kind in block if kind in {"text", "heading"})]
    return [steps.squeeze(re.sub(r"<[^>]+>", " ", text[language])) for text in texts]


def in_order(parts, whole):
    place = 0
    for part in parts:
        place = whole.find(part, place) + len(part)
        if place < len(part):
            return False
    return True


def with_names(choices, language):
    return [
        word
        for choice, name in zip(choices, NAMED[language], strict=False)
        for word in (name, steps.squeeze(choice["text"][language]))
    ]


@pytest.mark.parametrize("language", ["ur", "en"])
def test_a_lesson_is_read_from_its_heading_on_by_a_voice_of_its_language(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))

    heard = listen(page)

    assert in_order(lesson(2, language), heard)
    assert {one["voice"] for one in page.evaluate("said")} == {VOICE[language]}
    assert len(said(page)) > 25, "Sentence by sentence."
    assert button(page).get_attribute("aria-pressed") == "false"
    assert page.locator(".is-heard").count() == 0


def test_what_is_around_a_lesson_is_not_read(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))

    heard = listen(page)

    for part in (".bar .nav a", ".lesson-after .btn", ".foot a", ".helpstrip a"):
        assert steps.squeeze(page.locator(part).first.text_content()) not in said(page), part
    assert steps.squeeze(page.locator(".choice__say p").last.text_content()) not in heard


def test_nothing_is_loaded_or_spoken_before_a_tap_and_nothing_is_sent_after_it(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language), wait_until="networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert said(page) == []
    assert page.evaluate("performance.getEntriesByType('resource').filter(({name}) => /hear/.test(name)).length") == 0

    listen(page)

    pictures = r"\.(svg|png|webp|jpg|woff2)$"
    assert [url for url in asked if not re.search(pictures, url.split("#")[0])] == [
        url for url in asked if re.search(r"/hear(\.[0-9a-f]+)?\.js$", url)
    ]


def test_a_question_in_a_lesson_and_its_choices_are_heard_with_one_tap(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))
    question = steps.questions_by_key()["m4-2-anum"]

    heard = listen(page, ".ask:has(details)")

    assert in_order([steps.squeeze(question["prompt"][language]), *with_names(question["choices"], language)], heard)
    for choice in question["choices"]:
        assert steps.squeeze(choice["feedback"][language]) not in heard, "It is folded."


@pytest.mark.parametrize("language", ["ur", "en"])
def test_a_question_of_a_quiz_is_heard_with_one_tap(new_page, language):
    page = device(new_page)
    steps.start_quiz(page, language)
    while page.locator("label.choice").count() == 0:
        steps.answer(page, language, rightly=True)
        if page.locator("main .quiz__next a").count():
            steps.go_on(page)
    texts = [steps.squeeze(t) for t in page.locator(".choice__pick > span:last-child").all_text_contents()]
    shown = [{"text": {language: text}} for text in texts]

    heard = listen(page)

    assert in_order([steps.squeeze(page.locator("h1.q").text_content()), *with_names(shown, language)], heard)
    assert steps.squeeze(page.locator("main form button.btn--big").text_content()) not in heard


def test_a_question_in_practice_is_heard_with_one_tap(new_page):
    page = device(new_page)
    steps.sign_in(page, "ur", "CHRGH7", "Star 5", pin="2468")
    page.goto("/ur/practice/")
    steps.submit(page)

    assert steps.squeeze(steps.asked(page)["prompt"]["ur"]) in listen(page)


def test_a_step_of_a_scenario_is_heard_with_its_messages_and_choices(new_page, language):
    page = device(new_page, reduced_motion="reduce")
    stories.start(page, SCENARIO.format(language=language))
    choices = stories.choices_of(page, language)
    lines = [steps.squeeze(text) for text in page.locator("[data-log] .msg > p").all_text_contents()]

    heard = listen(page, "[data-turn]")
    assert in_order([*lines, *with_names(choices, language)], heard)

    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    heard = listen(page, "[data-turn]")
    assert steps.squeeze(choices[0]["affected"][language]) in heard
    assert lines[0] not in heard, "It was read before."


def test_a_hard_part_is_heard_only_by_its_own_button(new_page, language):
    page = device(new_page)
    page.goto(HARD_LESSON.format(language=language))
    words = steps.squeeze(page.locator(".hard-part p").first.text_content())

    assert words not in listen(page)
    assert words in listen(page, ".hard-part")


def test_what_is_read_is_marked_and_comes_into_view(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))
    start(page)
    for _sentence in range(12):
        page.evaluate("endSentence()")

    marked = page.locator(".is-heard")
    assert marked.count() == 1
    assert said(page)[-1] in steps.squeeze(marked.text_content())
    expect(marked).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
    assert marked.evaluate("one => getComputedStyle(one).outlineStyle") == "dashed"
    assert steps.squeeze(page.evaluate("[...CSS.highlights.get('heard')][0].toString()")) == said(page)[-1]


def test_with_less_motion_the_page_stays_where_it_is(new_page, language):
    page = device(new_page, reduced_motion="reduce")
    page.goto(steps.LESSON.format(language=language))
    start(page)
    page.evaluate("listen()")

    assert page.evaluate("scrollY") == 0


def test_by_keyboard_it_plays_pauses_goes_on_and_stops(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))
    listening = button(page)
    listening.focus()

    page.keyboard.press("Enter")
    page.wait_for_function("() => said.length > 0")
    expect(listening).to_have_attribute("aria-pressed", "true")
    page.evaluate("endSentence()")
    before = said(page)
    page.keyboard.press("Enter")
    expect(listening).to_have_attribute("aria-pressed", "false")
    assert not is_speaking(page)

    page.keyboard.press("Enter")
    expect(listening).to_have_attribute("aria-pressed", "true")
    assert said(page) == [*before, before[-1]], "The sentence that was broken off begins anew."

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(listening).to_be_focused()
    assert not is_speaking(page)
    assert page.locator(".hear button").count() == page.locator("[data-hear]").count()


def test_a_second_part_ends_the_first(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))
    start(page)
    button(page, ".ask").click()
    page.wait_for_function("() => said.length > 1")

    assert button(page).get_attribute("aria-pressed") == "false"
    assert page.locator("[data-hear][aria-pressed=true]").count() == 1


def test_escape_ends_it_at_once(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))
    start(page)
    page.keyboard.press("Escape")

    assert not is_speaking(page)
    assert page.locator(".is-heard").count() == 0


def test_the_exit_ends_it_before_the_way_out_has_been_found(new_page, language, exit_url):
    page, spoke = device(new_page), []
    page.expose_function("tell", lambda speaks: spoke.append(speaks))
    page.add_init_script("document.addEventListener('click', () => tell(device.now !== null))")
    page.goto(steps.LESSON.format(language=language))
    start(page)
    page.evaluate("document.body.click()")
    page.locator("a.exit").click()
    page.wait_for_url(exit_url)

    assert spoke[-2:] == [True, False]


def test_whoever_puts_the_phone_aside_hears_no_more(new_page, language):
    page = device(new_page)
    page.goto(steps.LESSON.format(language=language))
    start(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert not is_speaking(page)


@pytest.mark.parametrize("language", ["ur", "en"])
@pytest.mark.parametrize("voices", [[], REMOTE, [one | {"lang": "ar-SA"} for one in OWN]], ids=["none", "remote", "ar"])
def test_a_device_without_a_voice_of_its_own_says_so_and_the_buttons_go(new_page, language, voices):
    page = device(new_page, voices=voices)
    page.goto(steps.LESSON.format(language=language))
    words = button(page).get_attribute("data-none")
    button(page).click()

    expect(page.locator("main [role=status]")).to_have_text(words)
    assert page.locator("[data-hear]").count() == 0
    assert said(page) == []


def test_voices_that_come_late_are_waited_for(new_page, language):
    page = device(new_page, voices=[])
    page.goto(steps.LESSON.format(language=language))
    button(page).click()
    page.wait_for_function("() => device.onvoiceschanged !== null")
    page.evaluate("voices => getVoicesLate(voices)", OWN)

    page.wait_for_function("() => said.length > 0")


def test_without_javascript_there_is_no_button(new_page, language):
    page = new_page(script=False)
    page.goto(steps.LESSON.format(language=language))

    assert page.locator("[data-hear]").count() > 1
    assert not any(one.is_visible() for one in page.locator("[data-hear]").all())


def recording():
    """Return half a second of silence."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))
    return held.getvalue()


ADD_RECORDING = """
  document.querySelector("main .block").insertAdjacentHTML("beforebegin",
    "<figure class='figure'><audio controls preload='none' src='/media/recorded.wav'></audio></figure>")
"""


def test_what_an_editor_recorded_is_played_instead(new_page, language):
    page = device(new_page)
    page.route("**/media/recorded.wav", lambda route: route.fulfill(body=recording(), content_type="audio/wav"))
    page.goto(steps.LESSON.format(language=language))
    page.evaluate(ADD_RECORDING)
    button(page).click()

    page.wait_for_function("() => document.querySelector('.is-heard audio')?.currentTime > 0")
    page.wait_for_function("() => document.querySelector('audio').ended")
    expect(button(page)).to_have_attribute("aria-pressed", "false")
    assert said(page) == []


def test_a_recording_that_does_not_come_is_read_by_the_device(new_page, language):
    page = device(new_page)
    page.route("**/media/recorded.wav", lambda route: route.abort())
    page.goto(steps.LESSON.format(language=language))
    page.evaluate(ADD_RECORDING)
    button(page).click()

    page.wait_for_function("() => said.length > 0")
    assert said(page)[0] == steps.squeeze(page.locator("main h1").text_content())


def test_each_choice_has_a_shape_of_its_own_and_the_same_in_both_languages(new_page):
    page = new_page()
    shapes = {}
    for language in ("ur", "en"):
        page.goto(steps.LESSON.format(language=language))
        shapes[language] = page.locator(".ask:has(details)").first.locator(".choice__key .cue").evaluate_all(SHAPES)

    assert shapes["ur"] == shapes["en"]
    assert len(set(shapes["en"])) == len(shapes["en"]) >= 3
