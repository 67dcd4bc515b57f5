"""What a question must have so that nobody is left alone with a wrong answer, in either language."""

from django.utils.translation import gettext as _

from lessons.core.bilingual import is_blank
from lessons.editorial.checking.finding import STOP, Finding
from lessons.editorial.checking.subject import language_name


def marking(subject):
    """A question has choices, and a right one."""
    if not _is_asked(subject):
        return
    choices, kind = _choices(subject), subject.obj.kind
    right = sum(choice.is_right for choice in choices)
    if len(choices) < 2:
        yield _finding("questions.choices", (), _("It has fewer than two choices."), _("There is nothing to choose."))
    elif kind == "single" and right > 1:
        what = _("It is a single choice, but several choices are marked as right.")
        yield _finding(
            "questions.right", ("kind",), what, _("Whoever picks the other right one is told that it is wrong.")
        )
    elif kind != "ordering" and not right:
        what = _("No choice is marked as right.")
        yield _finding("questions.right", ("choices",), what, _("Whatever a learner picks would be counted as wrong."))


def both_languages(subject):
    """Each choice exists in every language that the question has."""
    if not _is_asked(subject):
        return
    for number, choice in enumerate(_choices(subject)):
        blank = [code for code in subject.languages if is_blank(getattr(choice, f"text_{code}"))]
        for code in blank:
            yield _finding(
                "questions.languages",
                ("choices", str(number), "text", code),
                _("Choice %(number)s has no text in %(language)s.")
                % {"number": number + 1, "language": language_name(code)},
                _("The two languages would ask different things, and their results could not be added up."),
                where=_place(subject, number, "text"),
            )
    for code in [code for code in subject.languages if is_blank(getattr(subject.obj, f"prompt_{code}"))]:
        what = _("There are choices in %(language)s, but no prompt.") % {"language": language_name(code)}
        why = _("The two languages would ask different things, and their results could not be added up.")
        yield _finding("questions.languages", ("prompt", code), what, why)


def feedback(subject):
    """Every choice explains itself in every language in which it can be picked."""
    if not _is_asked(subject):
        return
    for number, choice in enumerate(_choices(subject)):
        for code in subject.languages:
            if is_blank(getattr(choice, f"text_{code}")) or not is_blank(getattr(choice, f"feedback_{code}")):
                continue
            yield _finding(
                "questions.feedback",
                ("choices", str(number), "feedback", code),
                _("Choice %(number)s has no feedback in %(language)s.")
                % {"number": number + 1, "language": language_name(code)},
                _("Whoever picks it learns nothing from it, and a wrong way has no way back."),
                where=_place(subject, number, "feedback"),
                better=_("Say what is understandable in it, then what helps."),
            )


def _is_asked(subject):
    return subject.is_question and subject.obj.reveals != "reflection"


def _choices(subject):
    return list(subject.obj.choices.all())


def _place(subject, number, name):
    unit = subject.unit("choices", str(number), name)
    return unit.label if unit else ""


def _finding(rule, path, what, why, where="", better=""):
    return Finding(rule, STOP, where or _("The whole question"), path, what, why, better)
