"""Answers that were given without a network: each is accepted once, for whoever gave it, and for nobody else."""

import random
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from lessons.learning.actions import start_attempt, submit_answer
from lessons.learning.joining import erase_record, move_record
from lessons.learning.models import Answer, Attempt, Completion, PracticeReview, ScenarioRun
from lessons.learning.practising import meet
from lessons.learning.queries import module_progress
from lessons.learning.scenario_actions import start_run
from lessons.learning.scenario_story import story_of
from lessons.offline.tokens import SALT, make_token
from tests import factories
from tests.factories import scenario_ids
from tests.learning.playing import OUR_PAGE, right_of, take, wrong_of
from tests.offline.queue import answers_to, keep, milliseconds, send, states, try_of


@pytest.fixture
def kept_quiz(phone, quiz):
    return try_of(keep(phone, quiz.module), "quiz")


def test_answers_are_accepted_without_a_session_and_marked_by_the_server(learner, kept_quiz):
    first, second = kept_quiz["items"]
    entries = answers_to(kept_quiz | {"items": [first]}) + answers_to(kept_quiz | {"items": [second]}, pick=wrong_of)

    assert states(send(entries)) == ["accepted", "accepted"]

    attempt = Attempt.objects.get(learner=learner)
    assert attempt.percent == 50 and attempt.finished_at
    assert attempt.answers.get(item=first["key"]).is_right
    assert not attempt.answers.get(item=second["key"]).is_right


def test_a_mark_that_the_phone_sends_along_is_not_believed(learner, kept_quiz):
    entries = [entry | {"is_right": True, "percent": 100} for entry in answers_to(kept_quiz, pick=wrong_of)]

    send(entries)

    assert Attempt.objects.get(learner=learner).percent == 0


def test_the_queue_may_arrive_ten_times_and_in_any_order(learner, kept_quiz):
    entries = answers_to(kept_quiz)
    shuffled = random.Random(7)

    got = []
    for _time in range(10):
        shuffled.shuffle(entries)
        got.append(sorted(states(send(entries))))

    assert got == [["accepted", "accepted"]] + [["already", "already"]] * 9
    assert Answer.objects.filter(learner=learner).count() == 2
    assert Attempt.objects.get(learner=learner).percent == 100


def test_the_first_answer_counts_when_another_one_comes_later(learner, kept_quiz):
    send(answers_to(kept_quiz))
    assert states(send(answers_to(kept_quiz, pick=wrong_of))) == ["already", "already"]

    assert Attempt.objects.get(learner=learner).percent == 100


def test_an_answer_goes_to_the_learner_of_its_token_whoever_is_signed_in(phone, client, stranger, learner, kept_quiz):
    client.force_login(stranger)
    data = {"language": "en", "entries": answers_to(kept_quiz)}

    client.post("/offline/replay/", data, content_type="application/json", headers=OUR_PAGE)

    assert set(Answer.objects.values_list("learner", flat=True)) == {learner.pk}


def _changed(token):
    body, stamp, mark = token.split(":")
    return ":".join([body[:-1] + ("A" if body[-1] != "A" else "B"), stamp, mark])


@pytest.mark.parametrize("spoil", [_changed, lambda token: token[:-2], lambda token: "", lambda token: None])
def test_a_token_that_was_changed_is_refused(kept_quiz, spoil):
    entries = [entry | {"token": spoil(entry["token"])} for entry in answers_to(kept_quiz)]

    assert states(send(entries)) == ["refused", "refused"]
    assert not Answer.objects.exists()


def test_the_secret_of_other_tokens_makes_none_for_answers(learner, kept_quiz):
    claim = signing.loads(kept_quiz["token"], salt=SALT)
    forged = signing.dumps(claim, salt="django.core.signing")

    assert states(send([entry | {"token": forged} for entry in answers_to(kept_quiz)])) == ["refused", "refused"]


def test_a_token_of_one_kind_opens_nothing_of_another(learner, kept_quiz):
    attempt = Attempt.objects.get(learner=learner)
    for kind in ("practice", "scenario"):
        token = make_token(kind=kind, learner=learner, object=attempt)
        assert states(send([entry | {"token": token} for entry in answers_to(kept_quiz)])) == ["refused", "refused"]


def test_a_token_is_refused_after_90_days_and_says_why(learner, kept_quiz, monkeypatch):
    attempt = Attempt.objects.get(learner=learner)
    now = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: now() - 60 * 60 * 24 * 91)
    old = make_token(kind="quiz", learner=learner, object=attempt)
    monkeypatch.undo()

    results = send([entry | {"token": old} for entry in answers_to(kept_quiz)])

    assert states(results) == ["refused", "refused"]
    assert all("90" in result["why"] for result in results.values())


