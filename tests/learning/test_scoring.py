import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.learning.scoring import counts, is_asked, is_complete_pick, is_right, passed, percent_right

keys = st.lists(st.uuids().map(str), min_size=2, max_size=6, unique=True)


@given(keys)
def test_the_right_pick_is_right_for_every_kind(choices):
    assert is_right("single", choices[:1], choices[:1])
    assert is_right("multiple", choices, list(reversed(choices)))
    assert is_right("ordering", choices, choices)


@given(keys)
def test_only_an_ordering_minds_the_order(choices):
    assert not is_right("ordering", choices, list(reversed(choices)))


@given(keys, st.data())
def test_several_choices_are_right_only_when_all_of_them_and_no_other_are_picked(choices, data):
    right = data.draw(st.lists(st.sampled_from(choices), min_size=1, unique=True))
    picked = data.draw(st.lists(st.sampled_from(choices), unique=True))

    assert is_right("multiple", right, picked) == (sorted(right) == sorted(picked))


@given(keys)
def test_a_choice_picked_twice_is_not_right(choices):
    assert not is_right("multiple", choices[:1], [choices[0], choices[0]])


@given(st.lists(st.booleans(), min_size=1, max_size=100))
def test_percent_is_within_half_a_percent_of_the_share(marks):
    share = 100 * sum(marks) / len(marks)

    assert 0 <= percent_right(marks) <= 100
    assert -0.5 < percent_right(marks) - share <= 0.5


@given(st.lists(st.booleans(), min_size=1), st.integers(0, 100))
def test_one_more_right_answer_never_fails_whoever_had_passed(marks, pass_mark):
    if passed(percent_right(marks), pass_mark):
        assert passed(percent_right([*marks, True]), pass_mark)


@pytest.mark.parametrize(
    ("marks", "percent"),
    [([True] + [False] * 7, 13), ([True, True, False], 67), ([True, False, False], 33), ([False], 0), ([], None)],
)
def test_halves_round_up(marks, percent):
    assert percent_right(marks) == percent


def test_who_has_nothing_to_mark_has_passed():
    assert passed(None, 60)
    assert passed(60, 60)
    assert not passed(59, 60)


def test_only_knowledge_counts_and_a_reflection_is_not_asked():
    assert [counts(reveals) for reveals in ("knowledge", "attitude", "reflection")] == [True, False, False]
    assert [is_asked(reveals) for reveals in ("knowledge", "attitude", "reflection")] == [True, True, False]


@given(keys, st.lists(st.text()))
def test_a_pick_of_unknown_choices_is_no_answer(choices, rubbish):
    picked = [text for text in rubbish if text not in choices]

    for kind in ("single", "multiple", "ordering"):
        assert not is_complete_pick(kind, choices, picked)


@given(keys)
def test_what_is_a_whole_answer(choices):
    assert is_complete_pick("single", choices, choices[:1])
    assert not is_complete_pick("single", choices, choices[:2])
    assert is_complete_pick("multiple", choices, choices[1:])
    assert is_complete_pick("ordering", choices, choices[::-1])
    assert not is_complete_pick("ordering", choices, choices[1:])
