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


def learner_pages(page, language):
    """Go where a learner gets to; yields a name for each page on the way, while it is shown."""
    prefix = f"/{language}"
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


def teacher_pages(page, language):
    prefix = f"/{language}"
    for path in ("sign-in/", "join/", "teachers/sign-in/", "teachers/sign-up/", "password/"):
        steps.submit_empty(page, f"{prefix}/{path}")
        yield f"{path} with errors"
    steps.sign_in_with_password(page, language, "teacher")
    yield "teacher: classes/"
    steps.submit_empty(page, f"{prefix}/classes/new/")
    yield "teacher: classes/new/ with errors"
    page.goto(f"{prefix}/classes/")
    steps.follow(page, page.locator("main .list a").first)
    yield "teacher: a class"
    here = page.url
    page.goto(f"{here}code/")
    yield "teacher: its code"
    page.goto(here)
    steps.submit(page, "main form[action$='/pin/']")
    yield "teacher: a new PIN"
    page.goto(f"{prefix}/sign-in/")
    yield "teacher: signed in already"
    page.goto(f"{prefix}/join/CHRGH7/")
    yield "teacher: join"
