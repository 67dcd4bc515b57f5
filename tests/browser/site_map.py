"""Which pages there are: found by following links, and those that only a person with something to do sees."""

import re
import urllib.error
import urllib.request
from functools import cache

from tests.browser import phones, steps, stories

_LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
# Not reached by links, or answered only with a session.
FORMS = [
    "join/CHRGH7/",
    "teachers/sign-up/sent/",
    "teachers/confirm/no-such-token/",
    "password/",
    "password/sent/",
    "password/MQ/no-such-token/",
    "sign-out/",
    "me/",
    "me/data/",
    "who/",
    "who/add/?with=pictures",
    "no-such-page/",
    "verify/",
    "verify/2222-3333-4444-5555/",
]


@cache
def public_pages(site, language):
    """Return the paths of every page that a visitor can reach by links from the front page, then the others."""
    found, waiting = [], [f"/{language}/"]
    while waiting:
        path = waiting.pop(0)
        if path in found or not path.startswith(f"/{language}/") or path.startswith(f"/{language}/language/"):
            continue
        if path in {f"/{language}/letters/", f"/{language}/saving/"}:
            continue
        found.append(path)
        waiting += _LINK.findall(_read(site + path))
    return found + [f"/{language}/{path}" for path in FORMS if f"/{language}/{path}" not in found]


def _read(url):
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError:
        return ""


def quiz_pages(page, language):
    """Take a quiz; yields a name for each page on the way, while it is shown."""
    steps.start_quiz(page, language)
    kinds = set()
    wrongly = True
    while "/end/" not in page.url:
        kind = steps.asked(page)["kind"] if steps.asked(page)["reveals"] != "reflection" else "reflection"
        if kind not in kinds:
            yield f"question: {kind}"
            if kind in {"single", "multiple"}:
                steps.submit(page)
                yield f"question: {kind}, with an error"
        steps.answer(page, language, rightly=not wrongly)
        if kind == "reflection":
            kinds.add(kind)
            continue
        if kind not in kinds:
            yield f"words about an answer: {kind}"
        kinds.add(kind)
        wrongly = False
        steps.go_on(page)
    yield "the end of a quiz"
    yield from story_pages(page, language)


def story_pages(page, language):
    """Play a scenario; yields a name for each page on the way, while it is shown."""
    stories.start(page, f"/{language}/chiragh/m4/m4-s/")
    page.locator("[data-choose]").wait_for(state="visible")
    yield "a step of a scenario"
    page.locator("[data-choose] button").first.click()
    page.locator("a[data-on]").wait_for()
    yield "what came of a choice in a scenario"
    page.locator("a[data-on]").click()
    page.locator("[data-choose]").wait_for()
    stories.play_to_the_end(page, language, prefer=["repair"])
    yield "the end of a scenario"


def guest_pages(page, language):
    """Go where a learner gets to: first as a guest, then in a class, then as one to whom something was assigned."""
    prefix = f"/{language}"
    steps.mark_done(page, language)
    for path in ("sign-out/", "join/CHRGH7/", "me/"):
        page.goto(f"{prefix}/{path}")
        yield f"guest: {path}"
    steps.submit_empty(page, f"{prefix}/join/CHRGH7/")
    yield "guest: join with errors"
    steps.join(page, language, "CHRGH7", steps.new_name(), keep=True)
    for path in (
        "",
        "chiragh/m4/",
        "chiragh/m4/m4-q/",
        "me/",
        "me/data/",
        "me/data/erase/",
        "sign-in/",
        "join/CHRGH8/",
    ):
        page.goto(f"{prefix}/{path}")
        yield f"learner: {path}"
    steps.submit_empty(page, f"{prefix}/me/pin/")
    yield "learner: me/pin/ with errors"


