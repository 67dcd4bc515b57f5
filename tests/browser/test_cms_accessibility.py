"""axe-core finds nothing in what is ours of the CMS, in both languages, light and dark.

The rest is Wagtail's own, with its editor of rich text.
"""

from tests.browser import urdu_map
from tests.browser.conftest import DESKTOP
from tests.browser.looking import look_at_part


def test_our_screens_of_the_cms(new_page, language):
    page = new_page(viewport=DESKTOP)

    problems = {name: look_at_part(page, "main") for name in urdu_map.cms_pages(page, None, language)}

    assert len(problems) > 10
    assert {name: found for name, found in problems.items() if found} == {}
