"""The small pictures of a page, drawn in it: icons, lamps and tiles."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lessons.core.tiles import tile_of

register = template.Library()

_CIRCLE = "M12 3.5A8.5 8.5 0 1 0 12 20.5 8.5 8.5 0 1 0 12 3.5Z"
ICONS = {
    "again": "M19 12A7 7 0 1 1 16.5 6.6M16.5 3V7H12.5",
    "arrow": "M4.5 12H19.5M13.5 6L19.5 12L13.5 18",
    "back": "M19.5 12H4.5M10.5 6L4.5 12L10.5 18",
    "book": "M12 6.5C10 5 7 4.5 3.5 4.5V18C7 18 10 18.5 12 20C14 18.5 17 18 20.5 18V4.5C17 4.5 14 5 12 6.5V20",
    "cards": "M3.5 7.5H16.5V20.5H3.5ZM7.5 7.5V5.5A2 2 0 0 1 9.5 3.5H18.5A2 2 0 0 1 20.5 5.5V14.5A2 2 0 0 1 18.5 16.5"
    "H16.5M7 14L9.3 16.3L13.5 11.8",
    "care": "M12 4L21 19.5H3ZM12 10.5V14.5M12 17V17.1",
    "class": "M9 5A3 3 0 1 0 9 11 3 3 0 1 0 9 5ZM3 19.5C3 15.5 5.5 13.5 9 13.5S15 15.5 15 19.5M15.5 5.5A3 3 0 0 1 15.5"
    " 10.7M17 13.8C19.6 14.5 21 16.5 21 19.5",
    "clock": f"{_CIRCLE}M12 7.5V12L15 14",
    "dawn": "M4 17H20M7 17A5 5 0 0 1 17 17M12 5V8M4.5 9.5L6.5 11.5M19.5 9.5L17.5 11.5M8 20.5H16",
    "done": "M4.5 12.5L9.5 17.5L19.5 7",
    "down": "M12 4.5V19.5M6 13.5L12 19.5L18 13.5",
    "exit": "M10 4H5.5A1.5 1.5 0 0 0 4 5.5V18.5A1.5 1.5 0 0 0 5.5 20H10M10 12H20.5M16.5 8L20.5 12L16.5 16",
    "flag": "M5.5 21V4M5.5 5C9 3 13 7 18.5 5V13C13 15 9 11 5.5 13",
    "full": "M4.5 9.5V4.5H9.5M14.5 4.5H19.5V9.5M19.5 14.5V19.5H14.5M9.5 19.5H4.5V14.5",
    "help": f"{_CIRCLE}M12 8.5A3.5 3.5 0 1 0 12 15.5 3.5 3.5 0 1 0 12 8.5ZM6 6L9.5 9.5M18 6L14.5 9.5M6 18L9.5 14.5"
    "M18 18L14.5 14.5",
    "info": f"{_CIRCLE}M12 11V16.5M12 7.7V7.8",
    "law": "M12 4V20M7.5 20H16.5M5 7H19M5 7L2.5 13.5A2.7 2.7 0 0 0 7.5 13.5ZM19 7L16.5 13.5A2.7 2.7 0 0 0 21.5 13.5Z",
    "leaf": "M5 19C4 10 10 4.5 19.5 4.5C20 14 14.5 20 7 17.5M5 19.5C7 14.5 10 11.5 14 9.5",
    "link": "M10 14L14 10M8.5 11L5.5 14A3.5 3.5 0 0 0 10.5 19L13 16M11 8L13.5 5.5A3.5 3.5 0 0 1 18.5 10.5L15.5 13.5",
    "me": "M12 4.5A3.5 3.5 0 1 0 12 11.5 3.5 3.5 0 1 0 12 4.5ZM5 20C5 16 8 14.5 12 14.5S19 16 19 20",
    "more": "M6.5 9.5L12 15L17.5 9.5",
    "open": "M12 5A7 7 0 1 0 12 19 7 7 0 1 0 12 5Z",
    "out": "M14 4.5H19.5V10M19.5 4.5L11 13M17.5 14V18.5A1 1 0 0 1 16.5 19.5H5.5A1 1 0 0 1 4.5 18.5V7.5A1 1 0 0 1 5.5"
    " 6.5H10",
    "pen": "M4 20L5 15.5L16 4.5L19.5 8L8.5 19Z",
    "phone": "M6 3.5H9L11 8.5L8.5 10.5A11 11 0 0 0 13.5 15.5L15.5 13L20.5 15V18A2.5 2.5 0 0 1 18 20.5C10 20 4 14 3.5 6"
    "A2.5 2.5 0 0 1 6 3.5Z",
    "picture": "M4 5.5H20V18.5H4ZM4 16L9 11.5L12.5 14.5L15.5 12L20 16M15.5 8.5V8.6",
    "print": "M7 9V3.5H17V9M7 17H4V9H20V17H17M7 14H17V20.5H7Z",
    "save": "M12 4V15M7.5 11L12 15.5L16.5 11M4.5 19.5H19.5",
    "sound": "M4 9.5V14.5H7.5L12.5 18.5V5.5L7.5 9.5ZM16 9A4.5 4.5 0 0 1 16 15M18.5 6.5A8 8 0 0 1 18.5 17.5",
    "sent": "M2.5 12.5L6.5 16.5L14 8M10.5 15.5L11.5 16.5L20 8",
    "talk": "M4 5H20V16H12L7 20V16H4Z",
    "up": "M12 19.5V4.5M6 10.5L12 4.5L18 10.5",
    "voice": "M12 3.5A2.5 2.5 0 0 0 9.5 6V11A2.5 2.5 0 0 0 14.5 11V6A2.5 2.5 0 0 0 12 3.5ZM6 11A6 6 0 0 0 18 11"
    "M12 17V20.5",
}
# What a tile would look like without our style sheet: paper needs it, a page does not.
_FALLBACK = re.compile(r",#\w+\)")
_DRAWN = {
    "flame": '<path fill="currentColor" stroke="none" d="M12 2C16 8 18 11 18 15A6 6 0 0 1 6 15C6 11 8 8 12 2Z"/>',
    "now": '<path d="M12 4A8 8 0 1 0 12 20 8 8 0 1 0 12 4Z"/><path fill="currentColor" d="M12 4A8 8 0 0 1 12 20Z"/>',
}
_LAMP = '<path class="bowl" d="M5 27Q20 32 35 27 34 39.5 20 39.5T5 27Z"/><path class="wick" d="M20 29V22"/>'
_FLAME = (
    '<path class="flame" d="M20 9C23.8 14.3 25.8 17.3 25.8 20.7A5.8 5.8 0 0 1 14.2 20.7C14.2 17.3 16.2 14.3 20 9Z"/>'
)
# Beside its letter each choice has a shape and a colour, for whoever does not know the letters yet. The name is spoken.
CUES = [
    (_("circle"), "M12 3A9 9 0 1 0 12 21 9 9 0 1 0 12 3Z"),
    (_("square"), "M4 4H20V20H4Z"),
    (_("triangle"), "M12 3L22 20.5H2Z"),
    (_("star"), "M12 2L14.6 9.2L22 9.4L16.2 14L18.2 21.5L12 17.2L5.8 21.5L7.8 14L2 9.4L9.4 9.2Z"),
    (_("moon"), "M15 2.5A10 10 0 1 0 15 21.5A10.5 10.5 0 0 1 15 2.5Z"),
    (_("kite"), "M12 1.5L20 10L12 22.5L4 10Z"),
]
KEYS = {"ur": ["الف", "ب", "ج", "د", "ہ", "و"], "en": ["A", "B", "C", "D", "E", "F"]}


@register.simple_tag
def icon(name, turns=False):
    """Draw an icon; `turns` mirrors it where text runs from the right, for what points along the line."""
    inner = _DRAWN.get(name) or f'<path d="{ICONS[name]}"/>'
    css = "icon turns" if turns else "icon"
    return mark_safe(f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true">{inner}</svg>')


@register.simple_tag
def lamp(state):
    """Draw a module's lamp: "lit" when finished, "now" when under way, "open" when not begun."""
    flame = _FLAME if state == "lit" else ""
    return mark_safe(f'<svg class="lamp lamp--{state}" viewBox="0 0 40 44" aria-hidden="true">{_LAMP}{flame}</svg>')