def assigned_pages(page, language):
    """What demo learners have been given: some of it done, some not, some before it was set."""
    prefix = f"/{language}"
    for name in ("Star 3", "Star 8", "Star 12"):
        steps.sign_in(page, language, "CHRGH7", name, pin="2468")
        yield f"{name}: me/"
        for path in ("chiragh/m4/m4-1/", "chiragh/m4/"):
            page.goto(f"{prefix}/{path}")
            yield f"{name}: {path}"
        steps.sign_out(page, language)
    steps.sign_in(page, language, "CHRGH7", "Star 3", pin="2468")
    page.goto(f"{prefix}/me/pin/?with=pictures")
    yield "Star 3: me/pin/ with pictures"
    page.goto(f"{prefix}/practice/")
    yield "Star 3: practice/"
    steps.submit(page)
    yield "Star 3: a question in practice"
    steps.answer(page, language, rightly=False)
    yield "Star 3: words about an answer in practice"
    page.goto(page.url.split("#")[0].rsplit("/", 2)[0] + "/end/")
    yield "Star 3: the end of a round of practice"


def certificate_pages(page, language):
    """The certificate of a demo learner: its owner's page, the paper with a name and without, and its check."""
    steps.sign_in(page, language, "CHRGH7", "Star 3", pin="2468")
    page.goto(f"/{language}/chiragh/m4/")
    yield "Star 3: a module that is completed"
    with page.expect_navigation():
        page.locator("main .ask form[action*='/certificates/'] button, main .ask a[href*='/certificates/']").click()
    own = page.url
    yield "Star 3: a certificate"
    for name in ("", "محمد مصطفیٰ (Mustafa)"):
        page.goto(own)
        page.locator("input[name=name]").fill(name)
        steps.submit(page, "main form.form")
        yield f"Star 3: a certificate for printing, with the name “{name}”"
    page.goto(f"/{language}/verify/{page.locator('.certificate__code').text_content().strip()}/")
    yield "a certificate that is checked"


def family_pages(page, language):
    """A phone that two learners share: the list, and what leads on and off it."""
    prefix = f"/{language}/who"
    steps.mark_done(page, language)
    steps.submit_empty(page, f"{prefix}/add/")
    yield "family: somebody is added, with errors"
    steps.add_to_phone(page, language, "علی", keep=True)
    steps.add_to_phone(page, language, "Sara", pin="9753")
    yield "family: the list, one of them signed in"
    for path in ("1/", "2/", "2/off/"):
        page.goto(f"{prefix}/{path}")
        yield f"family: who/{path}"
    steps.sign_out(page, language)
    yield "family: the list, nobody signed in"
    steps.submit_empty(page, f"{prefix}/2/")
    yield "family: no PIN"
    page.goto(f"/{language}/kept/")
    steps.submit(page, "main form[data-part=clear]")
    yield "family: the list goes with what the phone keeps"


def offline_pages(page, language):
    """A phone that keeps a module, without a network; yields a name for each page, while it is shown."""
    steps.join(page, language, "CHRGH7", steps.new_name())
    phones.keep_module(page, language)
    phones.offline(page)
    page.goto(f"/{language}/chiragh/m1/m1-1/")
    yield "offline: a page that is not kept"
    phones.open_quiz(page, language)
    yield "offline: a question"
    phones.open_quiz(page, language)
    while phones.answer(page, rightly=False) is None:
        pass
    page.locator("[data-stage] [data-p=own]").wait_for()
    yield "offline: words about an answer"
    phones.open_story(page, language)
    page.locator("[data-stage] .choice--go").first.wait_for()
    yield "offline: a step of a scenario"
    phones.open_story(page, language)
    phones.choose(page)
    page.locator("[data-stage] [data-p=on]").click()
    phones.play_to_the_end(page)
    yield "offline: the end of a scenario"
    page.goto(f"/{language}/kept/")
    page.locator("main .kept").first.wait_for()
    page.locator("[data-part=waiting-words] bdi").wait_for()
    yield "offline: what is kept and waits"
    phones.offline(page, False)


LEARNER_PARTS = [family_pages, quiz_pages, guest_pages, assigned_pages, certificate_pages]


def learner_pages(page, language):
    """Go all these ways, each as on a phone that nobody has used."""
    for part in LEARNER_PARTS:
        page.context.clear_cookies()
        yield from part(page, language)
