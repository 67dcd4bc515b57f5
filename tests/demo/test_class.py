"""The demo's class looks like a real one, and making it again changes nothing."""

import pytest

from lessons.classrooms.models import Assignment, Classroom
from lessons.classrooms.results import results_of
from lessons.demo.people import CLASS_CODE, LEARNERS, make_classes
from lessons.demo.records import MOST_GET_WRONG, NEVER_BEGAN
from lessons.learning.models import Answer, Attempt, Completion
from tests.curriculum.starter import put_starter_curriculum


@pytest.fixture
def classroom(db):
    put_starter_curriculum()
    make_classes()
    return Classroom.objects.get(code=CLASS_CODE)


def test_the_class_shows_every_state_at_first_sight(classroom):
    results = results_of(classroom)
    marks = {cell.mark for learner in results.learners for cell in results.row(learner).cells}
    ahead = [learner for learner in results.learners if not learner.overdue and learner.has_begun]

    assert len(results.learners) == LEARNERS
    assert {module.number for module in results.plan.modules} == {1, 3, 4}
    assert {"done", "late", "due", "nowdue", "open", "now"} <= marks
    assert len(results.not_begun) == len(NEVER_BEGAN)
    assert len(ahead) >= LEARNERS / 2

    asked = Answer.objects.filter(item=MOST_GET_WRONG)
    assert asked.filter(is_right=False).count() > asked.count() / 2
    attitudes = Answer.objects.filter(is_right=None, attempt__quiz__slug__startswith="m4")
    assert attitudes.values("learner").distinct().count() >= 20

    before = [model.objects.count() for model in (Assignment, Attempt, Answer, Completion)]
    make_classes()
    assert before == [model.objects.count() for model in (Assignment, Attempt, Answer, Completion)]
