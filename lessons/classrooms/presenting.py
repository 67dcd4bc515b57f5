"""A lesson or a quiz as slides: one idea a screen, the same slides in every language."""

from dataclasses import dataclass, replace

from lessons.classrooms.slide_parts import pieces_of, plain, split_rich
from lessons.classrooms.type_size import Words, step_for
from lessons.content.drawings import drawing_url
from lessons.content.models import LessonPage, QuizPage
from lessons.core.bilingual import LANGUAGES
from lessons.learning.frozen import freeze_questions, read_items
from lessons.learning.scoring import KNOWLEDGE, ORDERING, is_asked

# Settles the order of choices: the same in both languages, at each reload and in every class.
SEED = "presented"
# What shows a title of its own; above the others stands what they belong to.
TITLED = {"title", "heading", "question", "qa", "end"}
LARGEST = {"text": "large", "callout": "large", "fact": "large", "qa": "large", "hard": "large", "question": "large"}


@dataclass(frozen=True)
class Asked:
    """A question as it is presented: the frozen item, and its words in every language."""

    item: dict
    shown: object

    @property
    def is_countable(self):
        """Whether hands may be counted: what somebody thinks or has lived through is nobody's to see."""
        return self.item["reveals"] == KNOWLEDGE and self.item["kind"] != ORDERING

    @property
    def is_thought_over(self):
        """Whether nobody is asked to say their answer."""
        return self.item["reveals"] != KNOWLEDGE

    @property
    def has_right(self):
        """Whether some choices are right: of an attitude, none is."""
        return is_asked(self.item["reveals"]) and self.item["reveals"] != "attitude"

    @property
    def right(self):
        """The right choices with their places as shown, from 1; for an ordering in the right order."""
        places = {key: place for place, key in enumerate(self.item["choices"], start=1)}
        return [(places[key], self.shown.choice(key)) for key in self.item["right"]]

    @property
    def has_answer(self):
        return self.has_right or any(self.shown.explanation.values())


@dataclass(frozen=True)
class Slide:
    """One screen. `value` is what the template of its kind shows, `words` what its size is worked out from."""

    kind: str
    value: object = None
    heading: object = None
    words: tuple = ()
    # The number of a step in its list; of a hard part and what comes before it, the slide after it.
    place: int = 0
    skip_to: int = 0

    @property
    def is_titled(self):
        return self.kind in TITLED

    def step(self, language, mode=""):
        """Return the name of the size in which the slide is shown."""
        words = _question_words(self.value, mode) if self.kind == "question" else self.words
        heading = (_words(self.heading, 0.7, 0.4),) if self.heading else ()
        return step_for(heading + tuple(words), language, LARGEST.get(self.kind, "huge"))


def find_activity(pk):
    """Return the published lesson or quiz `pk` of a published module, or None."""
    for model in (LessonPage, QuizPage):
        activity = model.objects.live().public().filter(id=pk).first()
        if activity is not None:
            return activity if activity.module.live else None
    return None


def slides_of(activity, band):
    """Return the Slides of a lesson or a quiz for a class of the age `band`, numbered from 1 by their order."""
    slides = [Slide("title", activity, words=_title_words(activity))]
    if isinstance(activity, QuizPage):
        questions = activity.questions_for(band) or activity.questions_for(None)
        slides += [_question(asked) for asked in asked_of(questions).values()]
    else:
        slides += _lesson_slides(activity)
    return _with_ways_past([*slides, Slide("end", activity)])


def _title_words(activity):
    above, title = _leaf_of(activity.module, "heading"), _leaf_of(activity, "heading")
    return (_words(above, 0.7, 3.6), _words(title, 1.2), _words(_leaf_of(activity, "summary"), 0.7))


def asked_of(questions):
    """Return what is Asked of `questions` by their keys; one whose words are gone is left out."""
    items = freeze_questions(questions, SEED)
    shown = read_items(items)
    return {item["key"]: Asked(item, shown[item["key"]]) for item in items if item["key"] in shown}


def _lesson_slides(lesson):
    asked = asked_of([b.value for b in lesson.body if b.block_type == "question" and b.value and b.value.live])
    note = _leaf_of(lesson, "content_note")
    slides = [Slide("note", note, words=(_words(note, 1.0, 2.0),))] if any(note.values()) else []
    heading = None
    for block in lesson.body:
        if block.block_type == "heading":
            if heading:
                slides.append(_line("heading", heading))
            heading = block.value
            continue
        made = _block_slides(block, asked)
        # What follows a heading stands below it, on each of its slides.
        slides += [slide if slide.heading else replace(slide, heading=heading) for slide in made]
        heading = None if made else heading
    return [*slides, _line("heading", heading)] if heading else slides


def _block_slides(block, asked):
    kind, value = block.block_type, block.value
    if not value:
        return []
    if kind == "question":
        return [_question(asked[value.key])] if value.key in asked else []
    if kind in _MAKERS:
        return _MAKERS[kind](value)
    return []


def _question(asked):
    return Slide("question", asked)


def _line(kind, leaf):
    return Slide(kind, leaf, words=(_words(leaf, 1.2, 3.0),))


def _text(value, kind="text", heading=None, room=0.0):
    parts = split_rich(value)
    return [Slide(kind, part, heading=_filled(heading), words=(Words(room=room), *_rich_words(part))) for part in parts]


