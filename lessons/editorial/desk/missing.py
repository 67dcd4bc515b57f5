"""The desk's own points of a checklist: what a page or record still needs."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lessons.content.bands import BANDS
from lessons.content.models import Fact, Helpline, LessonPage, ModulePage, Question, QuizPage, ScenarioPage
from lessons.content.pages import LocalPage
from lessons.content.panels import LANGUAGE_NAMES
from lessons.core.bilingual import LANGUAGES, choose, is_blank
from lessons.editorial.desk.checklist import ADVICE, STOP, Item, provides_items
from lessons.editorial.desk.used import is_new, organisation_id_of, records_of, unfinished, uses_in
from lessons.editorial.units import bodies, units_of


def _name(obj, field):
    return capfirst(str(obj._meta.get_field(field).verbose_name))


def _is_empty(obj, field):
    return all(is_blank(getattr(obj, f"{field}_{code}")) for code in LANGUAGES)


@provides_items
def pages(obj, user):
    """What every page needs: a heading, a summary, words in its blocks."""
    if not isinstance(obj, LocalPage):
        return
    if hasattr(obj, "summary") and _is_empty(obj, "summary"):
        yield Item(ADVICE, _name(obj, "summary"), _("Say in one sentence what it is about."), ("summary", LANGUAGES[0]))
    if isinstance(obj, ScenarioPage):
        return  # its heading and words have to be there in every language: the content check asks for them
    yield from _heading(obj)
    headings = _headings_above(obj)
    for unit in units_of(obj):
        if unit.needed and len(unit.path) > 1 and all(unit.is_blank(code) for code in LANGUAGES):
            where = _below(unit.label, headings.get(unit.path[:2]))
            yield Item(STOP, where, _("Nothing is written here yet."), (*unit.path, LANGUAGES[0]))


def _headings_above(obj):
    """Return the words of the heading above each block of a body, by the block's path: empty texts look alike."""
    above, words = {}, ""
    for field, raw in bodies(obj):
        for block in raw:
            if block["type"] == "heading":
                words = choose(block["value"]).text
            else:
                above[(field.name, block.get("id"))] = words
    return above


def _below(label, heading):
    return f"{label} · {heading}" if heading else label


def _heading(obj):
    empty = [code for code in LANGUAGES if is_blank(getattr(obj, f"heading_{code}"))]
    for code in empty:
        level = STOP if len(empty) == len(LANGUAGES) else ADVICE
        where = f"{_name(obj, 'heading')} · {LANGUAGE_NAMES[code]}"
        yield Item(level, where, _("The heading is missing in this language."), ("heading", code))


@provides_items
def modules(obj, user):
    if not isinstance(obj, ModulePage):
        return
    if not obj.objectives:
        yield Item(ADVICE, _name(obj, "objectives"), _("Say what a learner can do afterwards."), ("objectives",))
    if not obj.numchild:
        yield Item(STOP, _("Lessons, scenarios, quizzes"), _("The module holds nothing to do yet."))


@provides_items
def lessons(obj, user):
    if not isinstance(obj, LessonPage):
        return
    kinds = {block["type"] for block in obj.body.raw_data}
    where = _name(obj, "body")
    if not kinds:
        yield Item(STOP, where, _("The lesson holds nothing yet. Add its first block."), ("body",))
        return
    if "key_line" not in kinds:
        yield Item(ADVICE, where, _("There is no key line: one short sentence to take along."), ("body",))
    if "helplines" not in kinds:
        yield Item(ADVICE, where, _("There is no block with helplines: help should be in reach."), ("body",))


@provides_items
def scenarios(obj, user):
    if isinstance(obj, ScenarioPage) and not obj.cast.raw_data:
        yield Item(STOP, _name(obj, "cast"), _("Nobody is in the conversation yet. Add its people."), ("cast",))


