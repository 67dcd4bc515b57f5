"""Where Urdu stands: ways through the site on which each kind of text is met, for looking at its letters.

Each way yields a name for each page, while it is shown; whoever looks at the page leaves it with the words it had.
"""

import re
from functools import cache
from itertools import islice
from pathlib import Path

from tests.browser import ink, phones, site_map, steps, teacher_map
from tests.browser.test_editor_journey import sign_in
from tests.browser.test_scenario_editing import speaking

LESSONS = Path(__file__).resolve().parents[2] / "lessons"
FOLDED = "main .fold, main .qa details, main .mine, main details.choice:first-of-type"
PUBLIC = """chiragh/m4/m4-3/ chiragh/m4/ help/ words/ faq/ parents/ schools/ creators/ chiragh/ chiragh/m4/m4-q/
    chiragh/m4/m4-s/ chiragh/m3/m3-1/ practice/ leaving/ join/ sign-in/ sign-in/?with=pictures who/ kept/
    offline/missing/ verify/2222-3333-4444-5555/ teachers/sign-in/ teachers/sign-up/sent/ password/ sign-out/ me/
    no-such-page/ help/leaflet/ schools/leaflet/""".split()
TEACHING = [teacher_map.first_pages, teacher_map.adding_by_list, teacher_map.pictures, teacher_map.settings]
TEACHING += [teacher_map.assignments, teacher_map.results, teacher_map.teaching]
SLIDE_KINDS = 14  # all that the demo module has, before its lessons end
# Screens of our own in the CMS, by the part of them that is ours.
CMS = {"": ".desk", "desk/new-module/": ".new-module", "questions/import/": "main", "questions/export/": "main"}
CMS |= dict.fromkeys(["reports/readers/", "upkeep/", "people/", "exchange/"], "main")
CMS["reports/translations/"] = ".translate__group"
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


# Components that are drawn, marks that a whole page has, and names that are Wagtail's.
WITHOUT_WORDS = set(
    """bowl box cue fill flame hem icon lamp lamps meter qr star tile track turns typing wick hidden skip
    css js leaving late little naskh button listing title c-sf-help w-breadcrumbs w-field w-field-row w-panel
    w-theme-dark w-theme-system public-DraftEditor-content public-DraftStyleDefault-block cms-mark
    login-logo""".split()
)
# What no way leads to: long lists, a picture, a voice that reads, a printed line, what somebody brings in a file, facts
# that are to be looked at again; and names that only look as if a page used them.
NOT_ON_THE_WAY = set(
    """pager pages saved is-heard onpaper letters-to-nastaliq center known answered part cell address is-even is-later
    is-none after-part uses in-en in-ur new-question prompts mark-again exchange-conflict exchange-choice
    exchange-counts exchange-actions exchange-empty exchange-new exchange-sides exchange-list question-label
    question-right question-counts question-choices question-line question-actions question-shown question-key
    question-choice question-table upkeep upkeep-button upkeep-source upkeep-sum slip topics others""".split()
)


def component(name):
    """Return what a class name is part or state of: `card` for `card__name` and `card--wide`."""
    return re.split("__|--", name)[0]


def components(sheet):
    """Return the components with words that a style sheet has rules for and some page or script uses."""
    used = {component(name) for name in names_in(sheet) if re.search(rf"\b{name}\b", _markup())}
    return used - WITHOUT_WORDS - NOT_ON_THE_WAY


@cache
def _markup():
    return "".join(
        path.read_text(encoding="utf-8") for kind in ("html", "js", "py") for path in LESSONS.rglob(f"*.{kind}")
    )


def names_in(sheet):
    """Return the class names that a style sheet has rules for."""
    return set(_NAME.findall(_RULE.sub("{}", _COMMENT.sub("", sheet.read_text(encoding="utf-8")))))


def unfold(page, css=FOLDED):
    """Open what is folded; of the choices of a question only one is open at a time."""
    page.evaluate("css => { for (const part of document.querySelectorAll(css)) part.open = true; }", css)
    page.wait_for_timeout(200)


def opened(page, prefix, paths):
    for path in paths:
        page.goto(f"{prefix}{path}")
        unfold(page)
        yield path or "home"


def public_pages(page, _mails):
    yield from opened(page, "/ur/", ["", *PUBLIC])


def learner_pages(page, _mails):
    for part in site_map.LEARNER_PARTS:
        page.context.clear_cookies()
        for name in part(page, "ur"):
            unfold(page)
            yield name


def teacher_pages(page, mails):
    for part in TEACHING:
        page.context.clear_cookies()
        yield from part(page, "ur", mails)


def slides(page, mails):
    yield from islice(teacher_map.lesson_slides(page, "ur", mails), SLIDE_KINDS)
    page.context.clear_cookies()
    yield from teacher_map.quiz_slides(page, "ur", mails)


def offline_pages(page, _mails):
    """A phone that keeps a module, without a network."""
    steps.join(page, "ur", "CHRGH7", steps.new_name())
    phones.keep_module(page, "ur")
    phones.offline(page)
    page.goto("/ur/chiragh/m1/m1-1/")
    yield "offline: a page that is not kept"
    phones.open_quiz(page, "ur")
    yield "offline: a question"
    phones.open_quiz(page, "ur")
    while phones.answer(page, rightly=False) is None:
        pass
    page.locator("[data-stage] [data-p=own]").wait_for()
    unfold(page)
    yield "offline: words about an answer"
    phones.open_story(page, "ur")
    page.locator("[data-stage] .choice--go").first.wait_for()
    yield "offline: a step of a scenario"
    phones.open_story(page, "ur")
    phones.choose(page)
    page.locator("[data-stage] [data-p=on]").click()
    phones.play_to_the_end(page)
    yield "offline: the end of a scenario"
    page.goto("/ur/kept/")
    page.locator("main .kept").first.wait_for()
    page.locator("[data-part=waiting-words] bdi").wait_for()
    yield "offline: what is kept and waits"
    phones.offline(page, False)


def cms_pages(page, _mails, language="ur"):
    """The screens of an editor who has the CMS in this language; of each, the part that is ours."""
    sign_in(page)
    with speaking(page, language):
        yield from only_ours(page, CMS)
        lesson, scenario = (first_of(page, kind) for kind in ("lesson", "scenario"))
        edit = f"pages/{lesson}/edit/"
        yield from only_ours(page, {edit: ".checklist", f"pages/{scenario}/edit/": ".story-map__words"})
        yield from only_ours(page, {edit: "#page-edit-form", f"check/content.lessonpage/{lesson}/": "main"})
        yield from only_ours(page, {f"translations/page/{lesson}/ur/": "main"})


def first_of(page, kind):
    """Return the number of the first page of this kind that the CMS finds."""
    page.goto(f"/cms/pages/search/?content_type=content.{kind}page")
    return re.search(r"/pages/(\d+)/", page.locator("main a[href$='/edit/']").first.get_attribute("href"))[1]


def only_ours(page, screens):
    for path, part in screens.items():
        page.goto(f"/cms/{path}")
        page.locator(part).first.wait_for()
        unfold(page, f"{part} details")
        ink.leave_only(page, part)
        yield f"cms/{path} {part}"
