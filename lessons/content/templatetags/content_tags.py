from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from lessons.content.kept import kept
from lessons.content.licences import address_of
from lessons.core.bidi import bdi
from lessons.core.templatetags.chiragh import render_body

register = template.Library()
MOST_JUMPS = 4


@register.simple_tag(takes_context=True)
def page_body(context, page):
    """The body of a page, drawn once an edition for each language: nothing in it is anybody's own."""
    name = f"body:{page.pk}:{get_language()}"
    return kept(context.get("request"), name, lambda: render_body(context, page.body))


@register.inclusion_tag("content/includes/jump_links.html")
def jump_links(page):
    """The parts of a long page by their headings. The one that the body begins with is in view already."""
    headings = [block for number, block in enumerate(page.body) if number and block.block_type == "heading"]
    return {"headings": headings[:MOST_JUMPS]}


@register.filter
def licence_link(licence):
    """The name of a licence, with a link to its text when it is a known one."""
    address = address_of(licence)
    return format_html('<a href="{}" rel="license">{}</a>', address, bdi(licence)) if address else bdi(licence)
