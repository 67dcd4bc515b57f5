"""A class with work to look at: days are counted from NOW, and a helper for each thing a learner does."""

import re
from datetime import timedelta

from django.utils import timezone

from lessons.classrooms.models import Assignment, Enrolment
from lessons.learning.models import Answer, Attempt, Completion
from tests.classrooms import people

NOW = timezone.now()


def days(number):
    """The moment so many days from now; negative is past."""
    return NOW + timedelta(days=number)


def on(number):
    return timezone.localdate(days(number))


def join(classroom, name, *, at=-30):
    """Return the enrolment of a learner who joined so many days from now."""
    learner = people.make_learner(classroom, name)
    Enrolment.objects.filter(learner=learner).update(joined_at=days(at))
    return Enrolment.objects.select_related("learner", "classroom").get(learner=learner)


def assign(classroom, module, *, made=-20, due=None, opens=None, activity=None, to=None):
    assignment = Assignment.objects.create(
        classroom=classroom,
        module=module,
        activity=activity,
        made_at=days(made),
        due_on=None if due is None else on(due),
        opens_on=None if opens is None else on(opens),
        is_for_class=to is None,
    )
    assignment.learners.set(to or [])
    return assignment


def read(enrolment, lesson, *, started, done=None, again=None, seen=None):
    moments = {"started_at": started, "completed_at": done, "done_again_at": again, "position_at": seen}
    moments = {name: day if day is None else days(day) for name, day in moments.items()}
    return Completion.objects.create(learner=enrolment.learner, activity=lesson, **moments)


def attempt(enrolment, quiz, *, at, percent=None, finished=True, items=(), marks=()):
    """A try; `items` are (key, question, reveals), and `marks` the right and wrong of them."""
    frozen = [
        {
            "key": question.key,
            "question": question.pk,
            "revision": question.live_revision_id,
            "kind": "single",
            "reveals": reveals,
            "topic": "consent",
            "choices": [str(choice.key) for choice in question.choices.all()],
            "right": [],
        }
        for question, reveals in items
    ]
    made = Attempt.objects.create(
        learner=enrolment.learner,
        quiz=quiz,
        frozen={"items": frozen, "pass_mark": 60, "band": None},
        started_at=days(at),
        finished_at=days(at) if finished else None,
        percent=percent,
        passed=percent >= 60 if finished and percent is not None else None,
    )
    for item, mark in zip(frozen, marks, strict=True):
        Answer.objects.create(
            attempt=made, learner=enrolment.learner, item=item["key"], picked=item["choices"][:1], is_right=mark
        )
    return made


def grid(page):
    """Return {name: [(word, percent), …]} of the grid on a results page; the class's own line under its heading."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL):
        name = text_of(re.search(r"<th.*?(?:</bdi>|</th>)", row, re.DOTALL)[0])
        rows[name] = [_cell(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    return rows


def _cell(html):
    word = re.search(r"<span>(.*?)</span>", html)
    percent = re.search(r"<bdi[^>]*>(\d+)%</bdi>", html)
    return (word[1] if word else None, int(percent[1]) if percent else None)


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
