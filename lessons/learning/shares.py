"""Figures of a group, without a database: shares in whole percent, and in tenths that hide the ends."""

A_BATCH = 10
HARDLY_ANY, NEARLY_ALL = 0, 10


def percent(part, whole):
    """Return `part` of `whole` in whole percent; halves round up. None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def whole_batches(learners):
    """Return how many of `learners` fill batches; the others wait for more."""
    return learners - learners % A_BATCH


def tenths(part, whole):
    """Return `part` of `whole` in tenths, halves rounded up.

    One tenth and none are both HARDLY_ANY, nine tenths and all are both NEARLY_ALL: nobody can tell that everyone in
    a class chose something, or that one alone did.
    """
    rounded = (20 * part + whole) // (2 * whole)
    if rounded <= HARDLY_ANY + 1:
        return HARDLY_ANY
    if rounded >= NEARLY_ALL - 1:
        return NEARLY_ALL
    return rounded
