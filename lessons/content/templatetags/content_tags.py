from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.documents import get_document_model

from lessons.content import drawings
from lessons.content.kept import kept
from lessons.content.licences import address_of
from lessons.core.anchors import anchor
from lessons.core.bidi import bdi
from lessons.core.templatetags.chiragh import render_body
from lessons.core.weights import weight_of

register = template.Library()
MOST_JUMPS = 4


@register.simple_tag(takes_context=True)
def page_body(context, page):
    """The body of a page, drawn once an edition for each language: nothing in it is anybody's own."""
    name = f"body:{page.pk}:{get_language()}:{'little' if context.get('saves_data') else 'all'}"
    return kept(context.get("request"), name, lambda: render_body(context, page.body))


@register.inclusion_tag("content/includes/jump_links.html")
def jump_links(page):
    """The parts of a long page by their headings. The one that the body begins with is in view already."""
    blocks = list(enumerate(page.body, start=1))[1:]
    headings = [(anchor(number), block) for number, block in blocks if block.block_type == "heading"]
    return {"headings": headings[:MOST_JUMPS]}


@register.filter
def licence_link(licence):
    """The name of a licence, with a link to its text when it is a known one."""
    address = address_of(licence)
    return format_html('<a href="{}" rel="license">{}</a>', address, bdi(licence)) if address else bdi(licence)


@register.simple_tag
def document_url(number):
    """The address of the document `number`, "" when there is none, or none any more."""
    document = get_document_model().objects.filter(pk=number).first() if number else None
    return document.url if document else ""


@register.simple_tag
def drawing_url(name):
    """The address of the drawing `name`, "" when the program has none of that name."""
    return drawings.drawing_url(name)


@register.simple_tag
def srcset(renditions):
    """The files of a picture in one format, each with its width, for the browser to choose from."""
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


@register.simple_tag
def weight(address):
    """How many bytes the picture at `address` takes on the line."""
    return weight_of(address)