@provides_items
def records_in_pages(obj, user):
    """A quiz without enough questions, empty places for a record, and records that would not be shown with the page."""
    if not isinstance(obj, LocalPage):
        return
    uses = uses_in(obj)
    records = records_of(uses)
    if isinstance(obj, QuizPage):
        yield from _quiz(obj, list(records.values()))
    drafts = [record for record in records.values() if not record.live]
    organisation = organisation_id_of(obj) if drafts else None
    headings = _headings_above(obj)
    half = unfinished([record for record in drafts if isinstance(record, Question)])
    for use in uses:
        record = records.get((use.model, use.pk))
        what = _trouble_of(record, organisation, half)
        if what:
            where = _below(capfirst(use.label), headings.get(use.path[:2]))
            yield Item(STOP if record is None else ADVICE, where, what, use.path)


def _quiz(quiz, asked):
    if len(asked) < 2:
        yield Item(STOP, _("Questions"), _("A quiz needs at least two questions."), ("quiz_questions",))
    written = "".join(question.bands for question in asked)
    for band, name in BANDS:
        if asked and band in quiz.bands and band not in written:
            what = _("No question is written for this age: %(band)s.") % {"band": name}
            yield Item(STOP, _name(quiz, "bands"), what, ("quiz_questions",))


def _trouble_of(record, organisation, half):
    if record is None:
        return _("Nothing is chosen here yet.")
    if record.live:
        return ""
    name = {"name": record}
    if not is_new(record):
        return _("“%(name)s” has been unpublished: readers don't see it.") % name
    if record.organisation_id != organisation:
        return _("“%(name)s” is a draft of another organisation: readers don't see it until it is published.") % name
    if isinstance(record, Question) and record.pk in half:
        return _("“%(name)s” isn't finished: it stays a draft when the page is published.") % name
    return ""


@provides_items
def questions(obj, user):
    if not isinstance(obj, Question):
        return
    if _is_empty(obj, "prompt"):
        yield Item(STOP, _name(obj, "prompt"), _("The question itself is missing."), ("prompt", LANGUAGES[0]))
    if obj.reveals == Question.Reveals.REFLECTION:
        return
    choices = list(obj.choices.all())
    if len(choices) < 2:
        yield Item(STOP, _("Choices"), _("Give at least two choices."), ("choices",))
    yield from _right(obj, choices)
    for number, choice in enumerate(choices):
        yield from _choice(choice, number)


def _right(question, choices):
    right = sum(choice.is_right for choice in choices)
    if question.kind == Question.Kind.SINGLE and right != 1:
        yield Item(STOP, _("Choices"), _("Mark exactly one choice as right."), ("choices",))
    if question.kind == Question.Kind.MULTIPLE and not right:
        yield Item(STOP, _("Choices"), _("Mark at least one choice as right."), ("choices",))


def _choice(choice, number):
    where = _("Choice %(number)s") % {"number": number + 1}
    place = ("choices", str(number))
    if _is_empty(choice, "text"):
        yield Item(STOP, where, _("Its words are missing."), (*place, "text", LANGUAGES[0]))
    if _is_empty(choice, "feedback"):
        what = _("Say what whoever picks it should hear.")
        yield Item(ADVICE, where, what, (*place, "feedback", LANGUAGES[0]))


@provides_items
def facts(obj, user):
    if not isinstance(obj, Fact):
        return
    if _is_empty(obj, "text"):
        yield Item(STOP, _name(obj, "text"), _("Nothing is written here yet."), ("text", LANGUAGES[0]))
    if not obj.source:
        yield Item(STOP, _name(obj, "source"), _("Say where this comes from."), ("source",))


@provides_items
def helplines(obj, user):
    if not isinstance(obj, Helpline):
        return
    if _is_empty(obj, "name"):
        yield Item(STOP, _name(obj, "name"), _("The name is missing."), ("name", LANGUAGES[0]))
    if not obj.called_on:
        what = _("Nobody has called this number yet. Call it, and put in the day.")
        yield Item(ADVICE, _name(obj, "called_on"), what, ("called_on",))
