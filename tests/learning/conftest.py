import pytest

from lessons.learning.actions import start_attempt


@pytest.fixture
def attempt(learner, quiz):
    return start_attempt(learner=learner, quiz=quiz)
