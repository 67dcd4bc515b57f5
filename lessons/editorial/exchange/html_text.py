"""The plain words of HTML, and what else it held. Our texts are plain: only pages have formatting."""

import html
import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

_NEW_LINES = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "hr"} | {
    f"h{n}" for n in range(1, 7)
}
_PLAIN = {"p", "div", "br", "span", "html", "body", "font"}
_UNSEEN = {"script", "style", "head", "title"}
_MEDIA = {"img", "audio", "video", "iframe", "object", "embed", "source", "svg", "canvas"}
_TAG = re.compile(r"</?(?:[a-z]|h[1-6]|br|em|strong|img|div|span|[ou]l|li|table|t[rdh]|su[bp]|pre|font)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)


class _Words(HTMLParser):
    def __init__(self, keeps_lines):
        super().__init__(convert_charrefs=True)
        self.keeps_lines = keeps_lines
        self.parts, self.lost, self.unseen = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in _UNSEEN
        if tag in _NEW_LINES:
            self.parts.append("\n")
        lost = _lost_with(tag, dict(attrs))
        if lost and lost not in self.lost:
            self.lost.append(lost)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag in _NEW_LINES - {"br", "hr"}:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(data if self.keeps_lines else re.sub(r"[ \t\r\n\f]+", " ", data))

    def unknown_decl(self, data):
        """Words that only look like a declaration."""


def _lost_with(tag, attrs):
    """Return the words for what goes with `tag`, or None where only its text matters."""
    if tag in _MEDIA:
        return _("Pictures, sound and video")
    if tag == "a" and attrs.get("href"):
        return _("Addresses of links")
    if tag in _UNSEEN:
        return _("Scripts and styles")
    if tag in _PLAIN and not (tag == "span" and attrs.get("style")):
        return None
    return _("Formatting")


def looks_like_html(text):
    """Return whether `text` has a tag: "a < b" has none."""
    return bool(_TAG.search(text))


def plain_text(source, keeps_lines=False):
    """Return the words of HTML, a paragraph a line, and a list of the names of what was lost with its tags.

    `keeps_lines`: its line ends count too, as in Moodle's automatic format.
    """
    parser = _Words(keeps_lines)
    try:
        parser.feed(source)
        parser.close()
    except AssertionError:  # the parser's own word for a declaration it doesn't know
        return html.unescape(re.sub(r"<[^>]*>", " ", source)).strip(), [_("Formatting")]
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(parser.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), parser.lost


def unescaped(text):
    """Return `text` with its entities (`&amp;`) as the letters they stand for."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)
