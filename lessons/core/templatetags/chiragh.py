from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText, expand_db_html

from lessons.core import slots
from lessons.core.anchors import anchor
from lessons.core.bidi import bdi as isolated_code
from lessons.core.bidi import isolate as isolated_text
from lessons.core.bidi import isolate_html
from lessons.core.bilingual import LocalText, choose, falls_back, local_field
from lessons.core.rich_text import without_keys
from lessons.core.same_origin import has_session
from lessons.core.urdu import direction

register = template.Library()


def shown(found: LocalText, rich=False):
    """Return a LocalText as HTML: marked with its language when it is not the page's, foreign runs isolated."""
    rich = rich or isinstance(found.text, RichText)
    html = found.text
    if rich:
        html = without_keys(expand_db_html(getattr(html, "source", html)))
    if found.language == "ur":
        html = isolate_html(html) if rich else isolated_text(html)
    elif rich:
        html = mark_safe(html)
    if not found.is_fallback:
        return html if rich else format_html("{}", html)
    tag = "div" if rich else "span"
    return format_html(
        '<{0} lang="{1}" dir="{2}">{3}</{0}>', mark_safe(tag), found.language, direction(found.language), html
    )


@register.simple_tag
def local(obj, name):
    """The translated field `name` of `obj` for this reader."""
    return shown(local_field(obj, name), rich=isinstance(obj._meta.get_field(name), RichTextField))


@register.simple_tag
def leaf(value):
    """A bilingual leaf of a body for this reader."""
    return shown(choose(value or {}))


@register.filter
def isolate(value):
    """Latin words and numbers in `value` kept from turning the text round; nothing to do in English."""
    return isolated_text(value) if get_language() == "ur" else value


@register.filter
def bdi(value):
    return isolated_code(value)


@register.filter
def latin(value):
    """A text in English as a whole, such as the name of a source, wherever it stands."""
    return format_html('<bdi lang="en" dir="ltr">{}</bdi>', value)


@register.simple_tag(takes_context=True)
def slot(context, name, obj=None):
    return slots.render(name, context.get("request"), obj)


@register.simple_tag(takes_context=True)
def guard_token(context):
    """The CSRF field for whoever has a session; nothing on a page that may be cached (see core.same_origin)."""
    request = context["request"]
    if not has_session(request):
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag(takes_context=True)
def language_url(context):
    """The switch: this page in the other language."""
    request = context["request"]
    current = get_language() or settings.LANGUAGE_CODE
    other = next(code for code, _ in settings.LANGUAGES if code != current)
    with override(other):
        return f"{reverse('core:language')}?{urlencode({'next': request.get_full_path()})}"


@register.simple_tag(takes_context=True)
def render_body(context, body):
    """The blocks of a body; each has an anchor, so that a reading position has something to hold on to."""
    outer = context.flatten()
    places = ((block, anchor(number)) for number, block in enumerate(body, start=1))
    return format_html_join(
        "\n",
        '<div class="block{}" id="{}">{}</div>',
        (
            (" block--heading" if block.block_type == "heading" else "", place, block.render(outer | {"place": place}))
            for block, place in places
        ),
    )


@register.inclusion_tag("core/includes/fallback_notice.html", takes_context=True)
def fallback_notice(context, page):
    """A short notice when a part of `page` is there in another language only."""
    language = get_language() or settings.LANGUAGE_CODE
    bodies = [page.body.raw_data] if hasattr(page, "body") else []
    partly = local_field(page, "heading", language).is_fallback or any(falls_back(b, language) for b in bodies)
    return {"partly": partly, "LANGUAGE_CODE": language}
