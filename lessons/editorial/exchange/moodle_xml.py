"""Questions in Moodle XML: bytes in, questions out, and back. Without the ORM.

Source of what its elements mean: Moodle's question/format/xml/format.php and question/type/ordering (part of Moodle
since 4.4). Read with defusedxml, which refuses what makes an XML file dangerous.
"""

import math
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from lessons.editorial.exchange.moodle import (
    FULL,
    HTML,
    MARKDOWN,
    MOODLE,
    PLAIN,
    Unfit,
    cannot_carry,
    description_loss,
    left_out,
    marked,
    percent,
    true_false,
    weights_of,
    words,
)
from lessons.editorial.exchange.neutral import (
    MULTIPLE,
    ORDERING,
    REFLECTION,
    SINGLE,
    Found,
    Loss,
    NeutralChoice,
    NeutralQuestion,
    NotQuestions,
    Refusal,
    Written,
    clean_text,
    key_of,
    keyed,
    texts,
)

NAME = "Moodle XML"
_FORMATS = {"moodle_auto_format": MOODLE, "plain_text": PLAIN, "markdown": MARKDOWN, "wiki_like": PLAIN}
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_SETTINGS = ("defaultgrade", "penalty", "shuffleanswers", "answernumbering", "hidden", "gradingtype", "numberingstyle")


# --- reading ---------------------------------------------------------------------------------------------------------
def read_moodle_xml(data, language):
    """Return the Found of a Moodle XML file, bytes, whose texts are in `language`. Raises NotQuestions."""
    quiz = _root(data)
    questions, losses, refusals = [], [], []
    for number, element in enumerate(quiz.findall("question"), 1):
        if element.get("type") == "category":
            losses.append(Loss("", _("Categories"), _("Questions have a topic here. Choose it before you import.")))
            continue
        own = []
        try:
            question = _question(element, number, language, own)
        except Unfit as unfit:
            refusals.append(Refusal(_place(element, number), str(unfit)))
            continue
        questions.append(question)
        losses += keyed(own, question.key) + _file_losses(element)
    if not questions and not refusals:
        raise NotQuestions(_("There are no questions in this XML file."))
    return Found(tuple(questions), tuple(dict.fromkeys(losses)), tuple(refusals))


def _root(data):
    try:
        quiz = fromstring(data.lstrip(), forbid_dtd=True)
    except DefusedXmlException:
        raise NotQuestions(
            _("This XML file defines entities of its own, which can do harm. Moodle's own files have none.")
        ) from None
    except ParseError as error:
        line, _column = error.position
        message = _("This XML file is broken in line %(number)s. Export it from Moodle once more.")
        raise NotQuestions(message % {"number": line}) from None
    except (ValueError, LookupError):
        raise NotQuestions(_("This XML file names an encoding that isn't known. Save it as UTF-8.")) from None
    if quiz.tag != "quiz":
        raise NotQuestions(_("This XML file isn't one of Moodle's questions: it has no quiz in it."))
    return quiz


def _place(element, number):
    name = clean_text(element.findtext("name/text"))[:60]
    return f"{number}: {name}" if name else _("question %(number)s") % {"number": number}


def _question(element, number, language, losses):
    """Return the question of an element. Raises Unfit."""
    readers = {
        "multichoice": _multichoice,
        "truefalse": _truefalse,
        "ordering": _ordering,
        "description": _description,
    }
    kind = element.get("type") or ""
    if kind not in readers:
        raise Unfit(_unknown(kind))
    prompt = _text(element.find("questiontext"), losses)
    if element.find("image_base64") is not None:
        losses.append(Loss("", _("Pictures, sound and video"), _("Texts are plain here: only the words come in.")))
    id_number = clean_text(element.findtext("idnumber"))
    return NeutralQuestion(
        key=key_of(id_number, clean_text(element.findtext("name/text")), prompt),
        prompt=texts(language, prompt),
        explanation=texts(language, _text(element.find("generalfeedback"), losses)),
        topic=clean_text(element.findtext("tags/tag/text")),
        is_named=bool(id_number),
        place=_place(element, number),
        **readers[kind](element, language, losses),
    )


def _unknown(kind):
    reasons = {
        "essay": _("It asks for a written answer. Here an answer is chosen."),
        "shortanswer": _("It asks for a word to be typed. Here an answer is chosen."),
        "numerical": _("It asks for a number. Here an answer is chosen."),
        "matching": _("It asks to match pairs. Here an answer is chosen."),
    }
    if kind in reasons:
        return reasons[kind]
    return _("Its kind, “%(kind)s”, isn't known here.") % {"kind": clean_text(kind)[:40]}


def _text(element, losses, default=HTML):
    """Return the plain words of an element that holds a text, and maybe files."""
    if element is None:
        return ""
    text_format = _FORMATS.get(element.get("format") or "", default)
    found = element.find("text")
    text = "".join(found.itertext()) if found is not None else element.text
    if element.find("file") is not None:
        losses.append(Loss("", _("Pictures, sound and video"), _("Texts are plain here: only the words come in.")))
    return words(clean_text(text), text_format, losses)