@pytest.mark.parametrize(
    ("off", "expected"), [(timedelta(days=400), "now"), (timedelta(days=-400), "issue"), (timedelta(0), "given")]
)
def test_a_wrong_clock_is_held_between_keeping_and_now(learner, kept_quiz, off, expected):
    before = timezone.now()
    given = before + off

    send(answers_to(kept_quiz, at=given))

    after = timezone.now()
    for answer in Answer.objects.all():
        assert before - timedelta(seconds=10) <= answer.answered_at <= after
        if expected == "given":
            assert abs(answer.answered_at - given) < timedelta(seconds=1)


@pytest.mark.parametrize("at", [None, "yesterday", True, [], 1e400, float("1e20"), -1e20])
def test_a_time_that_is_none_loses_no_answer(learner, kept_quiz, at):
    if at == 1e400:
        at = 10**400
    assert states(send([entry | {"at": at} for entry in answers_to(kept_quiz)])) == ["accepted", "accepted"]


def test_what_is_refused_is_said_in_the_readers_language(kept_quiz):
    [first, *_rest] = answers_to(kept_quiz)

    in_english = send([first | {"picked": ["no-such-choice"]}])[first["id"]]
    in_urdu = send([first | {"picked": ["no-such-choice"]}], language="ur")[first["id"]]

    assert in_english["state"] == in_urdu["state"] == "refused"
    assert in_english["why"].isascii() and not in_urdu["why"].isascii()


@pytest.mark.parametrize(
    "spoil",
    [{"item": "none"}, {"item": None}, {"picked": "x"}, {"picked": None}, {"picked": [1]}, {"picked": []}],
)
def test_an_answer_that_did_not_arrive_whole_is_refused_and_the_others_are_kept(kept_quiz, spoil):
    first, second = answers_to(kept_quiz)

    results = send([first | spoil, second])

    assert states(results) == ["refused", "accepted"]
    assert results[first["id"]]["why"]


def test_after_erasing_a_record_nothing_comes_back_into_it(learner, kept_quiz):
    erase_record(learner=learner)

    results = send(answers_to(kept_quiz))

    assert states(results) == ["refused", "refused"]
    assert all("erased" in result["why"] for result in results.values())
    assert not Answer.objects.exists() and not Attempt.objects.exists()


def test_after_erasing_the_learner_a_lesson_is_not_noted(learner, phone, lesson):
    entry = {"id": "1", "token": try_of(keep(phone, lesson.module), "lesson")["done"]}
    learner.delete()

    assert states(send([entry])) == ["refused"]
    assert not Completion.objects.exists()


def test_answers_of_a_guest_who_joined_a_class_meanwhile_go_with_their_record(learner, stranger, kept_quiz):
    move_record(source=learner, target=stranger)

    send(answers_to(kept_quiz))

    assert set(Answer.objects.values_list("learner", flat=True)) == {stranger.pk}


def test_a_lesson_is_done_once_a_token_however_often_it_arrives(learner, phone, lesson):
    kept = try_of(keep(phone, lesson.module), "lesson")
    future = milliseconds(timezone.now() + timedelta(days=9))

    got = [states(send([{"id": "1", "token": kept["done"], "at": future}])) for _time in range(10)]

    assert got == [["accepted"]] + [["already"]] * 9
    completion = Completion.objects.get(learner=learner, activity=lesson)
    assert completion.is_done and completion.done_again_at is None


def test_a_lesson_that_is_done_anew_after_it_was_kept_anew_is_noted_again(learner, phone, lesson):
    long_ago = timezone.now() - timedelta(days=1)
    Completion.objects.create(learner=learner, activity=lesson, started_at=long_ago, completed_at=long_ago)
    kept = try_of(keep(phone, lesson.module), "lesson")

    assert states(send([{"id": "1", "token": kept["done"], "at": milliseconds()}])) == ["accepted"]
    assert Completion.objects.get(learner=learner).done_again_at


def _choice(one, path, choice, seq):
    return {
        "id": f"{'.'.join(path)}>{choice}",
        "token": one["token"],
        "path": [scenario_ids[name] for name in path],
        "choice": scenario_ids[choice],
        "seq": seq,
        "at": milliseconds(),
    }


