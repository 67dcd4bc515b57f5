"""The screens of our own in the CMS, as an editor sees them who has it in one language; of each, the part that is ours.

Each way yields a name for each part, while it is all that is shown.
"""

import json
import re
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

import polib

from lessons.demo.records import MOST_GET_WRONG
from tests.browser import ink, steps
from tests.browser.server import same_site
from tests.browser.test_editor_journey import publish, sign_in
from tests.browser.test_scenario_editing import speaking

LISTS = {"": ".desk", "desk/new-module/": ".new-module", "reports/translations/": ".translate__group"}
LISTS |= dict.fromkeys(["reports/readers/", "people/", "exchange/", "questions/import/", "questions/export/"], "main")
LISTS |= dict.fromkeys(["exchange/texts/in/", "exchange/modules/in/", "snippets/content/question/add/"], "main")
QUESTIONS = """\
// [id:{key}]
::here::کچھ اور؟{{
=یہ#جی ہاں۔
~وہ#نہیں۔
####پہلے پوچھیں۔}}

// [id:whose-picture]
::new::یہ تصویر کس کی ہے؟{{
=جس کی ہے#جی ہاں۔
~سب کی#نہیں۔
####پہلے پوچھیں۔}}

::essay::آپ کیا سوچتے ہیں؟{{}}

::number::کتنے؟{{#3}}
"""


def ways(page, folder, language):
    """Go all of them; `folder` is that of the served site, which is looked at a year later too."""
    sign_in(page)
    with speaking(page, language):
        yield from only_ours(page, LISTS)
        yield from pages_and_records(page)
        yield from a_question_chooser(page)
        yield from texts_that_come_back(page)
        yield from questions_in_a_file(page)
        yield from a_package(page)
        yield from marks_to_give_again(page)
        with same_site(folder, "tests.browser.later:application", DAYS_LATER="400") as later:
            yield from a_year_later(page, later)


def only_ours(page, screens):
    for path, part in screens.items():
        page.goto(f"/cms/{path}")
        yield only(page, part)


def only(page, part, state=""):
    """Leave nothing of the page but this part, unfolded; returns a name for it in this state."""
    name = f"{steps.path_of(page)} {part} {state}".strip()
    page.locator(part).first.wait_for()
    ink.unfold(page, f"{part} details")
    ink.leave_only(page, part)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]+|\d+", "…", name)


def first_page(page, kind):
    """Return the number of the first page of this kind that the CMS finds."""
    page.goto(f"/cms/pages/search/?content_type=content.{kind}page")
    return re.search(r"/pages/(\d+)/", page.locator("main a[href$='/edit/']").first.get_attribute("href"))[1]


def first_record(page, kind, sought=""):
    """Return the number of the first fact, helpline or question that the CMS finds."""
    page.goto(f"/cms/snippets/content/{kind}/?q={sought}")
    return re.search(r"/edit/(\d+)/", page.locator("main a[href*='/edit/']").first.get_attribute("href"))[1]


def pages_and_records(page):
    lesson, scenario, fact = first_page(page, "lesson"), first_page(page, "scenario"), first_record(page, "fact")
    edit = f"pages/{lesson}/edit/"
    yield from only_ours(page, {edit: ".checklist", f"pages/{scenario}/edit/": ".story-map__words"})
    yield from only_ours(page, {edit: "#page-edit-form", f"check/content.lessonpage/{lesson}/": "main"})
    yield from only_ours(page, {f"translations/lessonpage/{lesson}/ur/": "main"})
    snippet = "snippets/content/fact"
    yield from only_ours(page, {f"{snippet}/edit/{fact}/": ".upkeep", f"{snippet}/usage/{fact}/": ".uses"})


def a_question_chooser(page):
    """Where a quiz chooses a question: the list, and the form for a new one."""
    for tab, part in enumerate([".modal-body table", ".new-question"]):
        page.goto(f"/cms/pages/{first_page(page, 'quiz')}/edit/")
        page.locator("#id_quiz_questions-ADD").click()
        page.locator("#id_quiz_questions-FORMS > :last-child .unchosen button").click()
        page.locator(".modal-body").get_by_role("tab").nth(tab).click()
        page.locator(part).wait_for()
        yield only(page, part)


def texts_that_come_back(page):
    """One is new, the source of another has changed meanwhile, and one belongs nowhere."""
    page.goto(f"/cms/exchange/texts/out/page:{first_page(page, 'lesson')}/")
    page.locator("[name=which][value=all]").check()
    file = polib.pofile(taken(page))
    yield only(page, "main")
    file[0].comment = "chiragh:0000:0000"
    for entry in file[:2]:
        entry.msgstr = "کچھ اور"
    file.append(polib.POEntry(msgctxt="nowhere", msgid="Nothing", msgstr="کچھ نہیں"))
    page.goto("/cms/exchange/texts/in/")
    bring(page, "texts.po", str(file).encode())
    yield only(page, "main", "what comes in")


def taken(page):
    """Take the file that the page offers; returns its path."""
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").last.click()
    return download.value.path()


def bring(page, name, content):
    """Bring in a file of this name with these bytes, so that its preview is shown."""
    page.locator("main [name=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    steps.submit(page, "main form[enctype]")


def questions_in_a_file(page):
    """One says something else of a question that is here, one is new, two can't come in."""
    page.goto(f"/cms/snippets/content/question/edit/{first_record(page, 'question')}/")
    key = page.locator("[name=key]").input_value()
    page.goto("/cms/questions/import/")
    page.locator("main [name=language]").select_option("ur")
    page.locator("main [name=topic]").select_option(index=1)
    bring(page, "questions.txt", QUESTIONS.format(key=key).encode())
    yield only(page, "main", "what comes in")


def a_package(page):
    """A module in a file: it is here already, but for a topic."""
    page.goto("/cms/exchange/")
    page.goto(page.locator("main a[href*='/exchange/modules/out/']").first.get_attribute("href"))
    content = with_a_topic(taken(page))
    yield only(page, "main")
    page.goto("/cms/exchange/modules/in/")
    bring(page, "module.zip", content)
    yield only(page, "main", "what comes in")


def with_a_topic(package):
    """Return the bytes of a package with one topic more."""
    with ZipFile(package) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    topics = json.loads(parts["topics.json"])
    more = topics[0] | {"key": "elsewhere", "ref": "topic:elsewhere"}
    parts["topics.json"] = json.dumps([*topics, more]).encode()
    with ZipFile(made := BytesIO(), "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


def marks_to_give_again(page):
    """Of a question that learners have answered, another choice is the right one, and then the old one again."""
    edit = f"/cms/snippets/content/question/edit/{first_record(page, 'question', MOST_GET_WRONG)}/"
    with another_right_choice(page, edit):
        page.goto(edit)
        page.goto(page.locator("main a[href*='/mark-again/']").get_attribute("href"))
        yield only(page, "main")


@contextmanager
def another_right_choice(page, edit):
    """Meanwhile the first of the wrong choices of a question is the right one."""
    page.goto(edit)
    boxes = [page.locator(f"[name$=is_right]{state}").first for state in (":checked", ":not(:checked)")]
    names = [box.get_attribute("name") for box in boxes]
    turn_over(page, edit, names)
    try:
        yield
    finally:
        turn_over(page, edit, names)


def turn_over(page, edit, names):
    page.goto(edit)
    for name in names:
        page.locator(f"[name={name}]").click()
    publish(page)


def a_year_later(page, later):
    """What is to be looked at again then."""
    sign_in(page, site=later)  # a session does not last so long
    page.goto(f"{later}/cms/upkeep/")
    yield only(page, "main")
