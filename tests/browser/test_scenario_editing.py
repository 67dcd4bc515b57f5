"""An editor builds a conversation with the pickers, is refused for a dead end, mends it and publishes it."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import DESKTOP
from tests.browser.test_editor_journey import choose_first, sign_in

WORDS = {
    "en": {
        "blocks": ("Message", "Step", "Ending"),
        "refused": "This choice leads nowhere yet.",
        "map": "Every way leads to an ending.",
        "me": "You, the learner",
        "gone": "Gone: choose anew",
    },
    "ur": {
        "blocks": ("پیغام", "قدم", "انجام"),
        "refused": "یہ آپشن ابھی کہیں نہیں لے جاتا۔",
        "map": "ہر راستہ کسی انجام تک پہنچتا ہے۔",
        "me": "آپ، یعنی سیکھنے والا",
        "gone": "اب موجود نہیں: نئے سرے سے چنیں",
    },
}
NAMES = {"en": ["The link", "Second thoughts", "The morning", "Together"], "ur": ["لنک", "سوچ", "صبح", "ساتھ"]}
# What each choice of each step is, what it does and which part follows; the last is left open at first.
WAYS = [
    [("reply", "harms", 2), ("report", "protects", 3)],
    [("repair", "protects", 3), ("nothing", "neutral", 3)],
    [("write", "protects", 4), ("nothing", "neutral", None)],
]


@pytest.fixture(scope="module")
def editor(launched, site):
    context = launched().new_context(base_url=site, viewport=DESKTOP)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.told = []
    page.on("pageerror", lambda error: page.told.append(str(error)))
    sign_in(page)
    yield page
    context.close()


@contextmanager
def speaking(page, language):
    """Meanwhile the CMS speaks `language` to who is signed in; the tests that follow meet it in English again."""
    choose_language(page, language)
    try:
        yield page
    finally:
        choose_language(page, "en")


def choose_language(page, language):
    page.goto("/cms/account/")
    for name in ("first_name", "last_name"):
        page.locator(f"[name=name_email-{name}]").fill("Sana")
    page.locator("[name=locale-preferred_language]").select_option(language)
    with page.expect_navigation():
        page.locator("main form [type=submit]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def stream(page, name):
    return page.locator(f"[data-contentpath={name}]").first


def add(page, place, kind=None):
    """Add a block at the end of the stream `place`; where there are several kinds, one of this kind."""
    place.locator(".c-sf-add-button").last.click()
    if kind:
        page.locator("[role=option]").get_by_text(kind, exact=True).click()


def picker(page, name):
    return page.locator(f"[name={name}] + [data-part-list]")


def write_step(page, place, language):
    """Add a step with a message and its choices; what they lead to is picked once all of it is there."""
    message, step, _ending = WORDS[language]["blocks"]
    add(page, stream(page, "steps"), step)
    block = page.locator(f"[data-streamfield-child]:has(> [name=steps-{place}-id])")
    write_name(page, f"steps-{place}-value-name", place)
    add(page, block.locator("[data-contentpath=messages]").first, message)
    picker(page, f"steps-{place}-value-messages-0-value-who").select_option(index=1 + place % 2)
    for number, (kind, rating, _next) in enumerate(WAYS[place]):
        block.locator("[data-streamfield-list-add]").last.click()
        choice = f"steps-{place}-value-choices-{number}-value"
        page.locator(f"[name={choice}-kind]").select_option(kind)
        page.locator(f"[name={choice}-rating]").select_option(rating)


def write_name(page, name, place):
    for code, names in NAMES.items():
        page.locator(f"[name={name}-{code}]").fill(names[place])


def fill_the_rest(page, name):
    """Write something into every text of a stream that is still empty, in its language."""
    for code, words in {"en": "It is late, and nobody sleeps.", "ur": "رات ہے اور کوئی نہیں سوتا۔"}.items():
        fields = stream(page, name).locator(f":is(input[type=text], textarea)[lang={code}]")
        for field in fields.all():
            if not field.input_value():
                field.fill(words)


def write_scenario(page, module, language, slug):
    page.goto(f"/cms/pages/add/content/scenariopage/{module}/")
    for code in ("en", "ur"):
        page.locator(f"[name=heading_{code}]").fill(NAMES[code][0])
        page.locator(f"[name=group_{code}]").fill(NAMES[code][1])
    for box in page.locator("input[name=bands]").all():
        box.check()
    page.get_by_role("tab").nth(1).click()
    page.locator("[name=slug]").fill(slug)
    page.get_by_role("tab").first.click()
    add(page, stream(page, "cast"))
    write_name(page, "cast-0-value-name", 3)
    for place in range(3):
        write_step(page, place, language)
    add(page, stream(page, "steps"), WORDS[language]["blocks"][2])
    write_name(page, "steps-3-value-name", 3)
    for name in ("cast", "steps"):
        fill_the_rest(page, name)
    add(page, stream(page, "help"))
    choose_first(page, stream(page, "help").locator(".unchosen button").first, "")


def pick_what_follows(page):
    for place, ways in enumerate(WAYS):
        for number, (_kind, _rating, following) in enumerate(ways):
            if following:
                picker(page, next_of(place, number)).select_option(index=following)


def next_of(place, number):
    return f"steps-{place}-value-choices-{number}-value-next"


def publish(page):
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    with page.expect_navigation():
        page.locator("button[name=action-publish]").click()


@pytest.fixture(params=["en", "ur"])
def written(request, editor):
    """The editor's page in each language, with a scenario that has one choice that leads nowhere."""
    module = editor.request.get("/api/v2/pages/?type=content.ModulePage&slug=m8").json()["items"][0]["id"]
    with speaking(editor, request.param):
        write_scenario(editor, module, request.param, f"story-{request.param}")
        pick_what_follows(editor)
        yield editor, WORDS[request.param], request.param


