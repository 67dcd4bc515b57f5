"""Prints what the results of a class cost at 40, 400 and 2,000 learners with 40 activities each.

    .venv/bin/python -m bench.results
    .venv/bin/python -m bench.results --postgres postgres://postgres@127.0.0.1:5432/postgres

Makes a database of its own (SQLite in a temporary folder; with --postgres a new database beside the one of the
address), fills three classes, asks for the page and both exports as their teacher, and removes it all. Compare the
ratios, not the milliseconds. Ends with 1 when a limit is broken: 10 queries at every size, 2,000 learners at most 4
times as long as 40, 40 KB of packed page.
"""

import argparse
import gzip
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

SIZES = [40, 400, 2000]
MODULES, LESSONS, QUIZZES = 8, 4, 1
RUNS = 5
MOST_QUERIES, MOST_TIMES, MOST_KB = 10, 4, 40
DONE_SHARES = [0.0, 0.2, 0.5, 0.8, 1.0, 1.0]


@contextmanager
def new_postgres(address):
    """Make a database on the server of `address`; yields its address, and drops it."""
    import psycopg

    name = f"bench_results_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def new_sqlite(folder):
    yield f"sqlite:///{folder}/bench.sqlite3"


def make_content():
    from tests import factories

    modules = [factories.make_module(number=number) for number in range(1, MODULES + 1)]
    for module in modules:
        for _ in range(LESSONS):
            factories.make_lesson(module)
        for _ in range(QUIZZES):
            factories.make_quiz(module)
    return modules


def make_class(teacher, modules, size, now):
    """Return a class of `size` learners that was given all modules, one after the other."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from lessons.classrooms.actions import make_classroom
    from lessons.classrooms.models import Assignment, Enrolment

    classroom = make_classroom(teacher=teacher, name=f"Class of {size}", band="B")
    for place, module in enumerate(modules):
        due_on = timezone.localdate(now) + timedelta(days=7 * (place - 5)) if place % 4 else None
        given = now - timedelta(days=60 - place)
        Assignment.objects.create(classroom=classroom, module=module, made_at=given, due_on=due_on)
    people = [get_user_model()(username=uuid.uuid4().hex) for _ in range(size)]
    people = get_user_model().objects.bulk_create(people)
    rows = [
        Enrolment(classroom=classroom, learner=person, name=f"ستارہ {number}", joined_at=now - timedelta(days=70))
        for number, person in enumerate(people, 1)
    ]
    for row in rows:
        row.fill_keys()
    Enrolment.objects.bulk_create(rows)
    for person in people:
        person.chance = random.Random(person.username)
    fill_records(people, modules, now)
    return classroom


def fill_records(people, modules, now):
    from lessons.learning.models import Attempt, Completion

    activities = [page for module in modules for page in module.activities()]
    completions, attempts = [], []
    for person in people:
        for page in activities[: round(person.chance.choice(DONE_SHARES) * len(activities))]:
            when = now - timedelta(days=person.chance.uniform(0, 40))
            if hasattr(page, "pass_mark"):
                attempts += tries(person, page, when)
            else:
                completions.append(Completion(learner=person, activity=page, started_at=when, completed_at=when))
    Completion.objects.bulk_create(completions, batch_size=2000)
    Attempt.objects.bulk_create(attempts, batch_size=2000)


def tries(person, quiz, when):
    """Return one to three tries, the last of which may have passed."""
    from lessons.learning.models import Attempt

    percents = [person.chance.choice([20, 40, 60, 80, 100]) for _ in range(person.chance.randint(1, 3))]
    return [
        Attempt(
            learner=person,
            quiz=quiz,
            frozen={"items": [], "pass_mark": 60},
            started_at=when,
            finished_at=when,
            percent=percent,
            passed=percent >= 60,
        )
        for percent in percents
    ]


def ask(client, path):
    """Return the milliseconds and the content of one answer."""
    begun = time.perf_counter()
    response = client.get(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code != 200:
        raise SystemExit(f"{path}: {response.status_code}")
    return (time.perf_counter() - begun) * 1000, content


def count_queries(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # The first of them fills the cache, and one may meet the minute in which the session is saved.
    counted = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            ask(client, path)
        counted.append(len(queries))
    return min(counted)


def measure(client, classes, kind):
    """Return {size: (milliseconds, queries, KB packed)}; the sizes take turns, so that a busy moment meets all."""
    paths = {size: f"/en/classes/{classroom.pk}/{kind}" for size, classroom in classes.items()}
    queries = {size: count_queries(client, path) for size, path in paths.items()}
    rounds = [{size: ask(client, path) for size, path in paths.items()} for _ in range(RUNS)]
    return {
        size: (
            statistics.median(found[size][0] for found in rounds),
            queries[size],
            len(gzip.compress(rounds[0][size][1])) / 1000,
        )
        for size in paths
    }


def report(client, classes):
    """Print the table and return what is wrong with it."""
    wrong, first = [], {}
    print(f"{'':12}{'learners':>9}{'queries':>9}{'ms':>9}{'times 40':>10}{'KB packed':>11}")
    for kind in ("results/", "results.csv", "results.xlsx"):
        for size, (milliseconds, queries, kilobytes) in measure(client, classes, kind).items():
            times = milliseconds / first.setdefault(kind, milliseconds)
            print(f"{kind:12}{size:9}{queries:9}{milliseconds:9.0f}{times:10.1f}{kilobytes:11.1f}")
            wrong += [f"{kind} of {size}: {queries} queries"] * (queries > MOST_QUERIES)
            if kind == "results/":
                wrong += [f"{size} learners: {times:.1f} times as long as 40"] * (times > MOST_TIMES)
                wrong += [f"{size} learners: {kilobytes:.0f} KB"] * (kilobytes > MOST_KB)
    return wrong


def run():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.utils import timezone

    from tests import factories
    from tests.classrooms import people

    call_command("migrate", verbosity=0)
    factories.make_home()
    teacher, now = people.make_teacher(), timezone.now()
    modules = make_content()
    classes = {size: make_class(teacher, modules, size, now) for size in SIZES}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(teacher)
    print(f"{connection.vendor}, {MODULES * (LESSONS + QUIZZES)} activities, medians of {RUNS}")
    return report(client, classes)


def main(postgres):
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DEBUG": "", "DJANGO_SETTINGS_MODULE": "tests.settings"}
        os.environ["SECRET_KEY"] = "only for the database that this bench makes and removes"
        with new_postgres(postgres) if postgres else new_sqlite(folder) as address:
            os.environ["DATABASE_URL"] = address
            wrong = run()
            from django.db import connection

            connection.close()
    for line in wrong:
        print(f"Too much: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="What the results of a class cost.")
    arguments.add_argument("--postgres", help="address of a server on which a database may be made")
    sys.exit(main(arguments.parse_args().postgres))
