"""A lesson and a quiz as they stand on paper: what is printed, in which order, and what belongs to the key."""

from dataclasses import dataclass

from lessons.content.leaflets import PAPER
from lessons.content.models import Choice, Question
from lessons.learning.frozen import shuffled

# On a leaflet of the site nobody answers, and nothing sounds.
PAPER_BLOCKS = PAPER | {kind: f"classrooms/paper/{kind}.html" for kind in ("question", "audio", "video")}


@dataclass(frozen=True)
class PaperChoice:
    """A choice with its place on the sheet, from 1; `step` is its place in the right order of an ordering."""

    choice: Choice
    place: int
    step: int

    @property
    def is_right(self):
        return self.choice.is_right


@dataclass(frozen=True)
class PaperItem:
    """A question as it stands on the sheet: its number, and its choices in the order in which they are printed."""

    number: int
    question: Question
    choices: list

    @property
    def right(self):
        """The right choices; for an ordering all of them, in the right order."""
        if self.question.kind == Question.Kind.ORDERING:
            return sorted(self.choices, key=lambda choice: choice.step)
        return [choice for choice in self.choices if choice.is_right]

    @property
    def wrong(self):
        """The choices that say something about who picks them; none for an ordering."""
        if self.question.kind == Question.Kind.ORDERING:
            return []
        return [choice for choice in self.choices if not choice.is_right]


@dataclass(frozen=True)
class PaperBlock:
    """A block of a lesson: `template` draws it, or the block itself when there is none. `item` is its question."""

    block: object
    template: str = ""
    item: PaperItem | None = None


def paper_quiz(quiz, classroom):
    """Return the PaperItems of `quiz` for a class: the knowledge questions for its age.

    What somebody thinks, or would do in trouble, is asked on no sheet that others can look at. The order of the choices
    is settled by class and quiz, so that the sheet and its key, printed on different days, agree.
    """
    asked = [q for q in quiz.questions_for(classroom.band) if q.reveals == Question.Reveals.KNOWLEDGE]
    return _items(asked, f"paper:{classroom.pk}:{quiz.pk}")


def paper_lesson(lesson, classroom):
    """Return the PaperBlocks of `lesson`; its questions are numbered, with choices in the order of the class."""
    asked = [
        block.value for block in lesson.body if block.block_type == "question" and block.value and block.value.live
    ]
    fitting = [q for q in asked if classroom.band in q.bands]
    items = {item.question.pk: item for item in _items(fitting, f"paper:{classroom.pk}:{lesson.pk}")}
    found = [_block(block, items) for block in lesson.body]
    return [block for block in found if block is not None]


def _block(block, items):
    kind = block.block_type
    if kind not in PAPER_BLOCKS:
        return PaperBlock(block)
    item = items.get(block.value.pk) if kind == "question" and block.value else None
    if kind == "question" and item is None:
        return None
    return PaperBlock(block, PAPER_BLOCKS[kind], item)


def _items(questions, seed):
    choices = {}
    for choice in Choice.objects.filter(question__in=questions).order_by("sort_order", "pk"):
        choices.setdefault(choice.question_id, []).append(choice)
    asked = [q for q in questions if choices.get(q.pk) or q.reveals == Question.Reveals.REFLECTION]
    return [PaperItem(n, q, _shown(q, choices.get(q.pk, []), seed)) for n, q in enumerate(asked, 1)]


def _shown(question, choices, seed):
    by_key = {str(choice.key): (step, choice) for step, choice in enumerate(choices, 1)}
    in_order = list(by_key) if question.kind == Question.Kind.ORDERING else None
    order = shuffled(list(by_key), f"{seed}:{question.key}", never=in_order)
    return [PaperChoice(by_key[key][1], place, by_key[key][0]) for place, key in enumerate(order, 1)]
