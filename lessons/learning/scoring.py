"""Marking, without a database: what was right, how much of it, and whether that is enough."""

ORDERING = "ordering"
KNOWLEDGE = "knowledge"
REFLECTION = "reflection"
# What a teacher may only learn as figures of a whole class, and what no page shows a second time.
ONLY_FIGURES = ("attitude", "sensitive")


def is_right(kind, right, picked):
    """Return whether `picked` is exactly `right`: as a set, or for an ordering in the same order."""
    if kind == ORDERING:
        return list(picked) == list(right)
    return len(picked) == len(set(picked)) and set(picked) == set(right)


def counts(reveals):
    """Return whether an item that reveals this counts in a result: only knowledge does."""
    return reveals == KNOWLEDGE


def is_asked(reveals):
    """Return whether an item that reveals this is answered at all: a reflection is only thought about."""
    return reveals != REFLECTION


def percent_right(marks):
    """Return how many of `marks` (True, False) are right, in whole percent; halves round up.

    None when there is nothing to mark.
    """
    marks = list(marks)
    if not marks:
        return None
    return (200 * sum(map(bool, marks)) + len(marks)) // (2 * len(marks))


def passed(percent, pass_mark):
    """Return whether `percent` is enough. Who had nothing to mark has passed by going through it."""
    return percent is None or percent >= pass_mark


def is_complete_pick(kind, choices, picked):
    """Return whether `picked` answers an item: one of `choices`, some of them, or all in an order."""
    if kind == ORDERING:
        return len(picked) == len(choices) and set(picked) == set(choices)
    if len(picked) != len(set(picked)) or not set(picked) <= set(choices):
        return False
    return len(picked) == 1 if kind == "single" else len(picked) > 0
