"""Prints what marking 5,000 answers to a corrected question again costs, in milliseconds of this machine.

    .venv/bin/python -m bench.mark_again

It makes a database of its own (SQLite in a temporary folder) with quizzes of ten questions.
"""

import copy
import os
import tempfile
import time
import uuid

ANSWERS, QUESTIONS = 5000, 10


def prepare(folder):
    os.environ |= {
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "DEBUG": "",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": "only for the database that this bench makes and removes",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make_tries():
    """Return a question that thousands of learners have answered by a key that was corrected since."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from lessons.learning.frozen import freeze
    from lessons.learning.models import Answer, Attempt
    from tests import factories

    asked = [factories.make_question() for _ in range(QUESTIONS)]
    quiz = factories.make_quiz(questions=asked, pass_mark=60)
    people = [get_user_model()(username=uuid.uuid4().hex) for _ in range(ANSWERS)]
    people = get_user_model().objects.bulk_create(people)
    frozen, now = freeze(quiz, None, seed="bench"), timezone.now()
    result = {"percent": 100, "passed": True, "started_at": now, "finished_at": now}
    tries = [Attempt(learner=person, quiz=quiz, frozen=copy.deepcopy(frozen), **result) for person in people]
    Attempt.objects.bulk_create(tries, batch_size=500)
    answers = [
        Answer(attempt=each, learner_id=each.learner_id, item=item["key"], picked=item["right"], is_right=True)
        for each in tries
        for item in each.items
    ]
    Answer.objects.bulk_create(answers, batch_size=500)
    return correct(asked[0])


def correct(question):
    question.choices = list(question.choices.all())
    for choice in question.choices.all():
        choice.is_right = not choice.is_right
    question.save_revision().publish()
    question.refresh_from_db()
    return question


def timed(name, function, *args, **kwargs):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        begun = time.perf_counter()
        function(*args, **kwargs)
        taken = 1000 * (time.perf_counter() - begun)
    print(f"{name:34} {taken:8.0f} ms {len(queries):5} queries")


def main():
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from django.db import connection

        from lessons.learning.marking_again import has_other_marks, mark_again, what_would_change

        question = make_tries()
        timed("opening the editor, with the offer", has_other_marks, question)
        timed("looking what would change", what_would_change, question)
        timed("marking again", mark_again, question=question)
        timed("opening the editor afterwards", has_other_marks, question)
        connection.close()


if __name__ == "__main__":
    main()
