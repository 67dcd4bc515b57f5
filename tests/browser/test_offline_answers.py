"""Answers that are given without a network: none is lost, doubled or another's, whatever happens to the phone."""

import contextlib
import os
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.browser import phones, steps
from tests.browser.conftest import OPTIONS, PHONE
from tests.browser.phones import answered_in, offline, record_of
from tests.browser.server import same_site
from tests.learning.playing import OUR_PAGE

CLASS = "CHRGH7"
FULL = """
const put = IDBObjectStore.prototype.add;
self.roomAgain = () => { IDBObjectStore.prototype.add = put; };
IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.fixture
def language():
    return "ur"  # stands for both where a path is the same in every language


@pytest.fixture
def phone(new_page, language):
    """A page of a phone whose learner has joined a class and keeps module 4."""
    page = new_page()
    steps.join(page, language, CLASS, steps.new_name())
    phones.keep_module(page, language)
    return page


def test_the_network_is_cut_in_the_middle_of_a_quiz_and_comes_back(phone, language):
    steps.start_quiz(phone, language)
    while steps.answer(phone, language, rightly=True)[1] == []:
        pass
    steps.go_on(phone)

    offline(phone)
    question, picked = steps.answer(phone, language, rightly=False)
    phone.wait_for_url("**/kept/play/*")
    own = phone.locator("[data-stage] [data-p=own]")
    own.wait_for()
    assert steps.squeeze(question["prompt"][language]) in steps.squeeze(phone.locator(".q").text_content())
    assert all(words in steps.squeeze(own.text_content()) for words in picked)
    phone.locator("a[data-language]").click()
    phone.locator("[data-stage] .q").wait_for()
    phones.answer_some(phone, 2)
    assert phones.waiting(phone) == 3
    phone.goto(f"/{language}/kept/")
    assert phone.locator("[data-part=waiting-words] bdi").text_content() == "3"

    offline(phone, False)
    phones.wait_until_sent(phone)

    [attempt] = record_of(phone, language)["quizzes"]
    assert len(attempt["answers"]) == 4


@pytest.fixture
def launch(_playwright, site, tmp_path):
    """Return a function that starts a browser on one and the same profile, and gives its context."""
    contexts = []

    def start():
        context = _playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=shutil.which("chromium"), args=OPTIONS, base_url=site, viewport=PHONE
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield start
    contexts[-1].close()


def kill_browser(context, profile):
    """End the browser's own process as a phone does that runs out of memory: nothing is told to close."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in command and not any(part.startswith("--type=") for part in command):
            with contextlib.suppress(PlaywrightError), context.expect_event("close", timeout=10_000):
                os.kill(int(entry.parent.name), signal.SIGKILL)


def test_answers_survive_a_browser_that_is_killed_and_go_with_the_first_page_of_the_site(launch, tmp_path, language):
    context = launch()
    page = context.pages[0]
    steps.join(page, language, CLASS, name := steps.new_name())
    phones.keep_module(page, language)
    context.set_offline(True)
    phones.open_quiz(page, language)
    phones.answer_some(page, 2)
    kill_browser(context, tmp_path)

    context = launch()
    page = context.pages[0]
    page.goto(f"/{language}/help/")
    phones.wait_until_sent(page)

    context.clear_cookies()
    steps.sign_in(page, language, CLASS, name)
    assert answered_in(record_of(page, language)) == 2


def test_answers_go_when_the_network_returns_while_no_page_of_the_site_is_open(phone, site, language):
    offline(phone)
    phones.open_quiz(phone, language)
    phones.answer_some(phone, 1)
    phone.goto("about:blank")
    offline(phone, False)
    assert site_is_closed(phone.context)

    # What the browser does by itself when the network is back.
    session, found = phone.context.new_cdp_session(phone), []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    phone.wait_for_timeout(100)
    [registration] = [one for one in found if one["scopeURL"] == f"{site}/" and not one["isDeleted"]]
    sync = {"origin": site, "registrationId": registration["registrationId"], "tag": "answers", "lastChance": False}
    session.send("ServiceWorker.dispatchSyncEvent", sync)
    phone.wait_for_timeout(1000)
    # From here on nothing of the phone's may help.
    cookies = phone.context.cookies()
    other = phone.context.browser.new_context(base_url=site)
    other.add_cookies(cookies)

    assert answered_in(record_of(other.new_page(), language)) == 1
    other.close()


def site_is_closed(context):
    return all(page.url == "about:blank" for page in context.pages)


