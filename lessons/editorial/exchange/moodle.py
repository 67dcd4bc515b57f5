"""What Moodle's two formats, GIFT and Moodle XML, have in common: weights, text formats, and what they can't hold."""

import re

from django.utils.translation import gettext as _

from lessons.editorial.exchange.html_text import looks_like_html, plain_text, unescaped
from lessons.editorial.exchange.neutral import MULTIPLE, SINGLE, Loss, NeutralChoice, texts, unclear_answer

HTML, MOODLE, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
FULL = 99.9
_MARKDOWN = re.compile(r"(\*\*|__|`|^#+ |^[*-] |\]\()", re.M)


class Unfit(Exception):
    """This question can't be taken. The message says why."""


# --- reading ---------------------------------------------------------------------------------------------------------
def words(text, text_format, losses):
    """Return the plain words of `text`, which Moodle holds in `text_format`; what is lost joins `losses`."""
    lost = []
    if text_format == HTML or (text_format == MOODLE and looks_like_html(text)):
        text, lost = plain_text(text, keeps_lines=text_format == MOODLE)
    elif text_format == MOODLE:
        text = unescaped(text)
    elif text_format == MARKDOWN and _MARKDOWN.search(text):
        losses.append(Loss("", _("Markdown"), _("Texts are plain here: its signs stay as they are typed.")))
    losses += [Loss("", what, _("Texts are plain here: only the words come in.")) for what in lost]
    return text.strip()


def marked(single, weights, losses):
    """Return the kind and which choices are right, by Moodle's weights in percent. Raises Unfit without a right one."""
    if single:
        rights = [weight >= FULL for weight in weights]
        if any(0 < weight < FULL or weight < 0 for weight in weights):
            losses.append(Loss("", _part_marks(weights), _("A choice is right or not: these count as not right.")))
        if sum(rights) > 1:
            losses.append(Loss("", _("One of several right choices"), _("Here all that are right have to be chosen.")))
    else:
        rights = [weight > 0 for weight in weights]
        if not _shares_evenly(weights):
            losses.append(Loss("", _part_marks(weights), _("A choice is right or not: the weights are left out.")))
    if not any(rights):
        raise Unfit(_("None of its choices is fully right."))
    return (SINGLE if single and sum(rights) == 1 else MULTIPLE), rights


def _part_marks(weights):
    parts = [f"{weight:.3g}" for weight in dict.fromkeys(weights) if weight and abs(weight) < FULL]
    return _("Part marks (%(weights)s percent)") % {"weights": ", ".join(parts)} if parts else _("Marks taken away")


def _shares_evenly(weights):
    """Return whether the right choices share the marks and a wrong one takes none or all: what we write ourselves."""
    good = [weight for weight in weights if weight > 0]
    bad = {weight for weight in weights if weight <= 0}
    return bad <= {0, -100} and bool(good) and all(abs(weight - 100 / len(good)) < 0.1 for weight in good)


def true_false(truth, language, when_true, when_false):
    """Return the two choices of a statement, with the feedback for either."""
    labels = {"en": ("True", "False"), "ur": ("درست", "غلط")}.get(language, ("True", "False"))
    return (
        NeutralChoice(texts(language, labels[0]), texts(language, when_true), right=truth),
        NeutralChoice(texts(language, labels[1]), texts(language, when_false), right=not truth),
    )


def description_loss():
    return Loss("", _("A description"), _("It asks nothing, so it comes in as a reflection."))


# --- writing ---------------------------------------------------------------------------------------------------------
def weights_of(question):
    """Return the percent of each choice: a single right one has 100, several share them, a wrong one takes all."""
    right = sum(question.rights) or 1
    if question.kind == SINGLE:
        return [100 if choice.right else 0 for choice in question.choices]
    return [round(100 / right, 5) if choice.right else -100 for choice in question.choices]


def percent(weight):
    """Return `weight` as Moodle compares it: a third has five decimals."""
    return f"{weight:.5f}".rstrip("0").rstrip(".")


def cannot_carry(question, language):
    """Return why Moodle's formats can't hold `question` in `language`, or an empty text."""
    if not question.prompt.get(language):
        return _("It isn't written in this language.")
    if question.is_reflection:
        return ""
    if len(question.choices) < 2:
        return _("It isn't finished: it has fewer than two choices.")
    if not all(choice.text.get(language) for choice in question.choices):
        return _("A choice isn't written in this language.")
    reason = unclear_answer(question)
    return _("It isn't finished: %(reason)s") % {"reason": reason} if reason else ""


def left_out(question, language, format_name):
    """Return the Losses of `question` when it is written for Moodle in `language`."""
    key = question.key
    held = [question.prompt, question.explanation]
    held += [text for choice in question.choices for text in (choice.text, choice.feedback)]
    lost = []
    if any(code != language for text in held for code in text):
        lost.append((_("The other language"), _("A file for Moodle holds one language. Export the other one too.")))
    if question.teaching_note:
        lost.append((_("What to say in class"), no_place(format_name)))
    if question.source:
        lost.append((_("Source"), no_place(format_name)))
    if any(choice.misconception for choice in question.choices):
        lost.append((_("Misconceptions"), no_place(format_name)))
    if question.reveals and not question.is_reflection:
        lost.append((_("What the answer reveals"), no_place(format_name)))
    if question.bands:
        lost.append((_("Age bands"), no_place(format_name)))
    if question.kind == MULTIPLE:
        lost.append((_("All or nothing"), _("Moodle gives a part of the marks for some of the right choices.")))
    return [Loss(key, what, why) for what, why in lost]


def no_place(format_name):
    return _("%(format)s has no place for it.") % {"format": format_name}
