"""What a learner's record adds up to. Attempts and completions are the truth; progress is derived from them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils import timezone
from wagtail.models import Page

from lessons.content.models import LessonPage, ModulePage
from lessons.content.pages import activity_models, in_order
from lessons.core.anchors import anchor_of
from lessons.learning.models import Attempt, Completion

OPEN, BEGUN, DONE = "open", "begun", "done"


@dataclass(frozen=True)
class QuizRecord:
    """All tries of one learner at one quiz. `percent` is that of the best; None when nothing in it counts."""

    tries: int
    passed: bool
    percent: int | None
    is_begun: bool
    touched_at: datetime


@dataclass(frozen=True)
class Record:
    """Everything that a learner has done, by page."""

    completions: dict = field(default_factory=dict)
    quizzes: dict = field(default_factory=dict)

    @property
    def is_empty(self):
        return not self.completions and not self.quizzes

    def state(self, activity_pk):
        """Return whether the activity is open, begun or done."""
        if activity_pk in self.completions:
            return DONE if self.completions[activity_pk].is_done else BEGUN
        if activity_pk in self.quizzes:
            return DONE if self.quizzes[activity_pk].passed else BEGUN
        return OPEN

    def touched_at(self, activity_pk):
        found = self.completions.get(activity_pk) or self.quizzes.get(activity_pk)
        return found.touched_at if found else None


@dataclass(frozen=True)
class ActivityProgress:
    activity: Page
    state: str
    touched_at: datetime | None
    quiz: QuizRecord | None = None
    position: str = ""

    @property
    def is_done(self):
        return self.state == DONE


@dataclass(frozen=True)
class ModuleProgress:
    module: ModulePage
    activities: list

    @property
    def done(self):
        return sum(activity.is_done for activity in self.activities)

    @property
    def total(self):
        return len(self.activities)

    @property
    def state(self):
        if self.activities and self.done == self.total:
            return DONE
        return BEGUN if any(activity.state != OPEN for activity in self.activities) else OPEN

    @property
    def touched_at(self):
        return max((a.touched_at for a in self.activities if a.touched_at), default=None)


@dataclass(frozen=True)
class ResumePoint:
    """Where a learner goes on: an activity, its place in its module, and the block that was last in view."""

    activity: Page
    module: ModulePage
    number: int
    count: int
    position: str

    def url(self, request):
        url = self.activity.get_url(request) or ""
        place = anchor_of(self.activity.body, self.position) if self.position else ""
        return f"{url}#{place}" if place else url


@dataclass(frozen=True)
class RecordSummary:
    """What a person recognises a record by: how many lessons and quizzes were begun or done, and the last day."""

    lessons: int
    quizzes: int
    last_on: date | None

    @property
    def is_empty(self):
        return not (self.lessons or self.quizzes)


def record_of(learner):
    """Return the Record of `learner` in two queries."""
    completions = {completion.activity_id: completion for completion in Completion.objects.filter(learner=learner)}
    tries = (
        Attempt.objects.begun()
        .filter(learner=learner)
        .values("quiz")
        .annotate(
            tries=Count("pk", filter=Q(finished_at__isnull=False)),
            passes=Count("pk", filter=Q(passed=True)),
            best=Max("percent"),
            begun=Count("pk", filter=Q(finished_at__isnull=True)),
            started=Max("started_at"),
            finished=Max("finished_at"),
        )
    )
    return Record(completions, {row["quiz"]: _quiz_record(row) for row in tries})


def _quiz_record(row):
    return QuizRecord(
        tries=row["tries"],
        passed=row["passes"] > 0,
        percent=row["best"],
        is_begun=row["begun"] > 0,
        touched_at=max(filter(None, [row["started"], row["finished"]])),
    )


def module_progress(learner, module, band=None, record=None):
    """Return how far `learner` is in the activities of `module` that are written for `band` (None: all)."""
    return _progress(record or record_of(learner), [module], band)[0]


def all_progress(learner, band=None, record=None):
    """Return the ModuleProgress of every published module, in a number of queries that does not grow."""
    modules = ModulePage.objects.live().public().order_by("number", "path")
    return _progress(record or record_of(learner), list(modules), band)


def activities_below(modules, band):
    """Return the published activities of `modules` that are written for `band` (None: all), by the module's path.

    In order, without bodies, in a number of queries that does not grow.
    """
    below = defaultdict(list)
    for activity in _activities(modules, band):
        below[activity.path[: -Page.steplen]].append(activity)
    return below


def _progress(record, modules, band):
    below = activities_below(modules, band)
    return [
        ModuleProgress(module, [_activity_progress(record, activity) for activity in below[module.path]])
        for module in modules
    ]


def _activities(modules, band):
    # What .public() leaves out, asked once for all.
    private = LessonPage.objects.all().private_q()
    pages = [model.objects.live().exclude(private).for_band(band) for model in activity_models()]
    # One module: only its own; all of them: one read of the table beats a long list of conditions.
    return in_order(found.child_of(modules[0]) if len(modules) == 1 else found for found in pages)


def _activity_progress(record, activity):
    completion = record.completions.get(activity.pk)
    return ActivityProgress(
        activity=activity,
        state=record.state(activity.pk),
        touched_at=record.touched_at(activity.pk),
        quiz=record.quizzes.get(activity.pk),
        position=completion.position if completion else "",
    )


def resume_point(modules):
    """Return where to go on in `modules` (of all_progress), or None when all is done or nothing was begun.

    First what was begun last; else the next open activity of the module last worked in, or of the ones after it.
    """
    entries = [(entry, module) for module in modules for entry in module.activities]
    begun = [pair for pair in entries if pair[0].state == BEGUN]
    if begun:
        return _resume(*max(begun, key=lambda pair: pair[0].touched_at))
    touched = [module for module in modules if module.touched_at]
    if not touched:
        return None
    last = modules.index(max(touched, key=lambda module: module.touched_at))
    for module in [*modules[last:], *modules[:last]]:
        for entry in module.activities:
            if not entry.is_done:
                return _resume(entry, module)
    return None


def _resume(entry, module):
    number = module.activities.index(entry) + 1
    return ResumePoint(entry.activity, module.module, number, module.total, entry.position)


def has_worked_between(learner, since, until):
    """Return whether `learner` began, read or did anything from `since` on and before `until`."""

    def inside(moment):
        return Q((f"{moment}__gte", since), (f"{moment}__lt", until))

    lessons = inside("started_at") | inside("position_at") | inside("completed_at") | inside("done_again_at")
    if Completion.objects.filter(lessons, learner=learner).exists():
        return True
    return Attempt.objects.filter(inside("started_at"), learner=learner).exists()


def record_summary(learner):
    """Return the RecordSummary of `learner` in two queries."""
    lessons = Completion.objects.filter(learner=learner).aggregate(
        count=Count("pk"), started=Max("started_at"), seen=Max("position_at"), done=Max("completed_at")
    )
    quizzes = (
        Attempt.objects.begun()
        .filter(learner=learner)
        .aggregate(count=Count("quiz", distinct=True), started=Max("started_at"), finished=Max("finished_at"))
    )
    moments = [lessons["started"], lessons["seen"], lessons["done"], quizzes["started"], quizzes["finished"]]
    last = max(filter(None, moments), default=None)
    return RecordSummary(lessons["count"], quizzes["count"], timezone.localdate(last) if last else None)


def best_attempt(learner, quiz):
    """Return the learner's best finished try of `quiz`, or None."""
    return Attempt.objects.filter(learner=learner, quiz=quiz).finished().best_first().first()


def next_activity(activity, band=None):
    """Return the published page after `activity` in its module that is written for `band`, or None."""
    module_path = activity.path[: -Page.steplen]
    after = Page.objects.live().filter(path__startswith=module_path, depth=activity.depth)
    after = after.filter(path__gt=activity.path).order_by("path")
    if band:
        fitting = [Q(pk__in=model.objects.filter(bands__contains=band).values("pk")) for model in activity_models()]
        after = after.filter(Q(*fitting, _connector=Q.OR))
    return after.first()
