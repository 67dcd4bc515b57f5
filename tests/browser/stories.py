"""What people do in a scenario, by the content files, so that both languages share it."""

from functools import cache

import yaml

from tests.browser import steps


@cache
def story(slug):
    """Return the scenario with this slug as the curriculum's file has it."""
    for path in steps.CURRICULUM.glob("m*/scenario*.yaml"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if data["slug"] == slug:
            return data
    raise AssertionError(f"No scenario {slug}.")


def start(page, address):
    """Begin the scenario and wait for its first step."""
    page.goto(address)
    with page.expect_navigation():
        page.locator("main form[action*='/runs/'] button").click()
    page.locator("[data-choose]").wait_for(state="attached")


def choices_of(page, language, slug="m4-s"):
    """Return the choices on the page, in their order, as the file has them."""
    known = {
        (steps.squeeze(choice["text"][language])): choice
        for step in story(slug)["steps"].values()
        for choice in step["choices"].values()
    }
    texts = page.locator("[data-choose] .choice__top > span:last-child").all_text_contents()
    return [known[steps.squeeze(text)] for text in texts]


def play_to_the_end(page, language, *, prefer, slug="m4-s"):
    """Choose by the first word of `prefer` that is a rating or kind here; each counts until it was found.

    Returns the choices that were made.
    """
    wanted, path = list(prefer), []
    while "/end/" not in page.url:
        choices = choices_of(page, language, slug)
        fitting = [c for c in choices if wanted and wanted[0] in (c["rating"], c["kind"])]
        chosen = fitting[0] if fitting else next((c for c in choices if c["rating"] != "harms"), choices[0])
        if fitting and len(wanted) > 1:
            wanted.pop(0)
        path.append(chosen)
        page.locator("[data-choose] button").nth(choices.index(chosen)).click()
        page.locator("a[data-on]").wait_for()
        page.locator("a[data-on]").click()
        page.locator("[data-choose], .path").first.wait_for(state="attached")
    return path
