"""What a phone does with the server, for the tests: it keeps a module and sends what has waited."""

import time

from django.test import Client

from tests.learning.playing import OUR_PAGE, right_of


def keep(client, module, language="en"):
    """Return what the phone of `client` gets to play `module` offline."""
    response = client.post(f"/{language}/offline/modules/{module.pk}/tries/", headers=OUR_PAGE)
    assert response.status_code == 200
    return response.json()


def try_of(kept, kind):
    return next(one for one in kept["tries"] if one["kind"] == kind)


def milliseconds(moment=None):
    return int((moment.timestamp() if moment else time.time()) * 1000)


def answers_to(one, pick=right_of, at=None):
    """Return an entry of the queue for each question of a kept quiz or round."""
    return [
        {
            "id": item["key"],
            "token": one["token"],
            "item": item["key"],
            "picked": pick(item | {"choices": [choice["key"] for choice in item["choices"]]}),
            "at": milliseconds(at),
        }
        for item in one["items"]
        if item["asked"]
    ]


def send(entries, language="en", **headers):
    """Send entries from a phone that has no session; returns what became of each, by its id."""
    data = {"language": language, "entries": entries}
    client = Client(enforce_csrf_checks=True)
    response = client.post("/offline/replay/", data, content_type="application/json", headers=OUR_PAGE | headers)
    assert response.status_code == 200
    return {result["id"]: result for result in response.json()["results"]}


def states(results):
    return [result["state"] for result in results.values()]
