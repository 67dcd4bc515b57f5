import pytest
from django.test import RequestFactory

from lessons.core.same_origin import is_same_origin


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://[x"}, False),
        ({"Referer": "http://testserver/ur/"}, True),
        ({"Referer": "http://evil.example/?http://testserver/"}, False),
        ({}, False),
    ],
)
def test_a_post_counts_as_ours_only_when_the_browser_says_so(headers, ours):
    assert is_same_origin(RequestFactory().post("/ur/", headers=headers)) is ours
