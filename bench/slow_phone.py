"""Prints what a first visit and the page after it cost on a cheap phone and a slow network, and what all lessons weigh.

    .venv/bin/python -m bench.slow_phone [address of a served site]

400 kbit/s, 400 ms for each round trip, a processor four times slower than an ordinary computer's, 360 × 640, Noto Naskh
Arabic on the device. By how much this machine has to be slowed down for that is measured first. Without an address it
serves a new site itself. The goals (`tests/browser/test_slow_phone.py` holds the site to them): first text within 2.0 s
and usable within 3.0 s; HTML, CSS and script of a lesson in 14 KB and 4 requests; everything in Urdu with the font in
130 KB and 5 requests; the next page in 8 KB. The two lessons that are timed are the longest of the starter curriculum;
of the others only the bytes are counted.
"""

import os
import re
import sys
import tempfile
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from fontTools.ttLib import TTFont
from playwright.sync_api import sync_playwright

NASKH = Path(__file__).resolve().parent.parent / "lessons/core/static/core/fonts/naskh-urdu.woff2"
PHONE = {"width": 360, "height": 640}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
# Four times slower than the computer on which COUNTED was measured: one on which `COUNT` takes 68 ms.
SLOWER_PROCESSOR, COUNTED = 4, 68
COUNT = """() => {
  const run = () => {
    const start = performance.now();
    let sum = 0;
    for (let turn = 0; turn < 1e7; turn++) sum = (sum * 31 + turn) | 0;
    return sum ? performance.now() - start : 0;
  };
  return Math.min(...Array.from({length: 5}, run));
}"""
LESSON, NEXT = "/{language}/chiragh/m6/m6-4/", "/{language}/chiragh/m7/m7-4/"
CODE = {"document", "stylesheet", "script"}
# Milliseconds; bytes of compressed bodies, and requests.
GOAL_TEXT, GOAL_USABLE = 2_000, 3_000
# How far things may move: a page that grows while it arrives moves less, a screen that changes its letters more.
GOAL_MOVED = 0.01
GOAL_CODE, GOAL_ALL, GOAL_NEXT = (14 * 1024, 4), (130 * 1024, 5), 8 * 1024
# The style sheet and the script of a page.
LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
# Playwright's own waiting is against our Content-Security-Policy.
SETTLED = """
async () => {
  const isPainted = () => performance.getEntriesByName("first-contentful-paint").length;
  while (!isPainted()) await new Promise((then) => setTimeout(then, 50));
  await document.fonts.ready;
}
"""
TIMES = """
() => {
  const page = performance.getEntriesByType("navigation")[0];
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const moved = window.moved.reduce((sum, one) => sum + one, 0);
  return { text: paint.startTime, usable: page.domContentLoadedEventEnd, moved };
}
"""


@dataclass
class Visit:
    """What one page cost: milliseconds, bytes of compressed bodies by address, and how far things moved (CLS)."""

    text: float = 0
    usable: float = 0
    moved: float = 0
    code: dict = field(default_factory=dict)
    fonts: dict = field(default_factory=dict)
    pictures: dict = field(default_factory=dict)

    @property
    def all(self):
        return self.code | self.fonts | self.pictures


def with_naskh(folder):
    """Return the environment in which Chromium finds Noto Naskh Arabic on the device, as it does on phones."""
    fonts = Path(folder) / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    font = TTFont(NASKH)
    font.flavor = None
    font.save(fonts / "naskh.ttf")
    return os.environ | {"XDG_DATA_HOME": str(folder)}


def new_phone(browser, base, **options):
    """Return a page of a fresh phone, slow in both ways."""
    page = browser.new_context(base_url=base, viewport=PHONE, **options).new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": slowing(page)})
    page.add_init_script(WATCH)
    return page


def slowing(page):
    """Return how many times this machine, as busy as it is, is faster than the phone; 1 when it is no faster."""
    return max(1, SLOWER_PROCESSOR * COUNTED / page.evaluate(COUNT))


def visit(page, address):
    """Open `address` in `page` and return the Visit, when nothing more comes."""
    seen, requests = Visit(), []

    def note(request):
        requests.append(request)

    page.on("requestfinished", note)
    page.goto(address)
    page.evaluate(SETTLED)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    page.remove_listener("requestfinished", note)
    times = page.evaluate(TIMES)
    seen.text, seen.usable, seen.moved = times["text"], times["usable"], times["moved"]
    for request in requests:
        kind = request.resource_type
        kept = seen.code if kind in CODE else seen.fonts if kind == "font" else seen.pictures
        size = request.sizes()["responseBodySize"]
        if size > 0:
            kept[request.url] = size
    return seen


def pages_and_code(base, language):
    """Return the bytes of each lesson's page by its address, and those of the style and the script of all of them."""
    pages, loaded = {}, set()
    for module in _found(base, f"/{language}/", r"chiragh/m\d/"):
        for address in _found(base, module, r"chiragh/m\d/m\d-\d+/"):
            pages[address] = len(_fetched(base, address, "br"))
            loaded.update(LOADED.findall(_fetched(base, address).decode()))
    return pages, sum(len(_fetched(base, address, "br")) for address in loaded)


def _found(base, address, pattern):
    language = address.split("/")[1]
    html = _fetched(base, address).decode()
    return sorted(set(re.findall(rf'href="(/{language}/{pattern})"', html)))


def _fetched(base, address, encoding="identity"):
    request = urllib.request.Request(base + address, headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def report(base):
    for language in ("ur", "en"):
        pages, code = pages_and_code(base, language)
        sizes = sorted(pages.values())
        print(
            f"{language}: {len(pages)} lessons of {sizes[0]} to {sizes[-1]} bytes, median {median(sizes):.0f};"
            f" style and script {code}; {sizes[-1] + code} at most"
        )
    path = "/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], env=with_naskh(folder))
        for language in ("ur", "en"):
            page = new_phone(browser, base)
            for address in (LESSON, NEXT):
                tell(address.format(language=language), visit(page, address.format(language=language)), base)
            page.context.close()
        browser.close()


def tell(address, seen, base):
    print(f"{address}: first text {seen.text:.0f} ms, usable {seen.usable:.0f} ms, moved {seen.moved:.3f}")
    print(
        f"    {sum(seen.code.values())} bytes of code in {len(seen.code)}; {sum(seen.all.values())} in {len(seen.all)}"
    )
    for name, size in sorted(seen.all.items(), key=lambda item: -item[1]):
        print(f"    {size:7} {name.removeprefix(base)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        report(sys.argv[1])
    else:
        from tests.browser.server import served_site

        with tempfile.TemporaryDirectory() as folder, served_site(folder) as base:
            report(base)
