"""Journeys in Debian's Chromium against a served site; every test has a browser context of its own."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.server import served_site

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
OPTIONS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """Where the served site keeps its database, and the mail that it sends below `mail`."""
    return tmp_path_factory.mktemp("site")


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
