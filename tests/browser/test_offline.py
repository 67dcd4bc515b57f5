"""Without a network: a kept module is read and heard, comes anew when it has changed, and goes without a trace."""

import json
import urllib.request

import pytest

from tests.browser import listening, phones, steps
from tests.browser.phones import offline

CLASS = "CHRGH7"
MEGABYTE = 1_000_000
FULL = """() => {
  const put = Cache.prototype.put;
  self.roomAgain = () => { Cache.prototype.put = put; };
  Cache.prototype.put = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
}"""


@pytest.fixture
def language():
    return "ur"  # stands for both where a path is the same in every language


@pytest.fixture
def phone(new_page, language):
    """A page of a phone whose learner has joined a class and keeps module 4; it has a voice of its own."""
    page = listening.device(new_page)
    steps.join(page, language, CLASS, steps.new_name())
    phones.keep_module(page, language)
    return page


def test_every_module_fits_into_one_megabyte_with_its_letters(site):
    listed = json.load(urllib.request.urlopen(f"{site}/api/v2/pages/?type=content.ModulePage&limit=50"))
    modules = [item["id"] for item in listed["items"]]
    told = [json.load(urllib.request.urlopen(f"{site}/en/offline/modules/{pk}/")) for pk in modules]

    assert len(told) == 8
    assert {one["number"]: one["bytes"] for one in told if not 0 < one["bytes"] <= MEGABYTE} == {}
    for one in told:
        assert any("nastaliq" in address for address in one["shell"]["weights"])


def test_size_is_told_first_and_the_kept_module_is_listed_and_deleted(new_page, language):
    page = new_page()
    page.goto(phones.MODULE.format(language=language))
    page.locator("[data-keep] [data-part=go]").wait_for()
    size = page.locator("[data-keep] [data-part=size]").text_content()
    assert phones.traces(page) == phones.NOTHING, "Nobody has asked for anything yet."

    phones.keep_module(page, language)
    page.goto(f"/{language}/kept/")
    listed = page.locator("main .kept")
    listed.first.wait_for()

    assert size.endswith(" MB") and float(size.removesuffix(" MB")) <= 1
    assert listed.count() == 1
    listed.locator("button").click()
    listed.wait_for(state="detached")
    assert not [name for name in page.evaluate("caches.keys()") if "module" in name]


def test_a_full_phone_keeps_nothing_says_so_and_keeps_the_module_when_there_is_room(new_page, language):
    page = new_page()
    page.goto(phones.MODULE.format(language=language))
    page.evaluate(FULL)
    page.locator("[data-keep] [data-part=go]").click()
    page.locator("[data-keep] [data-part=error]").wait_for()

    assert page.locator("[data-part=why]").text_content() == page.locator("[data-keep]").get_attribute("data-full")
    phones.wait_until(page, lambda: phones.traces(page) == phones.NOTHING)

    page.evaluate("self.roomAgain()")
    page.locator("[data-keep] [data-part=go]").click()
    page.locator("[data-keep] [data-part=here]").wait_for()


def test_a_kept_module_is_read_and_heard_in_both_languages_and_help_is_there(phone, language):
    offline(phone)
    paths = ("/chiragh/m4/", "/chiragh/m4/m4-q/", "/chiragh/m4/m4-s/", "/help/", "/", "/chiragh/m4/m4-2/")

    for code in (language, steps.other(language)):
        if code != language:
            steps.follow(phone, phone.locator("a[data-language]"))
            assert steps.path_of(phone).startswith(f"/{code}/chiragh/m4/m4-2/")
        for path in paths:
            phone.goto(f"/{code}{path}")
            assert phone.locator("h1").count() >= 1
            assert phone.locator("main .empty").count() == 0
            assert phone.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"
        heard = listening.listen(phone)
        assert steps.squeeze(phone.locator("h1").text_content()) in heard


def test_a_voice_ends_when_the_player_goes_on(phone, language):
    offline(phone)
    phones.open_quiz(phone, language)
    listening.start(phone, "[data-stage]")
    assert listening.said(phone)[0] in steps.squeeze(phone.locator("[data-stage] .q").text_content())

    phones.answer(phone)
    phone.locator("[data-stage] [data-p=own]").wait_for()
    assert not listening.is_speaking(phone)

    listening.start(phone, "[data-stage]")
    phone.locator("[data-stage] [data-p=next]").click()
    phone.locator("[data-stage] [data-p=own]").wait_for(state="detached")
    assert not listening.is_speaking(phone)


