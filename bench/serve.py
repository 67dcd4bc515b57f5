"""Prints how much of its server's speed the site keeps, in one run on one served site.

    .venv/bin/python -m bench.serve

A cached lesson page stands against a bare "hello" view, and a recorded quiz answer against a bare view that inserts
one row and updates another; all four behind the same middleware and the same gunicorn (2 workers, 4 threads), over as
many connections. Every answer is a first answer to a question of a prepared try, sent by a signed-in learner with a
valid CSRF token. The goals: 60 % and 25 %.
"""

import itertools
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.load import request_bytes, run
from tests.browser.server import ROOT, environment_of, served_site

CONNECTIONS = 8
ROUNDS = 5
SECONDS = 2
# More first answers than one machine gives in the rounds: each connection has tries of its own.
TRIES = 250
READ_GOAL, WRITE_GOAL = 60, 25
LESSON = "/ur/chiragh/m4/m4-2/"

# Runs in a process of its own, with the settings of the served site; prints one line of JSON.
PREPARE = """
import json, sys, uuid
import django
django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import transaction
from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from lessons.content.models import QuizPage
from lessons.learning.frozen import freeze
from lessons.learning.models import Attempt

connections, tries = map(int, sys.argv[1:])
frozen = [(quiz, freeze(quiz, None, "bench")) for quiz in QuizPage.objects.live().order_by("path")]
store = import_module(settings.SESSION_ENGINE).SessionStore
learners = []
with transaction.atomic():
    for _number in range(connections):
        learner = get_user_model().objects.create_guest()
        session = store()
        session[SESSION_KEY] = str(learner.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
        session.save()
        secret = _get_new_csrf_string()
        posts = []
        for number in range(tries):
            quiz, items = frozen[number % len(frozen)]
            attempt = Attempt.objects.create(pk=uuid.uuid4(), learner=learner, quiz=quiz, frozen=items)
            for place, item in enumerate(attempt.items, start=1):
                if item["kind"] == "single" and item["reveals"] != "reflection":
                    posts.append([f"/ur/attempts/{attempt.pk}/{place}/", item["choices"][0]])
        cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={secret}"
        learners.append({"cookie": cookie, "token": _mask_cipher_secret(secret), "posts": posts})
print(json.dumps(learners))
"""


def prepare(folder, base):
    """Make learners who are signed in, each with many questions that wait for a first answer."""
    environment = environment_of(folder, base)
    command = [sys.executable, "-c", PREPARE, str(CONNECTIONS), str(TRIES)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def answers_of(learner, host):
    """Yield the learner's first answers as requests, one after the other."""
    base = f"http://{host}"
    for path, choice in learner["posts"]:
        body = f"csrfmiddlewaretoken={learner['token']}&choice={quote(choice)}"
        yield request_bytes("POST", path, host, body, Cookie=learner["cookie"], Origin=base)


def measure(base, learners):
    """Return the rates of every round by name."""
    parts = urlsplit(base)
    port, host = parts.port, parts.netloc
    browser = {"Accept_Encoding": "gzip, deflate, br", "Accept": "text/html"}
    hello = request_bytes("GET", "/bench/hello/", host, **browser)
    lesson = request_bytes("GET", LESSON, host, **browser)
    write = request_bytes("POST", "/bench/write/", host, "choice=1", Cookie=learners[0]["cookie"], Origin=base)
    kinds = {
        "hello": ([itertools.repeat(hello)] * CONNECTIONS, 200),
        "lesson": ([itertools.repeat(lesson)] * CONNECTIONS, 200),
        "write": ([itertools.repeat(write)] * CONNECTIONS, 302),
        "answer": ([answers_of(learner, host) for learner in learners], 302),
    }
    for streams, expected in (kinds["hello"], kinds["lesson"]):
        run(port, streams, expected, 0.5)
    rates = {name: [] for name in kinds}
    for _round in range(ROUNDS):
        for name, (streams, expected) in kinds.items():
            result = run(port, streams, expected, SECONDS)
            if result.odd or not result.answers:
                raise SystemExit(f"{name}: {result.odd} of {result.answers} answers were not {expected}.")
            rates[name].append(result.rate)
    return rates


def report(rates, recorded):
    medians = {name: statistics.median(found) for name, found in rates.items()}
    for name, found in rates.items():
        print(f"{name:7} {medians[name]:8.0f} a second   ({min(found):.0f} to {max(found):.0f} in {len(found)} rounds)")
    reading = statistics.median(a / b * 100 for a, b in zip(rates["lesson"], rates["hello"], strict=True))
    writing = statistics.median(a / b * 100 for a, b in zip(rates["answer"], rates["write"], strict=True))
    print(f"a cached lesson page: {reading:.0f} % of a bare page (goal {READ_GOAL} %)")
    print(f"a recorded answer: {writing:.0f} % of a bare write (goal {WRITE_GOAL} %); {recorded} answers recorded")
    return reading >= READ_GOAL and writing >= WRITE_GOAL


def count_answers(folder):
    with sqlite3.connect(Path(folder) / "chiragh.sqlite3") as database:
        return database.execute("SELECT count(*) FROM learning_answer").fetchone()[0]


def main():
    with (
        tempfile.TemporaryDirectory() as folder,
        served_site(folder, application="bench.bare", DJANGO_SETTINGS_MODULE="bench.bare_settings") as base,
    ):
        learners = prepare(folder, base)
        before = count_answers(folder)
        rates = measure(base, learners)
        met = report(rates, count_answers(folder) - before)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