def test_a_wrong_clock_loses_no_answer_and_dates_it_today(phone, language):
    offline(phone)
    phones.open_quiz(phone, language)
    for days in (-400, 800):
        phone.evaluate("days => { const now = Date.now; Date.now = () => now() + days * 86400000; }", days)
        phones.answer_some(phone, 1)
    offline(phone, False)
    phones.wait_until_sent(phone)

    [attempt] = record_of(phone, language)["quizzes"]

    assert [answer["answered_at"][:10] for answer in attempt["answers"]] == [attempt["started_at"][:10]] * 2


def test_a_full_phone_says_so_and_takes_the_answer_when_there_is_room(phone, language):
    offline(phone)
    phone.add_init_script(FULL)
    phones.open_quiz(phone, language)
    phones.answer(phone)

    error = phone.locator("[data-stage] [data-p=error]")
    error.wait_for()
    assert phones.waiting(phone) == 0
    assert phone.locator("[data-stage] form input:checked, [data-stage] form select").count() >= 1, "It was lost."

    phone.evaluate("self.roomAgain()")
    phone.locator("[data-stage] form button[type=submit]").click()
    phone.locator("[data-stage] [data-p=own]").wait_for()
    assert phones.waiting(phone) == 1


def test_two_tabs_give_one_answer_to_a_question(phone, language):
    offline(phone)
    phones.open_quiz(phone, language)
    second = phone.context.new_page()
    second.goto(phone.url)
    second.locator("[data-stage] form").wait_for()

    phones.answer(phone, rightly=True)
    phone.locator("[data-stage] [data-p=own]").wait_for()
    phones.answer(second, rightly=False)
    second.locator("[data-stage] [data-p=own]").wait_for()

    assert phones.waiting(phone) == 1
    offline(phone, False)
    phones.wait_until_sent(phone)
    assert answered_in(record_of(phone, language)) == 1


def test_answers_stay_with_the_learner_who_gave_them_when_another_signs_in(phone, new_page, language):
    offline(phone)
    phones.open_quiz(phone, language)
    phones.answer_some(phone, 2)
    name = phone.locator("[data-whose] bdi").text_content()
    offline(phone, False)
    # The session ends, as with the browser; another learner of the class takes the phone.
    phone.context.clear_cookies()
    other = steps.new_name()
    steps.join(phone, language, CLASS, other)
    phone.goto(f"/{language}/kept/")
    phones.wait_until_sent(phone)

    assert answered_in(record_of(phone, language)) == 0
    first = new_page()
    steps.sign_in(first, language, CLASS, name)
    assert answered_in(record_of(first, language)) == 2


def test_a_server_that_fails_first_gets_the_answers_again(phone, language):
    offline(phone)
    phones.open_quiz(phone, language)
    phones.answer_some(phone, 2)
    phone.context.route("**/offline/replay/", lambda route: route.fulfill(status=500, body=""))
    offline(phone, False)
    phone.evaluate("self.kept.send(document.documentElement.lang)")
    assert phones.waiting(phone) == 2

    phone.context.unroute("**/offline/replay/")
    phone.goto(f"/{language}/kept/")
    phones.wait_until_sent(phone)
    assert answered_in(record_of(phone, language)) == 2


def test_a_queue_that_is_sent_ten_times_counts_once(phone, language):
    sent = []
    offline(phone)
    phones.open_quiz(phone, language)
    phones.answer_some(phone, 3)
    entries = phone.evaluate(
        "self.kept.all('queue').then((all) => all.map(({ n, try: _try, module, heading, ...rest }) => rest))"
    )
    data = {"language": language, "entries": entries}
    for _time in range(10):
        # Not by the phone, which has no network: each of its answers is sent once more at the end.
        answer = phone.request.post("/offline/replay/", data=data, headers=OUR_PAGE)
        sent.append([result["state"] for result in answer.json()["results"]])

    assert sent == [["accepted"] * 3] + [["already"] * 3] * 9
    offline(phone, False)
    phones.wait_until_sent(phone)
    assert answered_in(record_of(phone, language)) == 3


def test_what_the_server_refuses_is_said_and_kept(phone, language):
    offline(phone)
    phones.open_quiz(phone, language)
    phones.answer_some(phone, 1)
    phone.evaluate("self.kept.all('queue').then(([one]) => self.kept.put('queue', { ...one, picked: ['none'] }))")
    offline(phone, False)
    phone.goto(f"/{language}/kept/")

    refusal = phone.locator("[data-part=refused-list] li")
    refusal.wait_for()
    assert len(refusal.locator("[data-why]").text_content()) > 10
    phone.reload()
    refusal.wait_for()


