"""The pages of teachers, and those of learners to which a teacher leads. Each part yields a name for each page on its
way, while the page is shown; what it changes is in classes of its own, taught by the second demo teacher.
"""

import itertools
import re
from datetime import date, timedelta

from lessons.accounts.pictures import PICTURES
from tests.browser import steps
from tests.browser.mail import link_in

OWNER, COLLEAGUE = "teacher2", "teacher"
NAMES = [f"{name} {second}" for name in ("Zoya", "Bilal", "Hina", "Danish") for second in ("Ali", "Khan", "Shah")]
MANY = [f"{name} {second} {third}" for name in NAMES for second in ("Rana", "Baloch") for third in ("A.", "B.", "C.")]
BAD_NOTE = "www.example.com 0300 1234567"
FIVE, SIMPLE = "abdgp", "abcde"
_numbers = itertools.count(1)


def new_class(page, language):
    """Sign in and make a class; returns its address and its code."""
    steps.sign_in_with_password(page, language, OWNER)
    page.goto(f"/{language}/classes/new/")
    page.locator("input[name=name]").fill(f"Own {next(_numbers)}")
    page.locator("input[name=band][value=B]").check()
    steps.submit(page, "main form.form")
    here = re.search(r".*/classes/\d+/", page.url)[0]
    page.goto(here)
    return here, steps.squeeze(page.locator(".joinbox__code").text_content())


def set_up(page, here, *names):
    """Tick boxes in the settings of a class."""
    page.goto(f"{here}settings/")
    for name in names:
        page.locator(f"input[name={name}]").check()
    steps.submit(page, "main form.form")


def add(page, here, names):
    page.goto(f"{here}learners/list/")
    page.locator("textarea[name=text]").fill("\n".join(names))
    steps.submit(page, "main form.form")
    press(page, "button[value=add]")


def press(page, button):
    with page.expect_navigation():
        page.locator(f"main {button}").first.click()


def open_learner(page, here, name):
    page.goto(here)
    steps.follow(page, page.locator("main .roster a").filter(has_text=name).first)
    return page.url


def visit(page, here, *paths):
    for path in paths:
        page.goto(f"{here}{path}")
        yield f"teacher: {path or 'the class'}"


def sent_empty(page, here, *paths):
    for path in paths:
        steps.submit_empty(page, f"{here}{path}")
        yield f"teacher: {path} with errors"


def hrefs(page, part):
    """Return where the links of `main` lead whose addresses hold `part`."""
    return page.locator(f"main a[href*='{part}']").evaluate_all("all => all.map(one => one.href)")


def first_pages(page, language, _mails):
    prefix = f"/{language}/"
    yield from sent_empty(page, prefix, "sign-in/", "join/", "teachers/sign-in/", "teachers/sign-up/", "password/")
    yield from visit(page, prefix, "classes/invitations/no-such-token/")
    here, code = new_class(page, language)
    yield from visit(page, here, "", "code/", "cards/", "learners/removed/", "results/", "assignments/", "hands/")
    yield from visit(page, prefix, "classes/", "sign-in/", f"join/{code}/")
    yield from sent_empty(page, prefix, "classes/new/")


def adding_by_list(page, language, _mails):
    here, _code = new_class(page, language)
    yield from sent_empty(page, here, "learners/list/")
    page.locator("textarea[name=text]").fill("\n".join(["1. Zoya", "2. zoya", "3. 0300 1234567", *NAMES]))
    steps.submit(page, "main form.form")
    yield "teacher: what a list would do"
    press(page, "button[value=check]")
    yield "teacher: what a list would do, looked at again"
    press(page, "button[value=add]")
    yield "teacher: a class with learners"
    yield from visit(page, here, "?q=zoya", "?q=nobody", "cards/", "cards/?who=first", "cards/?who=since")


