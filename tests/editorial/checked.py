"""What the tests of the content check share: the site's words, lessons that say something, and what is found."""

from lessons.content.models import Choice
from lessons.curriculum import files
from lessons.editorial.checking.findings import findings_of
from lessons.editorial.checking.words import WatchedWord
from tests.factories import make_helpline, make_lesson, make_question


def load_words():
    WatchedWord.objects.bulk_create([WatchedWord(**values) for values in files.watched_words()])


def leaf(english="", urdu=""):
    return {"en": english, "ur": urdu}


def lesson_saying(english="", urdu="", **fields):
    """Return a lesson with one text block that says this in each language."""
    text = leaf(f"<p>{english}</p>" if english else "", f"<p>{urdu}</p>" if urdu else "")
    return make_lesson(body=[("text", text)], **fields)


def lesson_with(*blocks, **fields):
    return make_lesson(body=list(blocks), **fields)


def helplines():
    return ("helplines", [make_helpline()])


def question_with(choices=(("Yes", True), ("No", False)), changes=None, **fields):
    """Return a published question whose latest draft has these choices and fields, be they as unfinished as they may.

    `changes` are of choices: {number: {field: value}}.
    """
    question = make_question()
    for name, value in fields.items():
        setattr(question, name, value)
    question.choices = [
        Choice(
            sort_order=number,
            is_right=is_right,
            **{"text_en": text, "text_ur": "انتخاب", "feedback_en": f"About {number}.", "feedback_ur": "وجہ یہ ہے۔"}
            | (changes or {}).get(number, {}),
        )
        for number, (text, is_right) in enumerate(choices)
    ]
    question.save_revision(clean=False)
    return question


def found(obj, rule, level=None):
    """Return the findings in `obj` of this rule, or of a family of rules ("words"), at this level."""
    return [
        each
        for each in findings_of(obj)
        if (each.rule == rule or each.rule.startswith(f"{rule}.")) and level in {None, each.level}
    ]


def levels(obj, rule):
    return [each.level for each in found(obj, rule)]
