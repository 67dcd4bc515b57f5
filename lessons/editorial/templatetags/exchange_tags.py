from django import template
from django.utils.translation import gettext_lazy as _

from lessons.core.bilingual import choose

register = template.Library()
KIND_NAMES = {
    "module": _("Module"),
    "lesson": _("Lesson"),
    "scenario": _("Scenario"),
    "quiz": _("Quiz"),
    "question": _("Question"),
    "fact": _("Fact"),
    "helpline": _("Helpline"),
    "topic": _("Topic"),
    "image": _("Picture"),
    "document": _("Document"),
}


@register.simple_tag
def kind_name(kind):
    return KIND_NAMES.get(kind, kind)


@register.simple_tag
def local_text(value):
    """A mapping of languages to texts, in the reader's language where it says something there."""
    return choose(value).text
