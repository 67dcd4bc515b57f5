"""Records as a real class has them: some ahead, some stuck, some late, one question that most get wrong."""

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from lessons.classrooms.assigned import assigned_activities
from lessons.content.models import LessonPage, ScenarioPage
from lessons.learning.actions import complete_activity, note_position, start_attempt, submit_answer
from lessons.learning.scenario_actions import start_run, take_choice
from lessons.learning.scenario_story import story_of

MOST_GET_WRONG = "m4-q3"
# By the number of a learner. Whoever isn't named does what is set, in time.
NEVER_BEGAN = {7, 19, 28}
STUCK = {4, 12, 23}
AHEAD = {3, 9, 14, 21}  # these complete all they were set
# By the place of an assignment, counted from 0.
LATE = {0: {5, 10, 15, 20, 25, 30}, 1: {2, 16, 30}, 2: set()}
STOPS_AFTER = {0: {}, 1: {1: 3, 17: 2, 25: 3}, 2: {1: 2, 13: 3, 25: 1}}
LEAVES_A_QUIZ = {(1, 11), (1, 26)}
# Read the first lesson of the last module by their own choice, before it was set.
WAS_EARLY = 8


def give_record(learner, number, assignments, today):
    """Give the learner with this number a record of what was assigned; the same one each time."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    knows = 0.9 if number in AHEAD else chance.uniform(0.5, 0.85)
    if number in NEVER_BEGAN:
        return
    for place, assigned in enumerate(assigned_activities(assignments)):
        work = _Work(learner, number, place, assigned, knows, chance, today)
        work.do()
        if number in STUCK:
            return


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour))) + timedelta(minutes=minute)


class _Work:
    """What one learner does of one assignment."""

    def __init__(self, learner, number, place, assigned, knows, chance, today):
        self.learner, self.number, self.place = learner, number, place
        self.activities, self.band = assigned.activities, assigned.assignment.classroom.band
        self.knows, self.chance = knows, chance
        self.language = "ur" if number % 3 else "en"
        self.first, self.last = self._days(assigned.assignment, today - timedelta(days=1))

    def _days(self, assignment, yesterday):
        opens = assignment.opens_on or timezone.localdate(assignment.made_at)
        due = min(assignment.due_on, yesterday)
        if self.number in LATE[self.place]:
            return due - timedelta(days=1), min(due + timedelta(days=3), yesterday)
        if self.number in AHEAD:
            return opens, opens + timedelta(days=2)
        return opens + timedelta(days=self.number % 3), due - timedelta(days=self.number % 2)

    def do(self):
        stops = 2 if self.number in STUCK else STOPS_AFTER[self.place].get(self.number, len(self.activities))
        for turn, page in enumerate(self.activities):
            when = self._moment(turn)
            if self.number == WAS_EARLY and self.place == 2 and turn == 0:
                complete_activity(
                    learner=self.learner, activity=page, now=when - timedelta(days=10), language=self.language
                )
            elif turn < stops:
                self._do(page, when)
            elif turn == stops and isinstance(page, LessonPage):
                note_position(
                    learner=self.learner, lesson=page, position=page.body[2].id, now=when, language=self.language
                )

    def _moment(self, turn):
        """Return an afternoon: the work is spread over the learner's days."""
        parts = max(len(self.activities) - 1, 1)
        day = self.first + timedelta(days=(self.last - self.first).days * turn // parts)
        return moment(day, 15, 25 * turn + self.chance.randint(0, 20))

    def _do(self, page, when):
        if isinstance(page, LessonPage):
            complete_activity(learner=self.learner, activity=page, now=when, language=self.language)
            return
        if isinstance(page, ScenarioPage):
            self._play(page, when)
            return
        stops = 3 if (self.place, self.number) in LEAVES_A_QUIZ else None
        attempt = self._try(page, when, self.knows, stops)
        is_ahead = self.number in AHEAD
        if attempt.passed is False and (is_ahead or self.number % 3):
            self._try(page, when + timedelta(hours=1), 1 if is_ahead else 0.85)

    def _play(self, scenario, when):
        """Play a scenario to its end: more often well than badly, as a class does."""
        run = start_run(learner=self.learner, scenario=scenario, language=self.language, now=when)
        while not (story := story_of(run)).has_ended:
            when += timedelta(seconds=self.chance.randint(20, 60))
            weights = [1 if choice.rating == "harms" else 3 for choice in story.now.choices]
            [chosen] = self.chance.choices(story.now.choices, weights)
            run = take_choice(run=run, after=run.tip, choice=chosen.key, now=when)

    def _try(self, quiz, when, knows, stops=None):
        attempt = start_attempt(learner=self.learner, quiz=quiz, band=self.band, language=self.language)
        attempt.started_at = when
        attempt.save(update_fields=["started_at"])
        for item in attempt.asked_items[:stops]:
            is_right = self.chance.random() < (0.25 if item["key"] == MOST_GET_WRONG else knows)
            when += timedelta(seconds=self.chance.randint(15, 70))
            submit_answer(attempt=attempt, item=item, picked=_pick(item, is_right, self.chance), now=when)
        attempt.refresh_from_db()
        return attempt


def _pick(item, is_right, chance):
    if is_right:
        return item["right"]
    if item["kind"] == "ordering":
        return [*item["right"][1:], item["right"][0]]
    wrong = [key for key in item["choices"] if key not in item["right"]]
    # Most who are wrong are wrong in the same way: that is what a teacher can talk about.
    return [min(wrong) if chance.random() < 0.7 else chance.choice(wrong)]
