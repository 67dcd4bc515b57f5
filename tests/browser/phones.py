"""A phone that keeps a module, for the journeys without a network."""

import json
import time

from tests.browser import steps

MODULE = "/{language}/chiragh/m4/"
QUIZ_START = "main form[action*='/attempts/'] button[type=submit]"
# Read without the site's own scripts, so that any page of it will do.
COUNT = """() => new Promise((done, failed) => {
  const opening = indexedDB.open("chiragh");
  opening.onerror = failed;
  opening.onsuccess = () => {
    const db = opening.result;
    const all = db.transaction("queue").objectStore("queue").getAll();
    all.onsuccess = () => {
      db.close();
      done(all.result.filter((entry) => !entry.why).length);
    };
  };
})"""


def keep_module(page, language, module=MODULE):
    """Keep a module on this phone, and wait until the worker answers for its pages."""
    page.goto(module.format(language=language))
    page.locator("[data-keep] [data-part=go]").click()
    page.locator("[data-keep] [data-part=here]").wait_for(timeout=60_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def open_quiz(page, language, quiz=steps.QUIZ):
    """Open the kept quiz, from its page, without a network."""
    page.goto(quiz.format(language=language))
    page.locator(QUIZ_START).first.click()
    page.wait_for_url("**/kept/play/*")
    page.locator("[data-stage] > *").first.wait_for()


def answer(page, *, rightly=True):
    """Answer the question in the player, or read past a reflection; returns the question, None for a reflection."""
    stage = page.locator("[data-stage]")
    question = steps.questions()[steps.squeeze(stage.locator(".q").text_content())]
    if question["reveals"] == "reflection":
        go_on = stage.locator("[data-p=next]").element_handle()
        go_on.click()
        go_on.wait_for_element_state("hidden")
        return None
    if question["kind"] == "ordering":
        put_in_order(stage, question)
    else:
        picked = [choice for choice in question["choices"] if choice.get("right", False) is rightly]
        for choice in picked if question["kind"] == "multiple" else picked[:1]:
            pick(stage, choice)
    stage.locator("form button[type=submit]").click()
    return question


def put_in_order(stage, question):
    """With the buttons that move a line."""
    lines = stage.locator(".order > li")
    for place, choice in enumerate(question["choices"]):
        fitting = {steps.squeeze(choice["text"][code]) for code in ("en", "ur")}
        texts = [steps.squeeze(text) for text in lines.locator("[data-text]").all_text_contents()]
        here = next(number for number, text in enumerate(texts) if text in fitting)
        for number in range(here, place, -1):
            lines.nth(number).locator("[data-step='-1']").click()


def pick(stage, choice):
    for card in stage.locator("label.choice").all():
        text = steps.squeeze(card.locator("[data-p=text]").text_content())
        if text in {steps.squeeze(choice["text"][code]) for code in ("en", "ur")}:
            card.click()


def answer_some(page, count, **how):
    """Answer `count` questions, or all that are left, and go on after each."""
    while count and page.locator("[data-stage] .q").count():
        if answer(page, **how) is None:
            continue
        count -= 1
        page.locator("[data-stage] [data-p=own]").wait_for()
        page.locator("[data-stage] [data-p=next]").click()
        page.locator("[data-stage] [data-p=own]").wait_for(state="detached")


def open_story(page, language, story="/{language}/chiragh/m4/m4-s/"):
    """Open the kept story, from its page, without a network."""
    page.goto(story.format(language=language))
    page.locator("main form[action*='/runs/'] button").click()
    page.wait_for_url("**/kept/play/*")


def choose(page, number=0):
    """Choose in the story that is being told; returns the words of the choice."""
    button = page.locator("[data-stage] .choice--go").nth(number)
    button.wait_for()
    words = steps.squeeze(button.locator("[data-p=text]").text_content())
    button.click()
    page.locator("[data-stage] [data-p=next-day] dl").wait_for()
    return words


def play_to_the_end(page):
    """Choose the first of everything from here on; returns the words of what was chosen."""
    chosen = []
    while not page.locator("[data-stage] .path").count():
        chosen.append(choose(page))
        page.locator("[data-stage] [data-p=on]").click()
        page.locator("[data-stage] .choice--go, [data-stage] .path").first.wait_for()
    return chosen


def waiting(page):
    """Return how many answers wait on this phone."""
    return page.evaluate(COUNT)


def offline(page, is_off=True):
    page.context.set_offline(is_off)


def traces(page):
    """Return what the browser still keeps of the site beside its cookies."""
    return page.evaluate(
        """async () => ({
          caches: await caches.keys(),
          databases: (await indexedDB.databases()).map((one) => one.name),
          workers: (await navigator.serviceWorker.getRegistrations()).length,
        })"""
    )


NOTHING = {"caches": [], "databases": [], "workers": 0}


def record_of(page, language, site=""):
    """Return all that the server holds of whoever is signed in."""
    return json.loads(file_of_record(page, language, site))


def answered_in(record):
    return sum(len(attempt["answers"]) for attempt in record["quizzes"])


def wait_until(page, is_so, seconds=30):
    """Return when `is_so` returns something true."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, f"Not so in {seconds} seconds."
        page.wait_for_timeout(100)


def wait_until_sent(page):
    """Return when no answer waits on this phone any more."""
    wait_until(page, lambda: waiting(page) == 0)


def file_of_record(page, language, site=""):
    """Return the file that whoever is signed in may take: all that the server holds of them."""
    page.goto(f"{site}/{language}/me/data/")
    with page.expect_download() as download:
        page.locator("main form[action$='/me/data/file/'] button").click()
    return download.value.path().read_text(encoding="utf-8")