def one_learner(page, language, _mails):
    here, _code = new_class(page, language)
    add(page, here, NAMES)
    learner = open_learner(page, here, NAMES[0])
    yield "teacher: a learner with a first PIN"
    yield from visit(page, learner, "pin/", "move/", "double/", "double/?q=nobody", "remove/")
    yield from sent_empty(page, learner, "move/")
    page.goto(f"{learner}double/")
    steps.submit(page, "main form.panel.form")
    yield "teacher: double/ with errors"
    page.goto(learner)
    page.locator("input[name=name]").fill("zoya@school.example")
    steps.submit(page, "main form.form")
    yield "teacher: a learner, with errors"
    page.goto(f"{learner}remove/")
    steps.submit(page, "main form.form")
    yield "teacher: the class when a learner was removed"
    yield from visit(page, here, "learners/removed/")
    page.goto(learner)
    yield "teacher: a learner who was removed"


def a_new_pin(page, language, _mails):
    """A learner whose PIN is set anew, and who is in the class twice."""
    here, code = new_class(page, language)
    add(page, here, ["Zoya", "Zoya Ali"])
    learner = open_learner(page, here, "Zoya Ali")
    page.goto(f"{learner}double/")
    page.locator("input[name=into]").first.check()
    steps.submit(page, "main form.panel.form")
    yield "teacher: a learner who was there twice"
    kept = page.url
    page.goto(learner)
    yield "teacher: a double"
    page.goto(kept)
    steps.submit(page, "main form[action$='/pin/']")
    yield "teacher: a new PIN"
    pin = steps.squeeze(page.locator("main .poster .code").text_content())
    steps.sign_out(page, language)
    steps.sign_in(page, language, code, "Zoya", pin=pin)
    yield "learner: choose-pin/"
    steps.submit(page, "main form.form")
    yield "learner: choose-pin/ with errors"
    page.locator("input[name=pin]").fill(steps.PIN)
    steps.submit(page, "main form.form")
    yield "learner: me/ after a new PIN, with a double"
    steps.follow(page, page.locator("main a[href*='/me/double/']"))
    yield "learner: the double"
    steps.submit(page, "main form.form")
    yield "learner: the double with errors"


def pictures(page, language, _mails):
    """A class that uses pictures and in which whoever joins waits."""
    prefix = f"/{language}/"
    here, code = new_class(page, language)
    set_up(page, here, "needs_approval", "uses_pictures")
    steps.sign_out(page, language)
    page.goto(f"{prefix}join/{code}/")
    page.locator("main form.form button[type=submit]").click()
    yield "learner: a board with too few pictures"
    pick(page, SIMPLE)
    yield "learner: a board with five pictures"
    steps.submit(page, "main form.form")
    yield "learner: join with errors"
    page.locator("input[name=name]").fill("Zoya")
    pick(page, FIVE)
    steps.submit(page, "main form.form")
    yield "learner: me/ while waiting"
    yield from visit(page, prefix, f"join/{code}/", "me/pin/")
    pick(page, SIMPLE, "old_pictures")
    pick(page, SIMPLE)
    steps.submit(page, "main form.form")
    yield "learner: me/pin/ with errors"
    steps.sign_out(page, language)
    steps.sign_in_with_password(page, language, OWNER)
    yield "teacher: classes/ when somebody waits"
    yield from visit(page, here, "")
    press(page, "button[name=let_in]")
    open_learner(page, here, "Zoya")
    steps.submit(page, "main form[action$='/pin/']")
    yield "teacher: new pictures"
    drawn = page.locator("main .pictures__shown use").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    symbols = {symbol: key for key, symbol in PICTURES.items()}
    yield from visit(page, here, "cards/")
    steps.sign_out(page, language)
    page.goto(f"{prefix}sign-in/?with=pictures&code={code}")
    pick(page, FIVE)
    steps.submit(page, "main form.form")
    yield "learner: sign-in/ with errors"
    page.locator("input[name=name]").fill("Zoya")
    pick(page, [symbols[link.rpartition("#")[2]] for link in drawn])
    steps.submit(page, "main form.form")
    assert steps.path_of(page) == f"{prefix}choose-pin/"
    yield "learner: choose-pin/ with pictures"


def pick(page, keys, board="pictures"):
    for key in keys:
        page.locator("label.picture").filter(has=page.locator(f"input[name={board}][value={key}]")).click()


