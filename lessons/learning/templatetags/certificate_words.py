"""What a certificate says, in the words that were frozen when it was made."""

from django import template

from lessons.core.qr import qr_svg
from lessons.core.templatetags.chiragh import shown

register = template.Library()


@register.simple_tag
def frozen_words(found):
    """A LocalText for this reader, marked with its language when it is not the page's."""
    return shown(found)


@register.simple_tag
def qr(address):
    return qr_svg(address)
