from tests.learning.conftest import learner, phone, stranger  # noqa: F401 - the same people
