"""What a class knows of a module, question by question, and what only figures of the whole class may tell."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from lessons.classrooms.assigned import assigned_activities
from lessons.classrooms.batches import latest_batches
from lessons.classrooms.first_answers import first_answers
from lessons.classrooms.models import Batch, HandCount, PaperCount
from lessons.classrooms.scenario_figures import scenarios_in, shown_steps
from lessons.content.models import Choice, Question, QuizPage, ScenarioPage
from lessons.core.bilingual import LANGUAGES, is_blank, local_field
from lessons.learning.frozen import ShownItem, read_items
from lessons.learning.scoring import KNOWLEDGE, ONLY_FIGURES, ORDERING
from lessons.learning.shares import HARDLY_ANY, NEARLY_ALL, percent

CARDS = 3


@dataclass(frozen=True)
class ByHand:
    """How many of a class were right, counted by hand on a day."""

    on: date
    right: int
    learners: int


@dataclass(frozen=True)
class QuestionFigures:
    """How a class answered a knowledge question the first time; `on_paper` and `hands` are the latest counts."""

    question: Question
    learners: int
    right: int
    commonest_wrong: Choice | None = None
    on_paper: ByHand | None = None
    hands: ByHand | None = None

    @property
    def percent(self):
        """Right first time, in whole percent; of a class without devices, what it had right on paper; else None."""
        if self.learners:
            return percent(self.right, self.learners)
        return percent(self.on_paper.right, self.on_paper.learners) if self.on_paper else None

    @property
    def say(self):
        """The name of the question's field with what to say about it in class; None when nobody wrote any."""
        fields = ("teaching_note", "explanation")
        return next((name for name in fields if not is_blank(local_field(self.question, name).text)), None)

    @property
    def has_misconception(self):
        return not is_blank(local_field(self.commonest_wrong, "misconception").text)


@dataclass(frozen=True)
class Share:
    """How much of a class chose something, in tenths; `text` maps a language to the words of the choice."""

    text: dict
    tenths: int

    @property
    def is_hardly_any(self):
        return self.tenths == HARDLY_ANY

    @property
    def is_nearly_all(self):
        return self.tenths == NEARLY_ALL

    @property
    def percent(self):
        return 10 * self.tenths

    @property
    def bar(self):
        """How long its bar is, in percent: at the ends it tells no more than the words."""
        return min(max(self.percent, 5), 95)


@dataclass(frozen=True)
class ClassFigures:
    """The latest batch of an item that a teacher learns of in class figures only; none while `learners` is 0."""

    prompt: dict
    learners: int = 0
    shares: list = field(default_factory=list)


@dataclass(frozen=True)
class ModuleResults:
    """`questions` are the hardest first, `class_figures` in the order of the quiz, then of the scenarios."""

    is_assigned: bool
    questions: list
    class_figures: list

    @property
    def hardest(self):
        """What is worth a word in class: the hardest questions that somebody got wrong."""
        return [figures for figures in self.questions[:CARDS] if figures.percent is not None and figures.percent < 100]

    @property
    def others(self):
        return self.questions[len(self.hardest) :]


def assigned_of_module(classroom, module):
    """Return the Assigned of each assignment of `module` to the class or some of it that stands."""
    standing = classroom.assignments.standing().filter(module=module).select_related("module")
    return assigned_activities(list(standing))


def results_of_module(classroom, module, assigned):
    """Return the ModuleResults of a class; `assigned` is what assigned_of_module has returned.

    The number of queries grows neither with learners nor with questions.
    """
    quizzes = list(QuizPage.objects.child_of(module).order_by("path").values_list("pk", flat=True))
    tallies = _tallies(classroom, assigned)
    questions = _questions(quizzes, tallies)
    return ModuleResults(
        is_assigned=bool(assigned),
        questions=_knowledge(classroom, quizzes, questions, tallies),
        class_figures=[
            *_class_figures(classroom, quizzes, questions, assigned),
            *_scenario_figures(classroom, module, assigned),
        ],
    )


def _tallies(classroom, assigned):
    """Return how the marked items were answered: {item: {(picked, is right): learners}}."""
    tallies = defaultdict(Counter)
    if assigned:
        marked = first_answers(classroom, assigned).filter(is_right__isnull=False)
        for row in marked.values("item", "picked", "is_right").annotate(n=Count("pk")).order_by():
            tallies[row["item"]][tuple(row["picked"]), row["is_right"]] += row["n"]
    return tallies


def _questions(quizzes, tallies):
    """Return the questions of the quizzes, in order, then those that were answered and are asked no more."""
    found = Question.objects.filter(Q(quiz_places__quiz__in=quizzes) | Q(key__in=tallies)).distinct()
    places = {}
    for question in found.prefetch_related("choices", "quiz_places"):
        here = [place for place in question.quiz_places.all() if place.quiz_id in quizzes]
        order = min(((quizzes.index(place.quiz_id), place.sort_order or 0) for place in here), default=(len(quizzes),))
        places[question] = (*order, question.key)
    return sorted(places, key=places.get)


