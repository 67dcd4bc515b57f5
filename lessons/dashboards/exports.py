"""Everything that is kept about a person, in words that they can read."""

from django.db.models import F
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.models import Page

from lessons.classrooms.models import Counted, Enrolment, Teaching
from lessons.core.bilingual import choose, local_field
from lessons.learning.frozen import read_items
from lessons.learning.models import Attempt, Certificate, Completion, InReaderFigure, PracticeCard, PracticeReview
from lessons.learning.scenario_actions import runs_of
from lessons.learning.scenario_story import scripts_of
from lessons.learning.scoring import ONLY_FIGURES


def everything_about(learner):
    """Return all rows of `learner` as plain data, in a number of queries that does not grow.

    Left out is what they chose in scenarios, and in questions about attitudes and abuse, before a teacher set their PIN
    anew: whoever set it could be the one who asks.
    """
    counted = Counted.objects.filter(learner=learner).order_by("item")
    return {
        "account": _account(learner),
        "classes": [_enrolment(e) for e in Enrolment.objects.filter(learner=learner).select_related("classroom")],
        "teaches": [_teaching(t) for t in Teaching.objects.filter(teacher=learner).select_related("classroom")],
        "counted_in_figures_of_a_class": list(counted.values_list("item", flat=True)),
        "counted_in_figures_of_a_publisher": _publishers_figures(learner),
        "lessons_and_scenarios": _completions(learner),
        "quizzes": _attempts(learner),
        "scenarios": _runs(learner),
        "practice": _practice(learner),
        "certificates": [_certificate(c) for c in Certificate.objects.filter(learner=learner).latest_first()],
    }


def _publishers_figures(learner):
    counted = InReaderFigure.objects.filter(learner=learner).order_by("kind", "subject")
    return [f"{kind}: {subject}" for kind, subject in counted.values_list("kind", "subject")]


def _account(person):
    kept = {
        "made_at": _moment(person.date_joined),
        "last_seen_on": _day(person.seen_on),
        "pin_set_anew_at": _moment(person.pin_set_anew_at),
    }
    # A learner has none of these.
    return kept if person.is_learner else kept | {"email": person.email, "name": person.get_full_name()}


def _teaching(teaching):
    return {"class": teaching.classroom.name, "as": teaching.role}


def _enrolment(enrolment):
    return {
        "class": enrolment.classroom.name,
        "name_in_class": enrolment.name,
        "joined_at": _moment(enrolment.joined_at),
        "let_in_at": _moment(enrolment.approved_at),
        "removed_at": _moment(enrolment.removed_at),
    }


def _completions(learner):
    completions = list(Completion.objects.filter(learner=learner))
    pages = Page.objects.filter(pk__in=[completion.activity_id for completion in completions]).specific().in_bulk()
    return [_completion(completion, pages[completion.activity_id]) for completion in completions]


def _completion(completion, activity):
    return {
        "name": local_field(activity, "heading").text,
        "begun_in_language": completion.language,
        "started_at": _moment(completion.started_at),
        "last_read_at": _moment(completion.position_at),
        "last_read_part": completion.position,
        "done_at": _moment(completion.completed_at),
        "done_again_at": _moment(completion.done_again_at),
    }


def _attempts(learner):
    attempts = Attempt.objects.filter(learner=learner).select_related("quiz").prefetch_related("answers")
    attempts = list(attempts.order_by(F("started_at").asc(nulls_last=True)))
    # Two tries may have asked two versions of a question: the version is part of the key here.
    items = {_version(item): item | {"key": _version(item)} for attempt in attempts for item in attempt.items}
    shown = read_items(list(items.values()))
    return [_attempt(attempt, shown, learner.pin_set_anew_at) for attempt in attempts]


def _runs(learner):
    runs = runs_of(learner).select_related("scenario").prefetch_related("taken").order_by("started_at")
    scripts = scripts_of(list(runs))
    return [_run(run, scripts[run.pk]) for run in runs]


def _run(run, script):
    return {
        "scenario": local_field(run.scenario, "heading").text,
        "started_at": _moment(run.started_at),
        "ended_at": _moment(run.ended_at),
        "choices": [_taken(row, script) for row in sorted(run.taken.all(), key=lambda row: row.order)],
    }


def _taken(row, script):
    step = script.part(row.step)
    choice = step.choice(row.choice) if step and not step.is_ending else None
    return {
        "step": choose(step.name).text if step else row.step,
        "chosen": choose(choice.text).text if choice else row.choice,
        "what_if": row.is_what_if,
        "taken_at": _moment(row.taken_at),
    }


def _practice(learner):
    """Each answer in practice, and when each question comes back."""
    reviews = list(PracticeReview.objects.filter(learner=learner).select_related("round").order_by("reviewed_at"))
    items = {_version(item): item | {"key": _version(item)} for review in reviews for item in review.round.items}
    shown = read_items(list(items.values()))
    return {
        "answers": [_answer(review, shown.get(_version(_asked(review)))) for review in reviews],
        "comes_back": {
            card.item: card.due_on.isoformat() for card in PracticeCard.objects.filter(learner=learner).order_by("item")
        },
    }


def _certificate(certificate):
    return {
        "module": certificate.local_heading().text,
        "publisher": certificate.local_publisher().text,
        "month": f"{certificate.made_in:%Y-%m}",
        "code": certificate.printed_code,
    }


def _asked(review):
    return next(item for item in review.round.items if item["key"] == review.item)


def _version(item):
    return f"{item['key']}@{item['revision']}"


def _attempt(attempt, shown, anew_at):
    items = {item["key"]: item for item in attempt.items}
    answers = [
        _left_out(answer, shown.get(_version(items[answer.item])))
        if _is_hidden(answer, items[answer.item], anew_at)
        else _answer(answer, shown.get(_version(items[answer.item])))
        for answer in attempt.answers.all()
    ]
    return {
        "quiz": local_field(attempt.quiz, "heading").text,
        "begun_in_language": attempt.language,
        "started_at": _moment(attempt.started_at),
        "finished_at": _moment(attempt.finished_at),
        "percent": attempt.percent,
        "passed": attempt.passed,
        "answers": answers,
    }


def _is_hidden(answer, item, anew_at):
    return anew_at is not None and item["reveals"] in ONLY_FIGURES and answer.answered_at < anew_at


def _left_out(answer, shown):
    why = gettext("Left out: you chose this before your PIN was set anew, and nobody else should read it.")
    return _answer(answer, shown) | {"chosen": [], "left_out": why}


def _answer(answer, shown):
    words = {choice.key: choose(choice.text).text for choice in shown.choices} if shown else {}
    return {
        "question": choose(shown.prompt).text if shown else answer.item,
        "chosen": [words.get(key, key) for key in answer.picked],
        "fits": answer.is_right,
        "answered_at": _moment(getattr(answer, "answered_at", None) or answer.reviewed_at),
    }


def _moment(value):
    return localtime(value).isoformat(timespec="seconds") if value else None


def _day(value):
    return value.isoformat() if value else None
