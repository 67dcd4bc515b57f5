"""Records as a real class has them: some ahead, some stuck, one question that most get wrong."""

import random
from datetime import timedelta

from django.utils import timezone

from lessons.content.models import LessonPage, QuizPage
from lessons.learning.actions import complete_lesson, note_position, start_attempt, submit_answer

MOST_GET_WRONG = "m4-q3"


def give_record(learner, number, band):
    """Give the learner with this number a record; the same one each time."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    # From the few who never began to the few who have done it all.
    share = min(1.0, max(0.0, chance.gauss(0.55, 0.33)))
    begun = timezone.now() - timedelta(days=20 - number % 5, minutes=17 * number)
    lessons = list(LessonPage.objects.live().for_band(band).order_by("path"))
    done = lessons[: round(share * len(lessons))]
    for place, lesson in enumerate(done):
        complete_lesson(learner=learner, lesson=lesson, now=begun + timedelta(days=place, minutes=chance.randint(4, 9)))
    if len(done) < len(lessons) and number % 3:
        stopped = lessons[len(done)]
        note_position(learner=learner, lesson=stopped, position=stopped.body[2].id, now=timezone.now())
    finished = {lesson.get_parent().pk for lesson in done}
    for quiz in QuizPage.objects.live().order_by("path"):
        if quiz.get_parent().pk in finished:
            _try_quiz(learner, quiz, band, chance, share, begun + timedelta(days=len(done)))


def _try_quiz(learner, quiz, band, chance, share, when):
    attempt = start_attempt(learner=learner, quiz=quiz, band=band)
    attempt.started_at = when
    attempt.save(update_fields=["started_at"])
    stops_at = len(attempt.asked_items) if chance.random() < 0.85 else 2
    for item in attempt.asked_items[:stops_at]:
        knows = chance.random() < (0.25 if item["key"] == MOST_GET_WRONG else 0.45 + share / 2)
        when += timedelta(seconds=chance.randint(15, 70))
        submit_answer(attempt=attempt, item=item, picked=_pick(item, knows, chance), now=when)


def _pick(item, knows, chance):
    if knows:
        return item["right"]
    if item["kind"] == "ordering":
        return [*item["right"][1:], item["right"][0]]
    wrong = [key for key in item["choices"] if key not in item["right"]]
    # Most who are wrong are wrong in the same way: that is what a teacher can talk about.
    return [wrong[0] if chance.random() < 0.7 else chance.choice(wrong)]
