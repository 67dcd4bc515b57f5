"""axe-core finds nothing in what is ours of the CMS, in both languages, light and dark, on paper and in forced colours.

The rest is Wagtail's own, with its editor of rich text.
"""

from tests.browser import cms_map
from tests.browser.conftest import DESKTOP
from tests.browser.looking import look_at_part

SCREENS = 27


def test_our_screens_of_the_cms(new_page, site_folder, language):
    page = new_page(viewport=DESKTOP)

    looked = [(name, look_at_part(page, "main")) for name in cms_map.ways(page, site_folder, language)]

    assert len(looked) == len(dict(looked)) == SCREENS
    assert [(name, found) for name, found in looked if found] == []
