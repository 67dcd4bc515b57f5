from django import template
from django.utils.html import format_html

from lessons.core.urdu import direction

register = template.Library()


@register.filter
def named(found):
    """A LocalText in a line of the CMS, marked with its own language and direction."""
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', found.language, direction(found.language), found.text)
