"""Where Urdu stands: ways through the site on which each kind of text is met, for looking at its letters.

Each way yields a name for each page, while it is shown; whoever looks at the page leaves it with the words it had.
"""

import re
from functools import cache, partial
from itertools import islice
from pathlib import Path

from tests.browser import cms_map, ink, site_map, steps, teacher_map
from tests.browser.mail import mails_to

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
PUBLIC = """chiragh/m4/m4-3/ chiragh/m4/ help/ words/ faq/ parents/ schools/ creators/ chiragh/ chiragh/m4/m4-q/
    chiragh/m4/m4-s/ chiragh/m3/m3-1/ practice/ leaving/ join/ sign-in/ sign-in/?with=pictures who/ kept/
    offline/missing/ verify/2222-3333-4444-5555/ teachers/sign-in/ teachers/sign-up/sent/ password/ sign-out/ me/
    no-such-page/ help/leaflet/ schools/leaflet/""".split()
TEACHING = [teacher_map.first_pages, teacher_map.adding_by_list, teacher_map.pictures, teacher_map.settings]
TEACHING += [teacher_map.assignments, teacher_map.results, teacher_map.teaching]
SLIDE_KINDS = 14  # all that the demo module has, before its lessons end
# Of each style sheet, the names that stand before a rule.
_COMMENT, _RULE, _NAME = re.compile(r"/\*.*?\*/", re.S), re.compile(r"\{[^{}]*\}"), re.compile(r"\.([a-z][\w-]*)")
SHOWN_WITH_TEXT = """() => {
  const names = new Set();
  for (const one of document.querySelectorAll("[class]")) {
    const isShown = one.checkVisibility() && getComputedStyle(one).clipPath !== "inset(50%)";
    if (isShown && one.textContent.trim()) for (const name of one.classList) names.add(name);
  }
  return [...names];
}"""


# Components that are drawn or only coloured, marks that a whole page or part has, and names that are Wagtail's.
WITHOUT_WORDS = set(
    """after-part bowl box center cue fill flame icon is-even is-heard lamp lamps meter qr star tile track turns typing
    wick hidden skip css js leaving late little naskh button listing title w-field w-panel cms-mark
    login-logo""".split()
)


def component(name):
    """Return what a class name is part or state of: `card` for `card__name` and `card--wide`."""
    return re.split("__|--", name)[0]


def components(sheet):
    """Return the components with words that a style sheet has rules for and some page or script uses."""
    used = {component(name) for name in names_in(sheet) if re.search(rf"\b{name}\b", _markup())}
    return used - WITHOUT_WORDS


@cache
def _markup():
    return "".join(
        path.read_text(encoding="utf-8") for kind in ("html", "js", "py") for path in LESSONS.rglob(f"*.{kind}")
    )


def names_in(sheet):
    """Return the class names that a style sheet has rules for."""
    return set(_NAME.findall(_RULE.sub("{}", _COMMENT.sub("", sheet.read_text(encoding="utf-8")))))


def opened(page, prefix, paths):
    for path in paths:
        page.goto(f"{prefix}{path}")
        ink.unfold(page)
        yield path or "home"


def public_pages(page, _folder):
    yield from opened(page, "/ur/", ["", *PUBLIC])
    page.goto("/ur/letters/?to=naskh")
    yield "home, in Naskh"
    page.goto("/ur/letters/?to=nastaliq")
    page.goto("/ur/saving/?to=little&next=/ur/chiragh/m4/m4-3/")
    yield "a lesson for whoever saves data"


def learner_pages(page, _folder):
    for part in site_map.LEARNER_PARTS:
        page.context.clear_cookies()
        for name in part(page, "ur"):
            ink.unfold(page)
            yield name


def teacher_pages(page, folder):
    mails = partial(mails_to, folder)
    for part in TEACHING:
        page.context.clear_cookies()
        for name in part(page, "ur", mails):
            ink.unfold(page, "main details")
            yield name


def slides(page, _folder):
    yield from islice(teacher_map.lesson_slides(page, "ur", None), SLIDE_KINDS)
    page.context.clear_cookies()
    yield from teacher_map.quiz_slides(page, "ur", None)


def offline_pages(page, _folder):
    for name in site_map.offline_pages(page, "ur"):
        ink.unfold(page)
        yield name


def cms_screens(page, folder):
    yield from cms_map.ways(page, folder, "ur")


def results_on_paper(page, _folder):
    steps.sign_in_with_password(page, "ur", "teacher")
    page.goto(f"{steps.open_class(page, 'ur')}results/")
    page.emulate_media(media="print", reduced_motion="reduce")
    yield "results on paper"
