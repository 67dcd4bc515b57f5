"""From the top of the help page to its parts."""

import re

import pytest
from django.test import Client

from tests.curriculum.starter import put_starter_curriculum

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_help_page_leads_to_its_parts_by_their_headings(language):
    put_starter_curriculum()

    page = Client().get(f"/{language}/help/").content.decode()
    jumps = re.search(r'<nav class="jumps.*?</nav>', page, re.DOTALL)[0]
    places = re.findall(r'href="#(b-[\w-]+)"', jumps)

    assert 1 < len(places) <= 5
    assert all(f'block--heading" id="{place}"' in page for place in places)
    assert page.index('<nav class="jumps') < page.index("block--heading")