def _answers(element, losses):
    """Return (text, feedback, fraction) of each answer."""
    prompt = element.find("questiontext")
    default = _FORMATS.get("" if prompt is None else prompt.get("format") or "", HTML)
    rows = []
    for answer in element.findall("answer"):
        text, feedback = _text(answer, losses, default), _text(answer.find("feedback"), losses, default)
        rows.append((text, feedback, _number(answer.get("fraction"))))
    return rows


def _number(text):
    try:
        number = float((text or "0").replace(",", "."))
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _multichoice(element, language, losses):
    rows = _answers(element, losses)
    single = element.findtext("single", "true").strip() not in {"false", "0", ""}
    kind, rights = marked(single, [fraction for _text, _feedback, fraction in rows], losses)
    choices = [
        NeutralChoice(texts(language, text), texts(language, feedback), right=right)
        for (text, feedback, _fraction), right in zip(rows, rights, strict=True)
    ]
    return {"kind": kind, "choices": tuple(choices)}


def _truefalse(element, language, losses):
    rows = _answers(element, losses)
    if len(rows) != 2:
        raise Unfit(_("A true or false question has two answers."))
    # Old files name the answers in a language of their own; then the first is "true".
    if rows[0][0].lower() == "false":
        rows.reverse()
    (_true, when_true, fraction), (_false, when_false, _fraction) = rows
    return {"kind": SINGLE, "choices": true_false(fraction >= FULL, language, when_true, when_false)}


def _ordering(element, language, losses):
    rows = sorted(_answers(element, losses), key=lambda row: row[2])
    if (
        _number(element.findtext("selectcount")) < len(rows)
        and (element.findtext("selecttype") or "ALL").strip() != "ALL"
    ):
        losses.append(Loss("", _("Asking only some of the steps"), _("All steps are asked here.")))
    steps = [NeutralChoice(texts(language, text), texts(language, feedback)) for text, feedback, _place in rows]
    return {"kind": ORDERING, "choices": tuple(steps)}


def _description(_element, _language, losses):
    losses.append(description_loss())
    return {"reveals": REFLECTION}


def _file_losses(element):
    """Return what nearly every question of Moodle has and none has here: it is listed once."""
    found = []
    if any(clean_text(element.findtext(f"{name}/text")) for name in _COMBINED):
        found.append((_("Words for right, partly right and wrong"), _("Here each choice has its own feedback.")))
    if any(element.find(name) is not None for name in _SETTINGS):
        found.append((_("Marks, penalties, shuffling and numbering"), _("They are the same for all questions here.")))
    if element.find("hint") is not None:
        found.append((_("Hints"), _("Here each choice has its own feedback.")))
    if len(element.findall("tags/tag")) > 1:
        found.append((_("More than one tag"), _("A question has one topic here: the first tag is taken.")))
    return [Loss("", what, why) for what, why in found]


# --- writing ---------------------------------------------------------------------------------------------------------
def write_moodle_xml(questions, language):
    """Return the Written Moodle XML of `questions` in `language`."""
    quiz = ElementTree.Element("quiz")
    losses, refusals = [], []
    for question in questions:
        reason = cannot_carry(question, language)
        if reason:
            refusals.append(Refusal(question.key, reason))
            continue
        losses += left_out(question, language, NAME)
        quiz.append(_element(question, language))
    ElementTree.indent(quiz)
    text = ElementTree.tostring(quiz, encoding="unicode")
    return Written(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', tuple(losses), tuple(refusals))


def _element(question, language):
    element = ElementTree.Element("question", type=_type(question))
    _add(element, "name", question.key)
    _add(element, "questiontext", question.prompt[language], format="plain_text")
    _add(element, "generalfeedback", question.explanation.get(language, ""), format="plain_text")
    for name, value in _settings(question):
        ElementTree.SubElement(element, name).text = value
    if not question.is_reflection:
        _add_answers(element, question, language)
    if question.topic:
        _add(ElementTree.SubElement(element, "tags"), "tag", question.topic)
    return element


def _type(question):
    if question.is_reflection:
        return "description"
    return "ordering" if question.kind == ORDERING else "multichoice"


def _settings(question):
    """Return (element, value) of what Moodle wants to know besides the words."""
    if question.is_reflection:
        return [("defaultgrade", "0"), ("penalty", "0"), ("hidden", "0"), ("idnumber", question.key)]
    common = [("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0"), ("idnumber", question.key)]
    if question.kind == ORDERING:
        order = [("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", str(len(question.choices)))]
        return common + order + [("gradingtype", "ALL_OR_NOTHING"), ("showgrading", "SHOW"), ("numberingstyle", "none")]
    single = "false" if question.kind == MULTIPLE else "true"
    return [*common, ("single", single), ("shuffleanswers", "true"), ("answernumbering", "none")]


def _add_answers(element, question, language):
    places = range(1, len(question.choices) + 1)
    weights = places if question.kind == ORDERING else weights_of(question)
    for choice, weight in zip(question.choices, weights, strict=True):
        answer = _add(element, "answer", choice.text[language], fraction=percent(weight), format="plain_text")
        _add(answer, "feedback", choice.feedback.get(language, ""), format="plain_text")


def _add(parent, name, text, **attributes):
    element = ElementTree.SubElement(parent, name, attributes)
    ElementTree.SubElement(element, "text").text = text
    return element