def settings(page, language, mails):
    here, code = new_class(page, language)
    yield from visit(page, here, "settings/", "log/", "code/renew/", "remove/")
    page.goto(f"{here}settings/")
    page.locator("input[name=name]").fill("")
    steps.submit(page, "main form.form")
    yield "teacher: settings/ with errors"
    press(page, "form[action$='/invitations/'] button")
    yield "teacher: invitations/ with errors"
    address = f"colleague-of-{code}@a-long-name-of-a-school.example".lower()
    page.locator("input[name=email]").fill(address)
    steps.submit(page, "main form.form")
    yield "teacher: settings/ with an open invitation"
    yield from visit(page, here, "invitations/")
    link = link_in(mails(address)[-1])
    page.goto(link)
    yield "teacher: an invitation to their own class"
    steps.sign_out(page, language)
    page.goto(link)
    yield "nobody: an invitation"
    steps.sign_in_with_password(page, language, COLLEAGUE)
    page.goto(link)
    yield "teacher: an invitation"
    press(page, "form button")
    yield from visit(page, here, "settings/", "leave/")
    steps.sign_out(page, language)
    steps.sign_in_with_password(page, language, OWNER)
    yield from visit(page, here, "settings/")
    for ask in ("remove/", "hand-over/"):
        page.goto(hrefs(page, ask)[0])
        yield f"teacher: a co-teacher, {ask}"
        page.goto(f"{here}settings/")
    page.goto(hrefs(page, "/teachers/")[-1].replace("hand-over", "remove"))
    steps.submit(page, "main form")


def states(page, language, _mails):
    """A code that was renewed, a class that is closed and one in the archive."""
    here, code = new_class(page, language)
    page.goto(f"{here}code/renew/")
    steps.submit(page, "main form")
    yield "teacher: a new code"
    for state in ("closed", "archived"):
        page.goto(f"{here}settings/")
        press(page, f"form[action$='/state/'] button[value={state}]")
        yield f"teacher: settings/ of a class that is {state}"
        yield from visit(page, here, "", "code/", "assignments/")
    yield from visit(page, here, "log/")
    yield from visit(page, f"/{language}/", "classes/")
    steps.sign_out(page, language)
    page.goto(f"/{language}/join/{code}/")
    yield "nobody: a code that is no longer for joining"


def assignments(page, language, _mails):
    here, _code = new_class(page, language)
    add(page, here, MANY)
    yield "teacher: a class of more than fits one page"
    yield from visit(page, here, "assignments/new/")
    page.goto(hrefs(page, "/assignments/new/")[-1])
    yield "teacher: assign"
    page.locator("textarea[name=note]").fill(BAD_NOTE)
    page.locator("input[name=whom][value=some]").check()
    page.locator("input[name=due_on]").fill("2020-01-01")
    steps.submit(page, "main form.form")
    yield "teacher: assign with errors"
    page.locator("textarea[name=note]").fill("")
    page.locator("input[name=due_on]").fill("")
    page.locator("input[name=opens_on]").fill(str(date.today() + timedelta(days=30)))
    page.locator("input[name=learners]").first.check()
    steps.submit(page, "main form.form")
    yield "teacher: assignments/"
    yield from visit(page, here, "results/")
    page.goto(f"{here}assignments/")
    page.goto(hrefs(page, "/withdraw/")[0])
    yield "teacher: withdraw"
    steps.submit(page, "main form")
    yield "teacher: assignments/ with one withdrawn"
    press(page, "form[action$='/practice/'] button")
    yield "teacher: assignments/ of a class that practises this week"
    steps.sign_out(page, language)
    steps.sign_in_with_password(page, language, COLLEAGUE)
    demo = steps.open_class(page, language)
    yield from visit(page, demo, "assignments/")
    change = page.locator("main a[id^=change]").first.get_attribute("href")
    yield from visit(page, "", change)
    page.locator("textarea[name=note]").fill(BAD_NOTE)
    steps.submit(page, "main form.form")
    yield "teacher: change with errors"