def _callout(value):
    parts = split_rich(value["text"])
    heading = value["heading"]
    return [
        Slide("callout", {"tone": value["tone"], "heading": heading, "text": part}, words=_callout_words(heading, part))
        for part in parts
    ]


def _callout_words(heading, part):
    return (_words(heading, 0.9, 0.0), Words(room=1.0), *_rich_words(part, inset=3.4))


def _hard(value):
    parts = _text(value["text"], "hard", room=1.0)
    return [Slide("before_hard"), *parts] if parts else []


def _steps(value):
    return [
        Slide("step", step, heading=_filled(value["heading"]), words=tuple(_step_words(step)), place=place)
        for place, step in enumerate(value["items"], start=1)
    ]


def _step_words(step):
    yield Words(_texts(step["goal"]), 1.2, inset=3.5)
    yield Words(_texts(step.get("where")), 0.85, inset=3.5)
    if step.get("fact"):
        yield from _rich_words(_leaf_of(step["fact"], "text"), 0.85, inset=3.5)
        yield Words(room=1.2)
    if _filled(step.get("check")):
        yield Words(_texts(step["check"]), 0.75, 1.0, inset=5)


def _fact(fact):
    return [
        Slide("fact", {"fact": fact, "text": part}, words=(*_rich_words(part), *_source_words(fact.source)))
        for part in split_rich(_leaf_of(fact, "text"))
    ]


def _source_words(source):
    return [Words({"en": source}, 0.42, 1.5)] if source else []


def _helplines(helplines):
    shown = [helpline for helpline in helplines if helpline and helpline.live]
    return [Slide("helpline", helpline, words=_helpline_words(helpline)) for helpline in shown]


def _helpline_words(helpline):
    names = [("name", 1.0), ("who_for", 0.7), ("hours", 0.6), ("cost", 0.6)]
    return (Words(room=5.0), *(_words(_leaf_of(helpline, name), size, 0.3) for name, size in names))


def _questions_and_answers(value):
    return [
        Slide(
            "qa",
            {"question": item["question"], "answer": part},
            words=(_words(item["question"]), *_rich_words(part, 0.9)),
        )
        for item in value["items"]
        for part in split_rich(item["answer"])
    ]


_MAKERS = {
    "text": _text,
    "callout": _callout,
    "steps": _steps,
    "hard": _hard,
    "fact": _fact,
    "helplines": _helplines,
    "qa": _questions_and_answers,
    "image": lambda value: [Slide("image", value)] if value["image"] else [],
    "drawing": lambda value: [Slide("drawing", value)] if drawing_url(value["name"]) else [],
    "audio": lambda value: [Slide("audio", value)] if value["file"] else [],
    "video": lambda value: [Slide("video", value)] if value["file"] else [],
    "key_line": lambda value: [_line("key_line", value)],
}


def _question_words(asked, mode):
    item, shown = asked.item, asked.shown
    around = Words(room=4.6 if asked.is_thought_over else 2.8)
    if not is_asked(item["reveals"]):
        return [_words(shown.prompt), _words(shown.explanation, 0.6), around]
    if mode == "answer":
        right = asked.right if asked.has_right else []
        fitting = [_words(choice.text, 0.8, 1.1) for _place, choice in right]
        why = [_words(choice.feedback, 0.7) for _place, choice in right if item["kind"] != ORDERING]
        largest = 0.7 if asked.has_right else 1.0
        said = [_words(shown.explanation, largest), *_source_words(shown.source)]
        return [_words(shown.prompt, 0.6), *fitting, *why, *said, around]
    room = 2.4 if mode == "counts" else 0.8
    choices = [Words(_texts(choice.text), 0.75, room, inset=3.5) for choice in shown.choices]
    how = Words(room=0.0 if item["kind"] == "single" else 1.7)
    return [_words(shown.prompt, 0.6 if mode else 1.0), how, *choices, around]


def _with_ways_past(slides):
    """Tell each hard part, and the slide before it, which slide comes after it."""
    found, after = [], len(slides)
    for number in range(len(slides), 0, -1):
        slide = slides[number - 1]
        if slide.kind in {"hard", "before_hard"}:
            slide = replace(slide, skip_to=after)
        if slide.kind != "hard":
            after = number
        found.append(slide)
    return found[::-1]


def _leaf_of(obj, name):
    return {code: getattr(obj, f"{name}_{code}") or "" for code in LANGUAGES}


def _texts(leaf):
    return {code: plain((leaf or {}).get(code)) for code in LANGUAGES}


def _words(leaf, size=1.0, room=0.5):
    return Words(_texts(leaf), size, room)


def _rich_words(leaf, size=1.0, room=0.5, inset=0.0):
    """Return the Words of a rich text, one for each of its paragraphs."""
    pieces = {code: pieces_of(getattr(leaf.get(code), "source", leaf.get(code))) for code in LANGUAGES}
    for place in range(max(map(len, pieces.values()))):
        text = {code: found[place].text if place < len(found) else "" for code, found in pieces.items()}
        yield Words(text, size, room, inset)


def _filled(leaf):
    return leaf if leaf and any(_texts(leaf).values()) else None
