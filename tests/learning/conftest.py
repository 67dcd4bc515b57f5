import pytest

from lessons.learning.actions import complete_activity, start_attempt
from lessons.learning.certifying import make_certificate
from tests.learning.playing import take


@pytest.fixture
def attempt(learner, quiz):
    return start_attempt(learner=learner, quiz=quiz)


@pytest.fixture
def done(learner, module, lesson, quiz):
    """The module, with all of it done by the learner."""
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz)
    return module


@pytest.fixture
def certificate(learner, done):
    return make_certificate(learner=learner, module=done)