KEEP_PICTURE = """async (address) => {
  const cache = await caches.open((await caches.keys())[0]);
  await cache.put(address, new Response("a picture", { headers: { "Content-Type": "image/webp" } }));
}"""


def test_a_kept_picture_is_there_in_whatever_size_the_phone_asks_for(phone):
    phone.evaluate(KEEP_PICTURE, "/media/images/lock.format-webp.width-800.webp")
    offline(phone)

    def read(address):
        return phone.evaluate("(address) => fetch(address).then((answer) => answer.text(), () => '')", address)

    assert read("/media/images/lock.format-avif.width-400.avif") == "a picture"
    assert read("/media/images/lock2.format-avif.width-400.avif") == ""


def test_a_page_that_is_not_kept_is_said_to_be_missing(phone, language):
    offline(phone)
    phone.goto(f"/{language}/chiragh/m1/m1-1/")

    assert phone.locator("main .empty h1").count() == 1
    assert phone.locator(f"a[href='/{language}/help/']").count() >= 1


def test_the_exit_leads_to_a_neutral_page_without_a_network(phone, language):
    offline(phone)
    phone.goto(steps.LESSON.format(language=language))
    phone.locator("a[data-exit]").click()
    phone.wait_for_url("**/offline/neutral/")

    assert phone.locator("table").count() == 1
    phone.go_back()
    phone.wait_for_url("**/offline/neutral/")


def test_a_new_version_comes_by_itself_and_a_withdrawn_module_goes(phone, language):
    """What the server tells is tested without a browser; here, what a phone makes of it when any page is opened."""
    phone.goto(f"/{language}/kept/")
    [cache] = [name for name in phone.evaluate("caches.keys()") if "module" in name]
    module = phone.evaluate("self.kept.all('modules').then(([one]) => one.module)")
    phone.evaluate(
        """async ([module, cache]) => {
          // An hour ago this phone kept an older version, and another module, that is gone from the site.
          const old = await caches.open(`chiragh-module-${module}-old`);
          await old.put("/ur/chiragh/m4/", new Response("old words"));
          await caches.delete(cache);
          await self.kept.put("modules", { ...(await self.kept.get("modules", module)), version: "old" });
          await caches.open("chiragh-module-1-x");
          await self.kept.put("modules", { module: 1, version: "x", paths: {}, heading: {}, number: 9 });
          await self.kept.put("tries", { id: "quiz:x", module: 1 });
          await self.kept.remove("notes", "checked");
        }""",
        [module, cache],
    )

    phone.goto(f"/{language}/help/")
    names = "caches.keys().then((names) => names.filter((name) => name.includes('module')))"
    phones.wait_until(phone, lambda: phone.evaluate(names) == [cache])
    phone.goto(f"/{language}/kept/")

    assert phone.evaluate("self.kept.all('modules').then((all) => all.map((one) => one.module))") == [module]
    assert phone.evaluate("self.kept.get('tries', 'quiz:x')") is None
    offline(phone)
    phone.goto(phones.MODULE.format(language=language))
    assert phone.locator("h1").count() == 1


def test_signing_out_says_what_could_not_be_sent_sends_it_and_leaves_nothing(phone, new_page, language):
    playing = phone.context.new_page()
    phone.goto(f"/{language}/sign-out/")
    offline(phone)
    phones.open_quiz(playing, language)
    phones.answer_some(playing, 1)
    name = playing.locator("[data-whose] bdi").text_content()
    phone.context.route("**/offline/replay/", lambda route: route.fulfill(status=500, body=""))
    offline(phone, False)
    phone.locator("main form.form button").first.click()
    phone.locator("[data-unsent]").wait_for()
    assert phones.waiting(phone) == 1

    phone.context.unroute("**/offline/replay/")
    steps.submit(phone, "main form.form")

    assert phones.traces(phone) == phones.NOTHING
    first = new_page()
    steps.sign_in(first, language, CLASS, name)
    assert phones.answered_in(phones.record_of(first, language)) == 1


def test_clearing_the_phone_leaves_nothing_and_says_so(phone, language):
    phone.goto(f"/{language}/kept/")
    phone.locator("main .kept").first.wait_for()
    other = phone.context.new_page()
    other.goto(f"/{language}/kept/play/")
    with phone.expect_navigation():
        phone.locator("form[data-part=clear] button").click()

    assert phones.traces(phone) == phones.NOTHING
    assert phone.locator("main .empty h1").count() == 1
    # A tab that was open meanwhile brings nothing back.
    other.evaluate("self.kept.send('ur')")
    assert phones.traces(phone) == phones.NOTHING
