"""Taking a text apart: words, sentences, what is said in quotation marks. No database, no Django."""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from lessons.core.urdu import normalise_urdu

_BREAKS = re.compile(r"</(?:p|li|h[1-6]|ul|ol|div|blockquote)>|<br\s*/?>", re.IGNORECASE)
TAGS = re.compile(r"(<[^>]*>)")
_WORD = re.compile(r"[^\W\d_](?:[\w'’\u064B-\u065F\u0670-]*[^\W_])?")
_ENDS = {"en": re.compile(r"(?<=[.!?…])[”’\"')]*\s+|\n+"), "ur": re.compile(r"(?<=[۔؟!…])[“’\"')]*\s*|\n+")}
# In Urdu a quotation opens with ” and closes with “; an author may have typed them the English way round.
_QUOTES = {
    "en": re.compile(r"“[^“”]*”|”[^“”]*“|\"[^\"\n]*\"|«[^«»]*»|‘[^\n]+?’(?!\w)"),
    "ur": re.compile(r"”[^“”]*“|“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|‘[^\n]+?’(?!\w)"),
}
_NEGATIONS = {
    "en": re.compile(r"\b(?:not|never|nobody|nobody's|none|neither|nor|without|cannot|\w+n't)\b|\bno(?: \S+)?$"),
    "ur": re.compile(r"(?<!\w)(?:نہیں|نہ|مت|کبھی|بغیر|کوئی نہیں)(?!\w)"),
}
_STOPS = re.compile(r"[.!?…۔؟\n:؛;]")
MOST_GAPS = 2
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def plain(source):
    """Return what a reader sees of rich text `source`, each paragraph on a line of its own."""
    if "<" in source:
        source = TAGS.sub("", _BREAKS.sub("\n", source))
    return html.unescape(source).replace("\xa0", " ").strip()


def words(text):
    return _WORD.findall(text)


def sentences(text, language):
    """Return the sentences of `text`; an item of a list or a paragraph ends one, too."""
    return [part.strip() for part in _ENDS[language].split(text) if part and words(part)]


@lru_cache(maxsize=4096)
def _fold_character(character):
    # Keyboards and habits differ in ھ and ہ: «تمہارا», «تمھارا».
    return normalise_urdu(character).translate(_APOSTROPHES).casefold().replace("ھ", "ہ")


class Folded:
    """`text` as it is compared, without vowel marks, capitals and look-alike letters; spans lead back to `text`."""

    def __init__(self, text, language):
        self.text = unicodedata.normalize("NFC", text)
        self.language = language
        pairs = [(c, place) for place, one in enumerate(self.text) for c in _fold_character(one)]
        self.folded = "".join(c for c, _place in pairs)
        self._places = [place for _c, place in pairs]
        self._quotes = None

    def original(self, start, end):
        """Return what stands in the text where the folded one has start:end."""
        return self.text[self._places[start] : self._places[end - 1] + 1]

    def is_quoted(self, start):
        if self._quotes is None:
            self._quotes = [match.span() for match in _QUOTES[self.language].finditer(self.text)]
        place = self._places[start]
        return any(begin <= place < end for begin, end in self._quotes)

    def sentence(self, start, end):
        """Return (the sentence round start:end, what stands in it before it, and after it), all folded."""
        begin = max((m.end() for m in _STOPS.finditer(self.folded, 0, start)), default=0)
        last = _STOPS.search(self.folded, end)
        close = last.end() if last else len(self.folded)
        return self.folded[begin:close], self.folded[begin:start], self.folded[end:close]

    def is_asked(self, start, end):
        return self.sentence(start, end)[0].rstrip("”“\"' ").endswith(("?", "؟"))

    def is_denied(self, start, end):
        """Return whether the sentence denies what is said at start:end: "it isn't your fault", «آپ کا قصور نہیں»."""
        _whole, before, after = self.sentence(start, end)
        before, after = re.split("[,،]", before)[-1], re.split("[,،]", after)[0]
        if self.language == "en":
            return bool(_NEGATIONS["en"].search(" ".join(before.split()[-5:])))
        near = [*before.split()[-3:], *after.split()[:4]]
        return bool(_NEGATIONS["ur"].search(" ".join(near)))


def fold(text):
    """Return `text` as Folded compares it."""
    return "".join(_fold_character(c) for c in unicodedata.normalize("NFC", text))


def _parts(phrase):
    return phrase.replace("...", "…").replace("…", " … ").split()


def is_tangled(phrase):
    """Return whether `phrase` leaves open so much that looking for it takes too long: "a … … b", "a … b … c … d"."""
    parts = _parts(phrase)
    return parts.count("…") > MOST_GAPS or ("…", "…") in pairwise(parts)


def phrase_pattern(phrase, may_join):
    """Return the pattern of `phrase` in folded text.

    A word's "*" at its end stands for any ending, "…" for up to three words. `may_join`: its words may be written as
    one, as Urdu does with «بے حیا». Of a tangled phrase each word is taken where it first fits.
    """
    # "++" and "(?>" give nothing back once they fit: whoever writes the phrase can't make the search endless.
    gap = r"[^\S\n]*+" if may_join else r"(?:[^\S\n]|-)++"
    pattern, skipped, is_open = "", "", not is_tangled(phrase)
    for part in _parts(phrase):
        if part == "…":
            skipped = r"(?:[^\S\n]++\w[\w']*+){0,3}?"
            continue
        part = part if may_join else part.strip("-")
        word = re.escape(fold(part.rstrip("*"))) or (r"\w" if "*" in part else "")
        if not word:
            continue  # hyphens, which the gap takes, or vowel marks alone
        step = skipped + (gap if pattern else "") + word + (r"[\w']*+" if part.endswith("*") else "")
        pattern += step if is_open else f"(?>{step})"
        skipped = ""
    return pattern
