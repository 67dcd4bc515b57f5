"""Attitudes and what is about abuse: a teacher learns of them in rounded figures of ten more learners at a time."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.accounts.actions import erase_learner
from lessons.classrooms import batches
from lessons.classrooms.batches import carry_counted, draw_batches, latest_batches
from lessons.classrooms.models import Batch, Counted
from lessons.classrooms.module_results import assigned_of_module, results_of_module
from lessons.learning.joining import erase_record
from lessons.learning.models import Answer
from lessons.learning.shares import percent, tenths, whole_batches
from tests import factories
from tests.classrooms import people
from tests.classrooms.answering import answer, assign, enrol, enrol_many
from tests.undoing import undone

FINE, SAD = 0, 1


@pytest.fixture
def felt(home):
    return factories.make_question(key="felt", reveals="attitude", choices=(("Fine", True), ("Sad", False)))


@pytest.fixture
def quiz(module, felt):
    return factories.make_quiz(module, questions=[felt])


def look(classroom, module):
    """Return what a teacher sees: (learners, {choice: tenths}), the second empty while figures are awaited."""
    assigned = assigned_of_module(classroom, module)
    draw_batches(classroom, assigned)
    [figures] = results_of_module(classroom, module, assigned).class_figures
    return figures.learners, {share.text["en"]: share.tenths for share in figures.shares}


def let_answer(enrolments, quiz, felt, place=FINE, **when):
    for enrolment in enrolments:
        answer(enrolment.learner, quiz, {felt: place}, **when)


@pytest.fixture
def drawn(classroom, module, quiz, felt):
    """Ten learners of the class whose answers are drawn: four chose “Sad”."""
    assign(classroom, module)
    ten = enrol_many(classroom, 10)
    let_answer(ten[:6], quiz, felt, FINE)
    let_answer(ten[6:], quiz, felt, SAD)
    look(classroom, module)
    return ten


def test_nine_learners_give_nothing_and_ten_give_a_batch(classroom, module, quiz, felt):
    assign(classroom, module)
    let_answer(enrol_many(classroom, 9), quiz, felt)
    assert look(classroom, module) == (0, {})
    assert not Batch.objects.exists()

    let_answer([enrol(classroom, "Tenth")], quiz, felt, SAD)
    assert look(classroom, module)[0] == 10


def test_until_twenty_the_batch_stays_and_then_a_new_one_comes(classroom, module, quiz, felt, drawn):
    assert look(classroom, module) == (10, {"Fine": 6, "Sad": 4})
    for number in range(11, 20):
        let_answer([enrol(classroom, f"Learner {number}")], quiz, felt, SAD)
        assert look(classroom, module) == (10, {"Fine": 6, "Sad": 4})

    let_answer([enrol(classroom, "Twentieth")], quiz, felt, SAD)
    assert look(classroom, module) == (20, {"Fine": 3, "Sad": 7})
    assert Batch.objects.get(learners=10).tenths == {
        key: value
        for key, value in zip([str(choice.key) for choice in felt.choices.order_by("sort_order")], [6, 4], strict=True)
    }


def test_who_answered_first_is_in_the_batch_and_the_others_wait(classroom, module, quiz, felt):
    assign(classroom, module)
    now = timezone.now()
    let_answer(enrol_many(classroom, 3, start=1), quiz, felt, SAD, when=now)
    let_answer(enrol_many(classroom, 10, start=4), quiz, felt, FINE, when=now - timedelta(days=1))

    assert look(classroom, module) == (10, {"Fine": 10, "Sad": 0})


@pytest.mark.parametrize("lone", [0, 1])
def test_everybody_and_all_but_one_look_alike(client, classroom, module, quiz, felt, lone):
    assign(classroom, module)
    ten = enrol_many(classroom, 10)
    let_answer(ten[:lone], quiz, felt, SAD)
    let_answer(ten[lone:], quiz, felt, FINE)
    client.force_login(classroom.teachings.get().teacher)

    response = client.get(f"/en/classes/{classroom.pk}/results/modules/{module.pk}/")

    shown = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).partition("The class as a whole")[2]
    assert re.search(r"Of 10 learners Fine Nearly all Sad Hardly any", shown)
    assert 'width="95%"' in response.content.decode() and 'width="5%"' in response.content.decode()


def test_in_urdu_the_figures_stand_too(client, classroom, module, drawn):
    client.force_login(classroom.teachings.get().teacher)
    shown = client.get(f"/ur/classes/{classroom.pk}/results/modules/{module.pk}/").content.decode()

    assert "سوال felt؟" in re.sub(r"</?bdi[^>]*>", "", shown)
    assert 'width="60%"' in shown
    assert "Learner 1" not in shown


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_shares_are_rounded_and_hide_the_ends(part, whole):
    part = min(part, whole)
    shown = tenths(part, whole)

    assert shown in {0, *range(2, 9), 10}
    assert shown == 0 or part / whole >= 0.149
    assert shown == 10 or part / whole < 0.85
    assert abs(shown / 10 - part / whole) <= (0.15 if shown in {0, 10} else 0.05)


def test_no_share_of_nothing():
    assert percent(0, 0) is None
    assert [whole_batches(n) for n in (0, 9, 10, 19, 20)] == [0, 0, 10, 10, 20]


@pytest.mark.parametrize("gone", ["removed", "erased", "record erased", "moved"])
def test_a_batch_stays_as_it_was_drawn_whoever_goes(classroom, module, drawn, gone):
    sad = drawn[-1]
    if gone == "removed":
        sad.removed_at = timezone.now()
        sad.save()
    elif gone == "erased":
        erase_learner(sad.learner)
    elif gone == "record erased":
        erase_record(learner=sad.learner)
    else:
        sad.classroom = people.make_class(name="9-A")
        sad.save()

    assert look(classroom, module) == (10, {"Fine": 6, "Sad": 4})


def test_who_answers_again_is_not_counted_again(classroom, module, quiz, felt, drawn):
    for enrolment in drawn:
        erase_record(learner=enrolment.learner)
    classroom.assignments.update(withdrawn_at=timezone.now())
    assign(classroom, module)
    let_answer(drawn, quiz, felt, FINE)

    assert look(classroom, module) == (10, {"Fine": 6, "Sad": 4})


def test_ten_more_are_ten_others(classroom, module, quiz, felt, drawn):
    for enrolment in drawn[:5]:
        erase_learner(enrolment.learner)
    let_answer(enrol_many(classroom, 14, start=11), quiz, felt, SAD)
    assert look(classroom, module) == (20, {"Fine": 3, "Sad": 7})

    let_answer(enrol_many(classroom, 5, start=30), quiz, felt, SAD)
    assert look(classroom, module)[0] == 20


def test_two_classes_never_count_the_same_learner(classroom, module, quiz, felt, drawn):
    """A teacher who moves nine of ten to a new class, with one more, would learn by taking away what the one chose."""
    elsewhere = people.make_class(name="9-A")
    assign(elsewhere, module)
    moved = [enrol(elsewhere, f"Moved {n}", enrolment.learner) for n, enrolment in enumerate(drawn[:9])]
    let_answer([*moved, enrol(elsewhere, "New")], quiz, felt, SAD)

    assert look(elsewhere, module) == (0, {})


def test_who_takes_over_a_record_is_not_counted_twice(classroom, module, quiz, felt, drawn):
    double, nine = enrol(classroom, "Double"), enrol_many(classroom, 9, start=11)
    carry_counted(source=drawn[0].learner, target=double.learner)
    let_answer([double, *nine], quiz, felt)
    assert look(classroom, module)[0] == 10

    let_answer([enrol(classroom, "Tenth")], quiz, felt)
    assert look(classroom, module)[0] == 20


def test_what_was_not_assigned_gives_no_figures(classroom, module, quiz, felt):
    let_answer(enrol_many(classroom, 10), quiz, felt)
    assigned = assigned_of_module(classroom, module)
    draw_batches(classroom, assigned)

    assert not Batch.objects.exists()
    assert results_of_module(classroom, module, assigned).class_figures == []


def test_answers_from_before_the_window_do_not_count(classroom, module, quiz, felt):
    now = timezone.now()
    assign(classroom, module, made_at=now - timedelta(days=3))
    before = enrol_many(classroom, 4)
    let_answer(before, quiz, felt, when=now - timedelta(days=4))
    joined_late = [enrol(classroom, f"Late {n}", joined_at=now) for n in range(4)]
    let_answer(joined_late, quiz, felt, when=now - timedelta(days=1))
    let_answer(enrol_many(classroom, 9, start=20), quiz, felt)

    assert look(classroom, module) == (0, {})


def test_an_assignment_to_some_learners_gives_no_figures(classroom, module, quiz, felt):
    some = enrol_many(classroom, 12)
    assign(classroom, module, is_for_class=False).learners.add(*some)
    let_answer(some, quiz, felt)
    assigned = assigned_of_module(classroom, module)
    draw_batches(classroom, assigned)

    assert not Batch.objects.exists()
    assert results_of_module(classroom, module, assigned).class_figures == []


def test_an_old_batch_stays_when_the_assignment_is_withdrawn(classroom, module, drawn):
    classroom.assignments.update(withdrawn_at=timezone.now())

    assert look(classroom, module) == (10, {"Fine": 6, "Sad": 4})


def test_an_answer_that_a_teacher_could_see_is_never_drawn(classroom, module):
    """Nine known answers and a batch of ten would tell the tenth."""
    asked = factories.make_question(key="felt", choices=(("Fine", True), ("Sad", False)))
    quiz = factories.make_quiz(module, questions=[asked])
    assign(classroom, module)
    let_answer(enrol_many(classroom, 9), quiz, asked)
    asked.reveals = "attitude"
    asked.save()
    asked.save_revision().publish()
    let_answer([enrol(classroom, "Tenth")], quiz, asked)

    assert look(classroom, module) == (0, {})


def test_the_words_stay_when_the_question_changes(classroom, module, felt, drawn):
    felt.prompt_en = "Something else?"
    felt.save_revision().publish()
    assigned = assigned_of_module(classroom, module)

    [figures] = results_of_module(classroom, module, assigned).class_figures
    assert figures.prompt["en"] == "Prompt felt?"


def test_two_looks_at_once_draw_once(classroom, module, quiz, felt, drawn, monkeypatch):
    """The other look has taken in the same learners since this one read who is there."""
    let_answer(enrol_many(classroom, 10, start=11), quiz, felt)
    assigned = assigned_of_module(classroom, module)

    def late(classroom, assigned):
        monkeypatch.undo()
        with transaction.atomic():
            draw_batches(classroom, assigned)
        raise IntegrityError

    monkeypatch.setattr(batches, "_draw", late)
    draw_batches(classroom, assigned)
    draw_batches(classroom, assigned)

    assert sorted(Batch.objects.values_list("learners", flat=True)) == [10, 20]
    assert Counted.objects.count() == 20


def test_the_database_counts_nobody_twice(classroom, drawn):
    with pytest.raises(IntegrityError), transaction.atomic():
        Counted.objects.create(learner=drawn[0].learner, item="felt")


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["answer"] * 6 + ["leave", "return", "erase", "forget", "again", "anew", "look"]),
        st.integers(0, 60),
        st.sampled_from([FINE, SAD]),
    ),
    min_size=30,
    max_size=70,
)


class Story:
    """A class in which learners come, answer and go; what its teacher saw is kept."""

    def __init__(self, module, quiz, felt):
        self.module, self.quiz, self.felt = module, quiz, felt
        self.classroom = people.make_class()
        assign(self.classroom, module)
        self.names, self.enrolments, self.seen, self.groups = 0, [], [(0, {})], []

    def tell(self, kind, number, place):
        if kind == "look":
            return self.look()
        if kind == "anew":
            self.classroom.assignments.update(withdrawn_at=timezone.now())
            return assign(self.classroom, self.module)
        if kind == "answer" or not self.enrolments:
            self.names += 1
            enrolment = enrol(self.classroom, f"Learner {self.names}")
            self.enrolments.append(enrolment)
            return answer(enrolment.learner, self.quiz, {self.felt: place})
        return self.change(kind, self.enrolments[number % len(self.enrolments)], place)

    def change(self, kind, enrolment, place):
        if kind == "erase":
            self.enrolments.remove(enrolment)
            erase_learner(enrolment.learner)
        elif kind == "forget":
            erase_record(learner=enrolment.learner)
        elif kind == "again":
            answer(enrolment.learner, self.quiz, {self.felt: place})
        else:
            enrolment.removed_at = timezone.now() if kind == "leave" else None
            enrolment.save()

    def look(self):
        before = set(Counted.objects.values_list("learner", flat=True))
        picked = dict(self._first_answers())
        self.seen.append(look(self.classroom, self.module))
        new = set(Counted.objects.values_list("learner", flat=True)) - before
        if new:
            self.groups.append(Counter(picked[learner] for learner in new))

    def _first_answers(self):
        for learner, picked in Answer.objects.order_by("-answered_at", "-pk").values_list("learner", "picked"):
            yield learner, picked[0]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_whatever_happens_two_looks_are_alike_or_tell_of_ten_others(module, quiz, felt, events):
    with undone():
        story = Story(module, quiz, felt)
        for event in [*events, ("look", 0, FINE)]:
            story.tell(*event)

        assert all(sum(group.values()) >= 10 and sum(group.values()) % 10 == 0 for group in story.groups)
        for earlier, later in zip(story.seen, story.seen[1:], strict=False):
            assert later == earlier or later[0] >= earlier[0] + 10
        drawn = latest_batches(story.classroom.batches.all()).first()
        assert (drawn.counts if drawn else {}) == dict(sum(story.groups, Counter()))
        assert (drawn.learners if drawn else 0) == sum(sum(group.values()) for group in story.groups)