@register.simple_tag
def tile(number):
    """Draw the tile of module `number`, in the page itself: a file of its own would be one more request."""
    box, inner, on_indigo = tile_of(number)
    css = "tile" if on_indigo else "tile tile--resist"
    return mark_safe(f'<svg class="{css}" {box} aria-hidden="true">{_FALLBACK.sub(")", inner)}</svg>')


@register.simple_tag
def wick(done, total):
    """Draw the line of progress: `done` of `total` parts burnt, the flame on the one that is next."""
    done, total = int(done or 0), int(total or 0)
    parts = ['<li class="is-done"></li>' if i < done else "<li></li>" for i in range(total)]
    if done < total:
        parts[done] = f'<li class="is-now">{icon("flame")}</li>'
    return mark_safe(f'<ol class="wick" aria-hidden="true">{"".join(parts)}</ol>')


@register.simple_tag
def choice_key(place):
    """The letter of the choice at `place`, counted from 1, in this reader's alphabet."""
    keys = KEYS.get(get_language(), KEYS["en"])
    return keys[(int(place) - 1) % len(keys)]


@register.simple_tag
def choice_cue(place):
    """Draw the shape of the choice at `place`, counted from 1: the same in every language, named for the voice."""
    number = (int(place) - 1) % len(CUES)
    name, path = CUES[number]
    return format_html(
        '<svg class="cue cue--{}" viewBox="0 0 24 24" aria-hidden="true" data-say="{}"><path d="{}"/></svg>',
        number + 1,
        name,
        path,
    )