def test_a_lesson_is_marked_as_done_without_a_network(phone, language):
    offline(phone)
    phone.goto(steps.LESSON.format(language=language))
    steps.submit(phone, "main .lesson-after form")
    assert f"/{language}/chiragh/m4/" in phone.url
    offline(phone, False)
    phone.goto(f"/{language}/kept/")
    phones.wait_until_sent(phone)

    assert "chiragh/m4/m4-2/" in steps.done_activities(phone, language)


def test_a_story_is_played_without_a_network_as_with_one_and_arrives(phone, language):
    offline(phone)
    phones.open_story(phone, language)
    phone.locator(".msg--typing").first.wait_for()
    assert phone.locator("[data-stage] .choice--go").count() == 0, "First it is told."
    phone.locator(".chat__head").click()
    phone.locator("[data-stage] .choice--go").first.wait_for()
    assert phone.locator(".msg--typing").count() == 0
    phone.emulate_media(reduced_motion="reduce")
    phone.reload()

    chosen = phones.play_to_the_end(phone)

    path = phone.locator("[data-stage] .path h3")
    assert [steps.squeeze(text) for text in path.all_text_contents()] == chosen
    assert phone.locator("[data-stage] .path details").count() >= 1
    assert phone.locator("[data-stage] a[href^='tel:']").count() >= 1

    # What if the first decision had been another?
    phone.locator("[data-stage] .path button").first.click()
    again = [phones.choose(phone, 1)]
    phone.locator("[data-stage] [data-p=on]").click()
    phone.locator("[data-stage] .choice--go, [data-stage] .path").first.wait_for()
    again += phones.play_to_the_end(phone)
    assert [steps.squeeze(text) for text in path.all_text_contents()] == again
    assert chosen[0] != again[0]
    assert phones.waiting(phone) == len(chosen) + len(again)

    offline(phone, False)
    phones.wait_until_sent(phone)
    assert "chiragh/m4/m4-s/" in steps.done_activities(phone, language)
    [run] = record_of(phone, language)["scenarios"]
    assert [steps.squeeze(taken["chosen"]) for taken in run["choices"]] == chosen + again


def test_a_quiz_that_was_played_to_its_end_makes_way_for_the_next_try(phone, language):
    offline(phone)
    phones.open_quiz(phone, language)
    first = phone.url
    phones.answer_some(phone, 99)
    offline(phone, False)
    with phone.expect_response("**/tries/"):
        phone.goto(f"/{language}/kept/")
    assert phones.waiting(phone) == 0
    assert record_of(phone, language)["quizzes"][0]["percent"] == 100
    offline(phone)
    phones.open_quiz(phone, language)
    assert phone.url != first
    assert phone.locator("[data-stage] form").count() == 1


@pytest.fixture(scope="module")
def in_three_days(site, site_folder):
    """The address of the same site with a clock three days ahead."""
    with same_site(site_folder, "tests.browser.later:application", DAYS_LATER="3") as base:
        yield base


def test_practice_is_done_without_a_network_with_words_after_each_answer(new_page, in_three_days, language):
    page = new_page()
    steps.take_quiz(page, language, mistakes=2)
    name = steps.new_name()
    steps.join(page, language, CLASS, name, keep=True)
    steps.sign_in(page, language, CLASS, name, site=in_three_days)
    phones.keep_module(page, language, in_three_days + phones.MODULE)

    offline(page)
    page.goto(f"{in_three_days}/{language}/practice/")
    told = page.locator("[data-stage] [data-p=count]")
    told.wait_for()
    asked = int(told.locator("bdi").text_content())
    assert asked == 5
    page.locator("[data-stage] [data-p=go]").click()
    page.locator("[data-stage] form").wait_for()
    for number in range(asked):
        phones.answer(page, rightly=number > 0)
        page.locator("[data-stage] [data-p=own] .choice__say").first.wait_for()
        page.locator("[data-stage] [data-p=next]").click()
        page.locator("[data-stage] [data-p=own]").wait_for(state="detached")
    fitted = page.locator("[data-stage] [data-p=fitted] bdi").all_text_contents()
    assert sorted(fitted) == [str(asked - 1), str(asked)]
    page.goto(f"{in_three_days}/{language}/practice/")
    page.locator("[data-stage] [data-p=fitted]").wait_for()

    offline(page, False)
    phones.wait_until_sent(page)
    answers = record_of(page, language, in_three_days)["practice"]["answers"]
    assert [answer["fits"] for answer in answers] == [False] + [True] * (asked - 1)
