"""What the publishers of a module may learn from its readers: figures in batches of ten, and nobody's name."""

from dataclasses import dataclass

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permission_policies.pages import PagePermissionPolicy

from lessons.content.models import Choice, ModulePage, Question, QuizPage
from lessons.core.bilingual import LANGUAGES
from lessons.learning.reader_figures import Kind, ReaderFigure


@dataclass(frozen=True)
class Reading:
    """How many began and completed an activity in one language: 20 stands for "20 or more", 0 for fewer than ten."""

    language: str
    started: int
    done: int


@dataclass(frozen=True)
class ActivityReaders:
    activity: object
    readings: list


@dataclass(frozen=True)
class Answers:
    """First answers to a question in one language: how much of the group was right, and its commonest wrong choice.

    Both in tenths that hide the ends (learning.shares). `wrong` is None when nobody stands out.
    """

    language: str
    learners: int
    right: int
    wrong: Choice | None
    wrong_tenths: int


@dataclass(frozen=True)
class QuestionReaders:
    question: Question
    answers: list

    @property
    def edit_url(self):
        return AdminURLFinder().get_edit_url(self.question)

    @property
    def right(self):
        """The share that orders the list: in the language in which fewest were right."""
        return min(answers.right for answers in self.answers)


@dataclass(frozen=True)
class ModuleReaders:
    """`questions` are the hardest first; those that fewer than ten have answered are left out."""

    module: ModulePage
    activities: list
    questions: list


def modules_of_publisher(user):
    """Return the published modules that `user` may edit, by their number."""
    mine = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return ModulePage.objects.live().filter(pk__in=mine.values("pk")).order_by("number", "path")


def readers_of(module):
    """Return the ModuleReaders of `module`, in a number of queries that does not grow."""
    activities = module.activities()
    pages = [str(activity.pk) for activity in activities]
    reach = {
        (figure.kind, figure.subject, figure.language): figure.learners
        for figure in ReaderFigure.objects.filter(kind__in=[Kind.STARTED, Kind.DONE], subject__in=pages)
    }
    return ModuleReaders(module, [_activity(page, reach) for page in activities], _questions(activities))


def _activity(page, reach):
    def learners(kind, language):
        return reach.get((kind, str(page.pk), language), 0)

    return ActivityReaders(
        page, [Reading(code, learners(Kind.STARTED, code), learners(Kind.DONE, code)) for code in LANGUAGES]
    )


def _questions(activities):
    quizzes = [page.pk for page in activities if isinstance(page, QuizPage)]
    asked = Question.objects.filter(quiz_places__quiz__in=quizzes).distinct().prefetch_related("choices")
    questions = {question.key: question for question in asked}
    figures = {}
    for figure in ReaderFigure.objects.filter(kind=Kind.ANSWER, subject__in=questions).order_by("language"):
        figures.setdefault(figure.subject, []).append(_answers(questions[figure.subject], figure))
    found = [QuestionReaders(questions[key], answers) for key, answers in figures.items()]
    return sorted(found, key=lambda one: (one.right, one.question.key))


def _answers(question, figure):
    wrong = [choice for choice in question.choices.all() if not choice.is_right]
    if question.kind == Question.Kind.ORDERING:
        wrong = []
    wrong = max(wrong, key=lambda choice: figure.counts.get(str(choice.key), 0), default=None)
    share = figure.tenths_of(wrong.key) if wrong else 0
    return Answers(figure.language, figure.learners, figure.right_tenths, wrong if share else None, share)
