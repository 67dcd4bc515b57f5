"""Class codes: six letters and digits that nobody mixes up on a blackboard. Without the database."""

from lessons.core.codes import ALPHABET, is_code_of, normalise_code, random_code

__all__ = ["ALPHABET", "LENGTH", "is_code", "new_code", "normalise_code"]

LENGTH = 6


def new_code():
    """Return a random code; whoever stores it sees to it that it is the only one."""
    return random_code(LENGTH)


def is_code(code):
    return is_code_of(LENGTH, code)
