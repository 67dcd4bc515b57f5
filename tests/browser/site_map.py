"""Which pages there are: found by following links, and those that only a person with something to do sees."""

import re
import urllib.error
import urllib.request

from tests.browser import steps

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
    "no-such-page/",
]


def public_pages(site, language):
    """Return the paths of every page that a visitor can reach by links from the front page, then the others."""
    found, waiting = [], [f"/{language}/"]
    while waiting:
        path = waiting.pop(0)
        if path in found or not path.startswith(f"/{language}/") or path.startswith(f"/{language}/language/"):
            continue
        if path == f"/{language}/letters/":
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


LEARNER_PARTS = [quiz_pages, guest_pages, assigned_pages]


def learner_pages(page, language):
    """Go all these ways, each as on a phone that nobody has used."""
    for part in LEARNER_PARTS:
        page.context.clear_cookies()
        yield from part(page, language)
