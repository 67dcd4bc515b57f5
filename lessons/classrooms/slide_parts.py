"""Takes a long text apart into what one slide holds: paragraphs and list items, the same parts in every language."""

from dataclasses import dataclass
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from wagtail.rich_text import RichText

from lessons.classrooms.type_size import LETTER, LINE, WIDTH
from lessons.core.bilingual import LANGUAGES, is_blank

# As much as is read in one look, in lines of the usual size; a single paragraph may be longer.
MOST_LINES = {"ur": 4.0, "en": 6.0}


@dataclass(frozen=True)
class Piece:
    """A paragraph or a list item. `list_tag` is "ul", "ol" or "", `list_number` tells one list from the next."""

    html: str
    text: str
    list_tag: str = ""
    list_number: int = 0
    place: int = 0


def plain(text):
    """Return the words of a line, a paragraph or a rich text, without marks of any kind."""
    source = getattr(text, "source", text)
    words = source if text is source else BeautifulSoup(source or "", "html.parser").get_text(" ")
    return " ".join(str(words or "").split())


def pieces_of(html):
    """Return the Pieces of a rich text in order. A part that shows nothing is left out."""
    found = []
    for number, child in enumerate(BeautifulSoup(html or "", "html.parser").children):
        is_list = isinstance(child, Tag) and child.name in {"ul", "ol"}
        parts = [part for part in (child.children if is_list else [child]) if _is_shown(part)]
        tag = child.name if is_list else ""
        for place, part in enumerate(parts, 1):
            source = _source(part)
            found.append(Piece(source, plain(RichText(source)), tag, number, place))
    return found


def _source(part):
    # The str of a bare text is what it says, not how it is written: "&lt;" would become a tag.
    return str(part) if isinstance(part, Tag) else part.output_ready()


def _is_shown(part):
    return not isinstance(part, PreformattedString) and not is_blank(_source(part))


def joined(pieces):
    """Return the HTML of `pieces`, their lists put together again, numbered on from where the slide before ended."""
    out = []
    for (tag, _number), group in groupby(pieces, key=lambda piece: (piece.list_tag, piece.list_number)):
        inner = list(group)
        html = "".join(piece.html for piece in inner)
        start = f' start="{inner[0].place}"' if tag == "ol" and inner[0].place > 1 else ""
        out.append(f"<{tag}{start}>{html}</{tag}>" if tag else html)
    return "".join(out)


def split_rich(leaf):
    """Return the parts of a bilingual rich text, one a slide, each a mapping of languages to rich texts.

    Every language has its words in as many parts, in the same order, so that switching the language keeps the place.
    """
    pieces = {code: pieces_of(getattr(leaf.get(code), "source", leaf.get(code))) for code in LANGUAGES}
    pieces = {code: found for code, found in pieces.items() if found}
    if not pieces:
        return []
    is_even = len({len(found) for found in pieces.values()}) == 1
    groups = _side_by_side(pieces) if is_even else _each_by_itself(pieces)
    return [{code: RichText(joined(part)) for code, part in group.items()} for group in groups]


def lines_of(piece, language):
    """Return about how many lines of the usual size a piece takes, and the distance to the next."""
    return max(1, len(piece.text) * LETTER[language] / WIDTH) + 0.5 / LINE[language]


def _side_by_side(pieces):
    """Group paragraphs of the same number in every language together, as many as fit in all of them."""
    groups, filled = [], {}
    for place in range(len(next(iter(pieces.values())))):
        taken = {code: lines_of(found[place], code) for code, found in pieces.items()}
        if not groups or any(filled[code] + taken[code] > MOST_LINES[code] for code in pieces):
            groups.append({code: [] for code in pieces})
            filled = dict.fromkeys(pieces, 0)
        for code, found in pieces.items():
            groups[-1][code].append(found[place])
            filled[code] += taken[code]
    return groups


def _each_by_itself(pieces):
    """The languages have different numbers of paragraphs: share each out over the same number of slides."""
    wanted = max(len(_side_by_side({code: found})) for code, found in pieces.items())
    count = min(wanted, *(len(found) for found in pieces.values()))
    return [{code: _share(found, number, count) for code, found in pieces.items()} for number in range(count)]


def _share(found, number, count):
    return found[number * len(found) // count : (number + 1) * len(found) // count]