def _story(one):
    """Look, then back to the beginning and report it; on from there, then a way after the first choice as well."""
    return [
        _choice(one, [], "look", 0),
        _choice(one, [], "report", 1),
        _choice(one, ["report"], "stand", 2),
        _choice(one, ["look"], "repair", 3),
    ]


@pytest.fixture
def kept_story(phone, module):
    scenario = factories.make_scenario(module)
    return try_of(keep(phone, scenario.module), "scenario")


def test_a_story_is_kept_with_its_ways_back(learner, kept_story):
    assert states(send(_story(kept_story))) == ["accepted"] * 4

    run = ScenarioRun.objects.get(learner=learner)
    taken = list(run.taken.order_by("order").values_list("choice", "is_what_if"))
    assert taken == [
        (scenario_ids["look"], False),
        (scenario_ids["report"], True),
        (scenario_ids["stand"], True),
        (scenario_ids["repair"], True),
    ]
    assert [m.choice.key for m in story_of(run).moments] == [scenario_ids["look"], scenario_ids["repair"]]
    assert Completion.objects.get(learner=learner).is_done


def test_a_story_may_arrive_ten_times_and_in_any_order(learner, kept_story):
    entries, shuffled = _story(kept_story), random.Random(3)

    for _time in range(10):
        shuffled.shuffle(entries)
        got = states(send(entries))

    assert set(got) == {"already"}
    taken = ScenarioRun.objects.get(learner=learner).taken.order_by("order").values_list("choice", flat=True)
    assert list(taken) == [scenario_ids[name] for name in ("look", "report", "stand", "repair")]


def test_a_choice_whose_earlier_step_is_missing_waits_for_it(learner, kept_story):
    entries = _story(kept_story)

    assert states(send(entries[2:3])) == ["later"]
    assert not ScenarioRun.objects.get(learner=learner).taken.exists()
    assert states(send(entries)) == ["accepted"] * 4


@pytest.mark.parametrize("spoil", [{"path": None}, {"path": [1]}, {"seq": "0"}, {"choice": "none"}, {"choice": None}])
def test_a_choice_that_did_not_arrive_whole_is_refused(learner, kept_story, spoil):
    assert states(send([_story(kept_story)[0] | spoil])) == ["refused"]
    assert not ScenarioRun.objects.get(learner=learner).taken.exists()


def test_practice_is_kept_once(learner, phone, quiz):
    take(learner, quiz, pick=wrong_of)
    meet(learner=learner)
    learner.practice_cards.update(due_on=timezone.localdate())
    practice = keep(phone, quiz.module)["practice"]

    got = [sorted(states(send(answers_to(practice)))) for _time in range(10)]

    assert got == [["accepted", "accepted"]] + [["already", "already"]] * 9
    assert PracticeReview.objects.filter(learner=learner).count() == 2


def test_what_is_only_kept_counts_as_begun_with_its_first_answer(learner, phone, quiz):
    factories.make_scenario(quiz.module)
    kept = keep(phone, quiz.module)

    def states():
        return [entry.state for entry in module_progress(learner, quiz.module).activities]

    assert states() == ["open", "open"]
    assert "/activities/" in phone.get(quiz.url).content.decode(), "It is started, not gone on with."
    send([answers_to(try_of(kept, "quiz"))[0], _choice(try_of(kept, "scenario"), [], "look", 0)])
    assert states() == ["begun", "begun"]


def test_what_is_kept_and_then_begun_online_is_begun(learner, phone, quiz):
    scenario = factories.make_scenario(quiz.module)
    keep(phone, quiz.module)

    start_attempt(learner=learner, quiz=quiz, band="A")
    start_run(learner=learner, scenario=scenario)

    assert [entry.state for entry in module_progress(learner, quiz.module).activities] == ["begun", "begun"]
    assert Attempt.objects.count() == ScenarioRun.objects.count() == 1


def test_keeping_twice_begins_no_second_try(learner, phone, quiz):
    assert try_of(keep(phone, quiz.module), "quiz")["id"] == try_of(keep(phone, quiz.module), "quiz")["id"]
    assert Attempt.objects.filter(learner=learner).count() == 1


def test_answers_given_online_are_known_to_the_phone(learner, phone, quiz):
    attempt = start_attempt(learner=learner, quiz=quiz)
    item = attempt.items[0]
    submit_answer(attempt=attempt, item=item, picked=right_of(item))
    Attempt.objects.filter(pk=attempt.pk).update(frozen=attempt.frozen | {"band": "A"})

    assert try_of(keep(phone, quiz.module), "quiz")["answered"] == [item["key"]]
