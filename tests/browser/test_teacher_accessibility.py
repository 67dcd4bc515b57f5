"""Nothing is wrong with any page of a teacher's; see test_accessibility.py."""

from functools import partial

import pytest

from tests.browser import teacher_map
from tests.browser.looking import look_along
from tests.browser.mail import mails_to


@pytest.mark.parametrize("part", teacher_map.PARTS)
def test_what_a_teacher_sees(watched, site_folder, language, part):
    page, wrong = watched
    count, problems = look_along(page, part(page, language, partial(mails_to, site_folder)))
    assert count > 5
    assert problems == {}
    assert wrong == []
