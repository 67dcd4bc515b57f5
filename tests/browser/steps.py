"""What people do in the browser. Things are found by their role and structure, so that both languages share it."""

import itertools
import re
from functools import cache
from pathlib import Path

import yaml

CURRICULUM = Path(__file__).resolve().parents[2] / "lessons/curriculum/content"
MODULE = "/{language}/chiragh/m4/"
LESSON = "/{language}/chiragh/m4/m4-2/"
QUIZ = "/{language}/chiragh/m4/m4-q/"
PIN = "4812"
_names = itertools.count(1)


def new_name():
    """Return a name that nobody in a class has yet."""
    number = next(_names)
    return f"Zoya {chr(65 + number // 26)}{chr(97 + number % 26)}"


def squeeze(text):
    return " ".join(text.split())


@cache
def questions():
    """Return the questions of all modules, by their prompt in either language."""
    banks = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CURRICULUM.glob("m*/questions.yaml")]
    return {squeeze(question["prompt"][code]): question for bank in banks for question in bank for code in ("en", "ur")}


def questions_by_key():
    """Return the same questions by their key."""
    return {question["key"]: question for question in questions().values()}


def other(language):
    return "en" if language == "ur" else "ur"


def main(page):
    return page.locator("main")


def submit(page, form="main form"):
    """Press the button of the form and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator(f"{form} button:not([type=button])").first.click()


def follow(page, link):
    with page.expect_navigation():
        link.click()


def start_quiz(page, language, quiz=QUIZ):
    """Begin the quiz with the questions for everybody of 13 and over: all of them."""
    page.goto(quiz.format(language=language))
    with page.expect_navigation():
        page.locator("main form[action*='/activities/'] button[type=submit]").last.click()
    assert f"/{language}/attempts/" in page.url


def asked(page):
    """Return the question that the page shows, as the curriculum's files have it."""
    return questions()[squeeze(page.locator("h1.q").text_content())]


def answer(page, language, *, rightly):
    """Answer the question on the page; returns it and the texts that were picked, in the language of the page."""
    question = asked(page)
    choices = question.get("choices", [])
    if question["reveals"] == "reflection":
        follow(page, page.locator("main a.btn--wide"))
        return question, []
    if question["kind"] == "ordering":
        picked = choices if rightly else [*choices[1:], choices[0]]
        _put_in_order(page, [squeeze(choice["text"][language]) for choice in picked])
    else:
        picked = [choice for choice in choices if choice.get("right", False) is rightly]
        picked = picked if question["kind"] == "multiple" else picked[:1]
        for choice in picked:
            _card(page, choice["text"][language]).click()
    submit(page)
    return question, [squeeze(choice["text"][language]) for choice in picked]


def _card(page, text):
    cards = page.locator("label.choice")
    for number in range(cards.count()):
        if squeeze(text) in squeeze(cards.nth(number).text_content()):
            return cards.nth(number)
    raise AssertionError(f"No card with “{text}”.")


def _put_in_order(page, texts):
    """With buttons where JavaScript has made them, else with the numbers of a plain form."""
    items = page.locator("[data-ordering] > li")

    def shown():
        return [squeeze(text) for text in items.locator("[data-text]").all_text_contents()]

    if not items.locator("[data-step='-1']").count():
        for item, text in zip(items.all(), shown(), strict=True):
            item.locator("select").select_option(str(texts.index(text) + 1))
        return
    for place, text in enumerate(texts):
        for _step in range(shown().index(text) - place):
            items.nth(shown().index(text)).locator("[data-step='-1']").click()
    assert shown() == texts


def go_on(page):
    """From the words about an answer to the next question, or to the end."""
    follow(page, page.locator("main .quiz__next a"))


def take_quiz(page, language, *, mistakes=0, quiz=QUIZ):
    """Take the quiz to its end, the first `mistakes` questions wrongly; returns what was picked wrongly."""
    start_quiz(page, language, quiz)
    wrong = []
    while "/end/" not in page.url:
        rightly = len(wrong) >= mistakes
        question, picked = answer(page, language, rightly=rightly)
        if question["reveals"] == "reflection":
            continue
        if not rightly:
            wrong.append((question, picked))
        go_on(page)
    return wrong


def mark_done(page, language, lesson=LESSON):
    page.goto(lesson.format(language=language))
    submit(page, "main .lesson-after form")


def join(page, language, code, name, *, keep=None, pin=PIN):
    """Join a class as its QR code leads into it."""
    page.goto(f"/{language}/join/{code}/")
    fill_join_form(page, name, keep=keep, pin=pin)


def fill_join_form(page, name, *, keep=None, pin=PIN):
    form = page.locator("main form.form").last
    if keep is not None:
        form.locator(f"input[name=keep][value={'yes' if keep else 'no'}]").check()
    form.locator("input[name=name]").fill(name)
    form.locator("input[name=pin]").fill(pin)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def add_to_phone(page, language, name, *, keep=None, pin=PIN):
    """Put somebody on the list of who learns on this phone."""
    page.goto(f"/{language}/who/add/")
    form = page.locator("main form.form")
    if keep is not None:
        form.locator(f"input[name=keep][value={'yes' if keep else 'no'}]").check()
    form.locator("input[name=name]").fill(name)
    form.locator("input[name=pin]").fill(pin)
    form.locator("input[name=pin_again]").fill(pin)
    submit(page, "main form.form")


def come_in(page, language, name, *, pin=PIN):
    """Tap a name on the list of this phone and type the PIN."""
    page.goto(f"/{language}/who/")
    follow(page, page.locator("main a[data-learner]").filter(has_text=name))
    page.locator("input[name=pin]").fill(pin)
    submit(page, "main form.form")


def sign_in(page, language, code, name, *, pin=PIN, site=""):
    page.goto(f"{site}/{language}/sign-in/")
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=pin]").fill(pin)
    submit(page, "main form.form")


def sign_in_with_password(page, language, name, password="chiragh-demo-2026"):
    page.goto(f"/{language}/teachers/sign-in/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(password)
    submit(page, "main form.form")


def open_class(page, language, code="CHRGH7"):
    """Open the class with this code, as one of its teachers; returns its address."""
    page.goto(f"/{language}/classes/")
    follow(page, page.locator("main .list li").filter(has_text=code).locator("a").first)
    return page.url


def sign_out(page, language):
    page.goto(f"/{language}/sign-out/")
    submit(page, "main form.form")


def done_activities(page, language):
    """Return the addresses of what the learner's own page shows as done."""
    page.goto(f"/{language}/me/")
    entries = page.locator("main .activity:has(.tag--done) h3 a").all()
    return {entry.get_attribute("href").removeprefix(f"/{language}/") for entry in entries}


def path_of(page):
    return re.sub(r"^https?://[^/]+", "", page.url)


def submit_empty(page, path):
    """Send the form of a page as it is, so that it comes back with errors."""
    page.goto(path)
    submit(page, "main form.form")