def _knowledge(classroom, quizzes, questions, tallies):
    known = {question.key: question for question in questions if question.reveals == KNOWLEDGE}
    papers, hands = _on_paper(classroom, quizzes), _hands(classroom, known)
    figures = [
        _figures(question, tallies.get(key, {}), papers.get(key), hands.get(key)) for key, question in known.items()
    ]
    shown = [one for one in figures if one.learners or one.on_paper or one.hands]
    return sorted(shown, key=lambda one: (one.percent is None, one.percent))


def _figures(question, tally, on_paper, hands):
    return QuestionFigures(
        question=question,
        learners=sum(tally.values()),
        right=sum(n for (_picked, is_right), n in tally.items() if is_right),
        commonest_wrong=_commonest_wrong(question, tally),
        on_paper=on_paper,
        hands=hands,
    )


def _commonest_wrong(question, tally):
    """Return the wrong choice that most have picked; of equals the first, and none for an ordering."""
    if question.kind == ORDERING:
        return None
    picks = Counter()
    for (picked, is_right), learners in tally.items():
        if not is_right:
            picks.update(dict.fromkeys(picked, learners))
    wrong = [choice for choice in question.choices.all() if not choice.is_right and picks[str(choice.key)]]
    return max(wrong, key=lambda choice: picks[str(choice.key)], default=None)


def _on_paper(classroom, quizzes):
    """Return the latest ByHand on paper of each question."""
    latest = {}
    for count in PaperCount.objects.filter(classroom=classroom, quiz__in=quizzes):
        for key, right in count.right.items():
            latest.setdefault(key, ByHand(count.taken_on, right, count.learners))
    return latest


def _hands(classroom, keys):
    """Return the latest ByHand of hands of each question of which one choice is right."""
    latest = {}
    for count in HandCount.objects.filter(classroom=classroom, item__in=list(keys)):
        right, learners = count.asked["right"], sum(count.hands.values())
        if learners and count.asked["kind"] == Question.Kind.SINGLE:
            counted = ByHand(timezone.localdate(count.counted_at), count.hands.get(right[0], 0), learners)
            latest.setdefault(count.item, counted)
    return latest


def _class_figures(classroom, quizzes, questions, assigned):
    keys = [question.key for question in questions]
    mine = Batch.objects.filter(Q(item__in=keys) | Q(asked__quiz__in=quizzes), classroom=classroom)
    batches = {batch.item: batch for batch in latest_batches(mine).order_by("item")}
    words = read_items([batch.asked for batch in batches.values()]) if batches else {}
    asked = _asked_of_all(assigned)
    figures = []
    for question in questions:
        if batch := batches.pop(question.key, None):
            figures.append(_drawn(batch, words.get(batch.item)))
        elif _awaits_figures(question, asked, classroom.band):
            figures.append(ClassFigures({code: getattr(question, f"prompt_{code}") for code in LANGUAGES}))
    figures += [_drawn(batch, words.get(batch.item)) for batch in batches.values()]
    return [one for one in figures if one]


def _scenario_figures(classroom, module, assigned):
    """Return the ClassFigures of each step that was drawn, and of a scenario of which none was yet, its name alone."""
    scenarios = list(ScenarioPage.objects.child_of(module).values_list("pk", flat=True))
    mine = classroom.batches.filter(asked__scenario__in=scenarios) if scenarios else Batch.objects.none()
    batches = {batch.item: batch for batch in latest_batches(mine)}
    figures = [_drawn(batches[item], words) for item, words in shown_steps(batches.values()).items()] if batches else []
    known = {batch.asked["scenario"] for batch in batches.values()}
    for page in scenarios_in([one for one in assigned if one.assignment.is_for_class]):
        if page.pk not in known:
            known.add(page.pk)
            figures.append(ClassFigures({code: local_field(page, "heading", code).text for code in LANGUAGES}))
    return figures


def _asked_of_all(assigned):
    """Return the quizzes that the whole class was assigned."""
    return {page.pk for one in assigned if one.assignment.is_for_class for page in one.activities}


def _awaits_figures(question, asked, band):
    if question.reveals not in ONLY_FIGURES or question.kind == ORDERING or not question.live:
        return False
    return band in question.bands and any(place.quiz_id in asked for place in question.quiz_places.all())


def _drawn(batch, shown: ShownItem | None):
    """Return the ClassFigures of a batch, what most chose first; None when its words are gone."""
    if shown is None:
        return None
    shares = [Share(choice.text, batch.tenths.get(choice.key, HARDLY_ANY)) for choice in shown.choices]
    return ClassFigures(shown.prompt, batch.learners, sorted(shares, key=lambda share: -share.tenths))
