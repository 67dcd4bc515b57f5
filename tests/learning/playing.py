"""What a learner does in a quiz, for the tests."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.learning.actions import start_attempt, submit_answer

OUR_PAGE = {"sec-fetch-site": "same-origin"}


def right_of(item):
    return item["right"]


def wrong_of(item):
    if item["kind"] == "ordering":
        return list(reversed(item["right"]))
    return [next(key for key in item["choices"] if key not in item["right"])]


def url_of(attempt, number, language="en"):
    return f"/{language}/attempts/{attempt.pk}/{number}/"


def answer(client, attempt, number, pick=right_of, language="en"):
    return client.post(url_of(attempt, number, language), {"choice": pick(attempt.items[number - 1])})


def take(learner, quiz, pick=right_of, band=None):
    """Return a finished try in which every asked item was answered with `pick`."""
    attempt = start_attempt(learner=learner, quiz=quiz, band=band)
    for item in attempt.asked_items:
        submit_answer(attempt=attempt, item=item, picked=pick(item))
    attempt.refresh_from_db()
    return attempt


def queries_of(client, url):
    """Return what a second look at `url` asks the database."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
        return list(captured.captured_queries)
