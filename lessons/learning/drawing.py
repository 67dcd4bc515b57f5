"""Draws the figures of readers (reader_figures): what has come in since, in whole groups of ten."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Window
from django.db.models.functions import Cast, RowNumber

from lessons.learning.models import Answer, Attempt, Completion
from lessons.learning.reader_figures import InReaderFigure, Kind, ReaderFigure
from lessons.learning.shares import whole_batches

SECONDS_BETWEEN = 60 * 60 * 20


@dataclass(frozen=True)
class _Event:
    """What one learner did first with one thing, and in which language."""

    learner: int
    subject: str
    language: str
    picked: list = field(default_factory=list)
    is_right: bool = False


def draw_reader_figures_daily():
    """Draw once a day, however often it is asked: figures that move seldom tell less of who has just been here."""
    if cache.add("reader-figures-drawn", 1, SECONDS_BETWEEN):
        draw_reader_figures()


def draw_reader_figures():
    """Take into each figure the learners who wait, ten, twenty, … at once, those who were first."""
    for kind, events in ((Kind.STARTED, _started), (Kind.DONE, _done), (Kind.ANSWER, _answered)):
        waiting = defaultdict(list)
        for event in events():
            waiting[event.subject, event.language].append(event)
        for (subject, language), group in waiting.items():
            taken = group[: whole_batches(len(group))]
            if taken:
                _take_in(kind, subject, language, taken)


@transaction.atomic
def _take_in(kind, subject, language, events):
    InReaderFigure.objects.bulk_create(
        [InReaderFigure(learner_id=e.learner, kind=kind, subject=subject) for e in events]
    )
    named = {"kind": kind, "subject": subject, "language": language}
    figure, _is_new = ReaderFigure.objects.select_for_update().get_or_create(**named)
    counts = Counter(figure.counts)
    for event in events:
        counts.update(event.picked)
    figure.learners += len(events)
    figure.right += sum(event.is_right for event in events)
    figure.counts = counts
    figure.save()


def _waiting(rows, kind, subject):
    """Return `rows` with a `subject`, without those whose learner is in the figure of that subject already."""
    known = InReaderFigure.objects.filter(learner=OuterRef("learner"), kind=kind, subject=OuterRef("subject"))
    rows = rows.exclude(language="").annotate(subject=Cast(F(subject), CharField(max_length=50)))
    return rows.filter(~Exists(known))


def _first(rows, moment):
    """Return the first row of each learner and subject, in the order of time."""
    of_each = {"partition_by": [F("learner"), F("subject")], "order_by": [F(moment).asc(), F("pk").asc()]}
    return rows.annotate(turn=Window(RowNumber(), **of_each)).filter(turn=1).order_by(moment, "pk")


def _pages(kind, completions, completed, attempts, moment):
    lessons = _waiting(completions, kind, "activity").order_by(completed, "pk")
    quizzes = _first(_waiting(attempts, kind, "quiz"), moment)
    for row in (*lessons, *quizzes):
        yield _Event(row.learner_id, row.subject, row.language)


def _started():
    return _pages(Kind.STARTED, Completion.objects.all(), "started_at", Attempt.objects.begun(), "started_at")


def _done():
    return _pages(
        Kind.DONE, Completion.objects.done(), "completed_at", Attempt.objects.filter(passed=True), "finished_at"
    )


def _answered():
    """First answers to knowledge questions; an attitude, and what is about abuse, is no publisher's business."""
    answers = Answer.objects.filter(is_right__isnull=False).annotate(language=F("attempt__language"))
    for answer in _first(_waiting(answers, Kind.ANSWER, "item"), "answered_at"):
        yield _Event(answer.learner_id, answer.item, answer.language, answer.picked, answer.is_right)
