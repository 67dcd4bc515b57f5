"""What changed from one text to another, word by word."""

import html
import re
from difflib import SequenceMatcher

from django.utils.html import strip_tags

SAME, OUT, IN = "same", "out", "in"
# Where one line of a rich text ends and the next begins.
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|li|h\d|ul|ol)>")


def words_of(text, is_rich=False):
    """Return `text` without its formatting, a line a paragraph."""
    return html.unescape(strip_tags(_LINE_END.sub("\n", text))).strip() if is_rich else text.strip()


def changed_words(before, after):
    """Return (kind, words) pairs that say what was taken `out` of and put `in` to `before` to make `after`."""
    old, new = (re.findall(r"\s+|\S+", text) for text in (before, after))
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(old[i:j])))
            continue
        found += [(kind, "".join(part)) for kind, part in ((OUT, old[i:j]), (IN, new[k:m])) if part]
    return found
