"""Journeys in Debian's Chromium against a served site; every test has a browser context of its own."""

import fcntl
import shutil

import pytest
from playwright.sync_api import sync_playwright
from xdist.scheduler import LoadFileScheduling

from tests.browser.server import make_site, served_site

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
OPTIONS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.browser)


class JourneysByFile(LoadFileScheduling):
    """The journeys of a file follow each other; what axe looks at takes longest and is shared out part by part."""

    def _split_scope(self, nodeid):
        return nodeid if "accessibility" in nodeid else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return JourneysByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory, worker_id):
    """Where the served site keeps its database, and the mail that it sends below `mail`."""
    folder = tmp_path_factory.mktemp("site")
    if worker_id != "master":
        shutil.copytree(made_once(tmp_path_factory.getbasetemp().parent), folder, dirs_exist_ok=True)
    return folder


def made_once(shared):
    """Return the folder of the site that all who test side by side begin with; the first of them makes it."""
    made = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = shared / "site being made"
            shutil.rmtree(making, ignore_errors=True)  # somebody else began it, and failed
            making.mkdir()
            make_site(making)
            making.rename(made)
    return made


@pytest.fixture(scope="session")
def site(site_folder):
    """The address of a served site with the starter curriculum and the demo people."""
    with served_site(site_folder) as base:
        yield base


@pytest.fixture(scope="session")
def exit_url(site):
    """The neutral page of the served site: another host, as far as a browser is concerned."""
    return site.replace("127.0.0.1", "localhost") + "/healthz"


@pytest.fixture(scope="session")
def _playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def launched(_playwright):
    """Return a function that gives a running browser; one that has died is replaced for the tests that follow."""
    running = {}

    def browser(name="usual", **options):
        if name not in running or not running[name].is_connected():
            running[name] = _playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=OPTIONS, **options
            )
        return running[name]

    yield browser
    for one in running.values():
        one.close()


@pytest.fixture
def chromium(launched):
    return launched()


@pytest.fixture
def keeping_chromium(launched):
    """A browser that keeps the pages one came from in memory, as phones do; Playwright's own default is not to."""
    return launched("keeping", ignore_default_args=["--disable-back-forward-cache"])


@pytest.fixture(params=["script", "no script"])
def script(request):
    return request.param == "script"


@pytest.fixture(params=["ur", "en"])
def language(request):
    return request.param


@pytest.fixture
def new_page(chromium, site):
    """Return a function that opens a fresh "phone" (a new browser context) and returns its page."""
    contexts = []

    def open_page(*, script=True, viewport=PHONE, browser=chromium, **options):
        context = browser.new_context(base_url=site, java_script_enabled=script, viewport=viewport, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def watched(new_page, site):
    """A page and what is wrong on the way: what it tells on the console, and what it asks for elsewhere.

    A Content-Security-Policy that is broken is told on the console, as any error of a script is.
    """
    page, wrong = new_page(), []

    def tell(text):
        if "404 (Not Found)" not in text:
            wrong.append(f"{page.url} {text}")

    page.on("console", lambda message: tell(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: tell(str(error)))
    page.on("request", lambda request: None if request.url.startswith((site, "data:")) else tell(request.url))
    return page, wrong