def results(page, language, _mails):
    steps.sign_in_with_password(page, language, COLLEAGUE)
    here = steps.open_class(page, language)
    yield "teacher: a class of thirty"
    yield from visit(page, here, "results/?show=nudge", "results/?sort=name", "results/")
    modules = list(dict.fromkeys(hrefs(page, "/results/modules/")))
    yield from visit(page, "", *modules)
    page.goto(f"{here}results/?module={modules[-1].rstrip('/').rpartition('/')[2]}")
    yield "teacher: results of a module"
    star = page.locator("main a[href*='/results/learners/']").filter(has_text=re.compile(r"Star 3\b")).first
    page.goto(star.get_attribute("href"))
    yield "teacher: the results of a learner"
    steps.sign_out(page, language)
    here, _code = new_class(page, language)
    add(page, here, NAMES[:1])
    learner = open_learner(page, here, NAMES[0])
    page.goto(learner.replace("/learners/", "/results/learners/"))
    yield "teacher: a learner without results"


def teaching(page, language, _mails):
    here, _code = new_class(page, language)
    yield from visit(page, f"/{language}/", "classes/disclosure/")
    yield from visit(page, here, "teach/")
    guides = page.locator("main .teach .row a").evaluate_all("all => all.map(one => one.href)")
    papers = [link for link in hrefs(page, "/paper/") if not link.endswith(("/key/", "/results/", "/quiz/"))]
    key = hrefs(page, "/key/")[-1]
    yield from visit(page, "", *guides, papers[0], papers[-1], key, key.replace("/key/", "/quiz/"))
    yield from sent_empty(page, "", key.replace("/key/", "/results/"))
    page.locator("input[name=learners]").fill("30")
    for number in page.locator("input[name^=right-]").all():
        number.fill("12")
    steps.submit(page, "main form.form")
    yield "teacher: paper results"
    page.goto(hrefs(page, "/delete/")[0])
    yield "teacher: delete paper results"


def lesson_slides(page, language, _mails):
    """The first slide of each kind in the lessons of the demo module."""
    here, _code = new_class(page, language)
    seen = set()
    for first in presentations(page, here, language)[:-1]:
        for address in slide_addresses(page, first):
            page.goto(address)
            kind = page.locator("main.slide").get_attribute("class").split()[1]
            if kind not in seen:
                seen.add(kind)
                yield f"{kind} ({address})"


def quiz_slides(page, language, _mails):
    here, _code = new_class(page, language)
    kinds = set()
    for address in slide_addresses(page, presentations(page, here, language)[-1]):
        page.goto(address)
        if not page.locator("h1.asked").count():
            continue
        question = steps.questions()[steps.squeeze(page.locator("h1.asked").text_content())]
        kind = f"{question['reveals']}, {question['kind']}"
        if kind in kinds:
            continue
        kinds.add(kind)
        yield f"slide: {kind}"
        if page.locator("a[data-answer]").count():
            page.goto(f"{address}?answer=1")
            yield f"slide: {kind}, with the answer"
        if kind == "knowledge, single":
            yield from hand_pages(page, address)
    yield from visit(page, here, "hands/")
    page.goto(hrefs(page, "/delete/")[0])
    yield "teacher: delete a count of hands"


def hand_pages(page, address):
    for number in ("", "7", "9"):
        page.goto(f"{address}hands/")
        page.locator("form.counting input[type=number]").first.fill(number)
        press(page, "form.counting button[type=submit]")
        yield f"slide: hands counted, {number or 'none'}"


def presentations(page, here, language):
    """Return the addresses of the first slides of module 4's activities, its quiz last; editors write into others."""
    page.goto(f"{here}teach/")
    fourth = page.locator("main .teach").nth(3).locator("a[href*='/present/']")
    return [f"{link}1/" for link in fourth.evaluate_all("all => all.map(one => one.href)")]


def slide_addresses(page, first):
    page.goto(first)
    count = int(page.locator("a[data-last]").get_attribute("href").rstrip("/").rpartition("/")[2])
    return [re.sub(r"\d+/$", f"{number}/", first) for number in range(1, count + 1)]


PARTS = [
    *(first_pages, adding_by_list, one_learner, a_new_pin, pictures, settings, states, assignments, results),
    *(teaching, lesson_slides, quiz_slides),
]
