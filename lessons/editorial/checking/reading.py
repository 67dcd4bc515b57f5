"""How hard the text is to read. Only advice: a number knows nothing of sense (docs/decisions/content-check.md)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lessons.editorial.checking.finding import ADVICE, Finding, apart
from lessons.editorial.checking.prose import sentences, words
from lessons.editorial.checking.subject import excerpt, language_name

LONGEST = {"en": 20, "ur": 18}  # words in a sentence
ENOUGH = 60  # words, below which an average says nothing
HIGHEST_LIX = 40
HIGHEST_MEAN = 12
LONG_WORD = {"en": 6, "ur": 7}  # letters; a word with more is long
MOST_LONG_WORDS = 10  # percent, in Urdu


@dataclass(frozen=True)
class Measure:
    """Of a text: how many words, how many to a sentence, and how many of a hundred are long."""

    words: int
    mean: float
    long: float

    @property
    def lix(self):
        """Björnsson's LIX: below 30 children's books, 30-40 stories, 40-50 newspapers, above 50 officialese."""
        return self.mean + self.long


def measure(texts, language):
    """Return the Measure of several texts together."""
    counts = [words(sentence) for text in texts for sentence in sentences(text, language)]
    every = [word for sentence in counts for word in sentence]
    if not every:
        return Measure(0, 0, 0)
    long = sum(len(word) > LONG_WORD[language] for word in every)
    return Measure(len(every), len(every) / len(counts), 100 * long / len(every))


def long_sentences(subject):
    for text in subject.narrated:
        for sentence in sentences(text.plain, text.language):
            count = len(words(sentence))
            if count > LONGEST[text.language]:
                yield Finding(
                    "reading.sentence",
                    ADVICE,
                    text.where,
                    text.path,
                    _("A sentence of %(count)s words: “%(words)s”")
                    % {"count": count, "words": apart(excerpt(sentence))},
                    _("On a small phone the beginning is forgotten before the verb comes."),
                    _("At most %(most)s words, one thought each.") % {"most": LONGEST[text.language]},
                )


def hard_to_read(subject):
    """Measure each language of the whole; what stands in titles and choices is too short to count."""
    for code in subject.languages:
        found = measure([text.plain for text in subject.narrated if text.language == code], code)
        if found.words >= ENOUGH and (what := _what_is_hard(found, code)):
            yield Finding(
                "reading.level",
                ADVICE,
                _("The whole text in %(language)s") % {"language": language_name(code)},
                (),
                what,
                _("Readers are from about 12 years on, many of them read in their second language."),
                _("Shorter sentences, everyday words, one thought at a time."),
            )


def _what_is_hard(found, code):
    if code != "ur":
        values = {"lix": round(found.lix), "most": HIGHEST_LIX}
        return (
            _("Its reading level (LIX) is %(lix)s; aim at %(most)s or less.") % values
            if found.lix > HIGHEST_LIX
            else ""
        )
    if found.mean > HIGHEST_MEAN:
        values = {"mean": round(found.mean, 1), "most": HIGHEST_MEAN}
        return _("Its sentences have %(mean)s words on average; aim at %(most)s or less.") % values
    if found.long > MOST_LONG_WORDS:
        return _("%(long)s of a hundred words are long ones.") % {"long": round(found.long)}
    return ""
