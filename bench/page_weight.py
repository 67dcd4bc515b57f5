"""Prints what a first visit to a lesson and to a scenario costs: requests, and compressed bytes without fonts.

    .venv/bin/python -m bench.page_weight [address of a served site]

Without an address it serves a new site itself. The goals: 20 KB, 6 requests, 5 KB of script for a lesson; 40 KB for a
scenario up to its first decision.
"""

import itertools
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import sync_playwright

LESSON = "/{language}/chiragh/m4/m4-2/"
SCENARIO = "/{language}/chiragh/m4/m4-s/"
BEGIN = "main form[action*='/runs/'] button"
GOAL_SCENARIO = 40_960
GOAL_BYTES, GOAL_REQUESTS, GOAL_SCRIPT = 20_480, 6, 5_120


@dataclass
class Weight:
    """The cost of a first visit; bytes are those of compressed bodies."""

    requests: int = 0
    sizes: dict = field(default_factory=dict)
    fonts: dict = field(default_factory=dict)
    elsewhere: list = field(default_factory=list)

    @property
    def total(self):
        return sum(self.sizes.values())

    @property
    def script(self):
        return sum(size for name, size in self.sizes.items() if name.endswith(".js"))


def weigh(browser, base, path, press=None):
    """Return the Weight of a first visit to `path` at `base`, cache empty, and of where the button `press` leads."""
    weight = Weight()
    context = browser.new_context(base_url=base, viewport={"width": 360, "height": 640})
    page = context.new_page()

    def count(request):
        if not request.url.startswith(base):
            weight.elsewhere.append(request.url)
            return
        size = request.sizes()["responseBodySize"]
        name = request.url.removeprefix(base)
        if request.resource_type == "font":
            weight.fonts[name] = max(size, weight.fonts.get(name, 0))
        elif size >= 0 and request.resource_type in {"document", "stylesheet", "script", "fetch", "xhr"}:
            weight.requests += 1
            weight.sizes[name] = size

    page.on("requestfinished", count)
    page.goto(path, wait_until="networkidle")
    if press:
        page.locator(press).click()
        page.wait_for_load_state("networkidle")
    context.close()
    return weight


def report(base):
    with sync_playwright() as playwright:
        path = "/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for page, language in itertools.product((LESSON, SCENARIO), ("ur", "en")):
            press = BEGIN if page == SCENARIO else None
            weight = weigh(browser, base, page.format(language=language), press)
            where = page.format(language=language)
            print(f"{where}: {weight.total} bytes in {weight.requests} requests, script {weight.script}")
            for name, size in sorted(weight.sizes.items(), key=lambda item: -item[1]):
                print(f"    {size:7} {name}")
            print(f"    fonts {weight.fonts or 'none'}; elsewhere {weight.elsewhere or 'none'}")
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        report(sys.argv[1])
    else:
        from tests.browser.server import served_site

        with tempfile.TemporaryDirectory() as folder, served_site(folder) as base:
            report(base)
