"""Questions of every kind, for the tests of the formats."""

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from lessons.editorial.exchange.neutral import NeutralChoice, NeutralQuestion, NotQuestions, clean_text

SAMPLES = Path(__file__).parent / "samples"
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

AWKWARD = [
    "{",
    "}",
    "~",
    "=",
    "#",
    "\\",
    ":",
    "::",
    "->",
    "%50%",
    "[html]",
    "[plain]",
    "####",
    "//",
    "\n",
    "\\n",
    "<b>",
]
AWKWARD += [
    "&amp;",
    "]]>",
    "'",
    '"',
    ",",
    ";",
    "@",
    "+",
    "-",
    "\t",
    "”اردو“",
    "ہاں۔",
    "$CATEGORY: x",
    "\n\n",
    "\r\n",
    "\0",
]
pieces = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=8), st.text("abcاب پ", max_size=8))
words = st.lists(pieces, min_size=1, max_size=6).map("".join).map(clean_text).filter(bool)
keys = st.from_regex(r"[a-zA-Z0-9_-]{1,12}", fullmatch=True)


def mappings(languages, needed):
    """Texts by language: in all of them when `needed`, else maybe in some."""
    if needed:
        return st.fixed_dictionaries(dict.fromkeys(languages, words))
    return st.fixed_dictionaries({}, optional=dict.fromkeys(languages, words))


def questions(languages=("en", "ur"), extras=True):
    """Questions as an editor may write them; `extras`: with what only our own CSV has a place for."""
    maybe, never = mappings(languages, needed=False), st.just({})
    about = {
        "teaching_note": maybe if extras else never,
        "reveals": st.sampled_from(["knowledge", "sensitive", "attitude"]) if extras else st.just(""),
        "bands": st.sampled_from(["ABCD", "B", "CD"]) if extras else st.just(""),
        "explanation": maybe,
    }

    def with_choices(kind, rights):
        choice = {"text": mappings(languages, needed=True), "feedback": maybe}
        choice["misconception"] = maybe if extras else never
        choices = st.tuples(*[st.builds(NeutralChoice, right=st.just(right), **choice) for right in rights])
        return question(kind=st.just(kind), choices=choices, **about)

    def question(**fields):
        prompt, topic = mappings(languages, needed=True), st.sampled_from(["", "consent"])
        return st.builds(NeutralQuestion, key=keys, prompt=prompt, topic=topic, **fields)

    def of_kind(kind, count, number):
        if kind == "ordering":
            rights = [False] * count
        elif kind == "single":
            rights = [place == number % count for place in range(count)]
        else:
            rights = [bool((number + 1) >> place & 1) for place in range(count)]
            rights = rights if any(rights) else [True] * count
        return with_choices(kind, rights)

    asked = st.tuples(st.sampled_from(["single", "multiple", "ordering"]), st.integers(2, 6), st.integers(0, 62))
    return st.one_of(
        asked.flatmap(lambda args: of_kind(*args)), question(reveals=st.just("reflection"), explanation=never)
    )


def lists_of(strategy):
    return st.lists(strategy, min_size=1, max_size=4, unique_by=lambda question: question.key)


def by_key(found):
    return {question.key: question for question in found.questions}


def why_of(refusals):
    """The reasons by the name or line of the question."""
    return {refusal.question: refusal.why for refusal in refusals}


def found_or_refusal(read, *args):
    """What `read` finds, or the words with which it refuses; any other exception is a fault."""
    try:
        return read(*args), ""
    except NotQuestions as refusal:
        return None, str(refusal)
