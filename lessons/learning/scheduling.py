"""When a question comes back in practice: FSRS, in whole days, without a database.

Two answers are told apart, because nobody is asked how hard it was: what fitted is `Good`, what did not is `Again`.
The state is FSRS's own card as JSON, so that a schedule can be refitted from the log of reviews.
"""

from datetime import UTC

from fsrs import Card, Rating, Scheduler

# No steps of minutes: a learner comes back on another day. No fuzz: the same answers give the same days.
_scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=365)


def review(state, is_right, at):
    """Return (the state after an answer at the moment `at`, the moment it is due again).

    `state` is None for a question that was never practised.
    """
    card = Card.from_dict(state) if state else Card(card_id=0, due=at.astimezone(UTC))
    rating = Rating.Good if is_right else Rating.Again
    card, _log = _scheduler.review_card(card, rating, at.astimezone(UTC))
    return card.to_dict(), card.due
