import pytest

from tests.classrooms import people


@pytest.fixture
def teacher(home):
    return people.make_teacher(email="sana@example.org")


@pytest.fixture
def classroom(teacher):
    return people.make_class(teacher)


@pytest.fixture
def learner(classroom):
    return people.make_learner(classroom)