def test_a_conversation_is_built_refused_for_a_dead_end_mended_and_published(written, new_page):
    page, words, language = written
    last = picker(page, next_of(2, 1))
    shown = last.evaluate("list => [...list.options].map(option => option.text.replace(/[\\u2068\\u2069]/g, ''))")
    assert [line[:2] for line in shown[1:]] == ["1.", "2.", "3.", "4."]
    assert all(line.endswith(name) for line, name in zip(shown[1:], NAMES[language], strict=True))
    assert words["me"] in picker(page, "steps-0-value-messages-0-value-who").inner_text()

    publish(page)

    assert page.url.endswith("/publish/") and "/cms/check/" in page.url
    finding = page.locator(".check__finding").filter(has_text=words["refused"])
    expect(finding).to_have_count(1)
    expect(page.locator("[name=reason]")).to_have_count(0)
    finding.get_by_role("link").click()
    expect(page.locator(".story-map__way--wrong").first).to_be_attached()
    page.locator(".story-map [data-path$=next]", has_text=words["refused"]).first.evaluate("link => link.click()")
    expect(last).to_be_focused()

    page.keyboard.press("End")
    expect(page.locator(f"[name={next_of(2, 1)}]")).not_to_have_value("")
    publish(page)

    expect(page.locator(".messages .success")).to_be_visible()
    visitor = new_page(script=False)
    visitor.goto(f"/{language}/chiragh/m8/story-{language}/")
    expect(visitor.locator("h1")).to_have_text(NAMES[language][0])
    steps.follow(page, page.locator(".messages a").last)
    expect(page.locator(".story-map__head")).to_contain_text(words["map"])
    assert page.told == []


def test_the_list_follows_the_form_and_never_changes_what_was_picked(editor):
    found = editor.request.get("/api/v2/pages/?type=content.ScenarioPage&slug=m4-s").json()
    editor.goto(f"/cms/pages/{found['items'][0]['id']}/edit/")
    blocks = stream(editor, "steps").locator("[data-streamfield-child]:has(> [name^=steps-][name$=-order])")
    first = blocks.first
    first.locator("[data-panel-toggle]").first.click()
    field = editor.locator("[data-contentpath=next] [data-part-list]").first
    value = field.input_value()
    target = editor.locator(f"[data-contentpath='{value}']")
    place = target.locator("xpath=preceding-sibling::*[@data-streamfield-child]").count()

    target.locator("[data-panel-toggle]").first.click()
    target.locator("[data-contentpath=name] input[lang=en]").fill("A new name")
    editor.keyboard.press("Tab")
    expect(field.locator("option:checked")).to_have_text(f"{place + 1}. Step: \u2068A new name\u2069")

    target.locator("[data-streamfield-action=DELETE]").first.click()
    expect(field.locator("option:checked")).to_have_text(WORDS["en"]["gone"])
    assert field.input_value() == value == editor.locator(f"[name={next_of(0, 0)}]").input_value()
    assert editor.told == []
