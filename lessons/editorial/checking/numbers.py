"""A law or a number in running text: it changes, and nobody finds all the places where it was written."""

import re

from django.utils.translation import gettext as _

from lessons.editorial.checking.finding import ADVICE, STOP, Finding, apart
from lessons.editorial.checking.letters import in_western_digits

_EN = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|fourteen|twenty)"
_UR = r"(?:ایک|دو|تین|چار|پانچ|چھ|سات|آٹھ|نو|دس|چودہ|بیس)"
_NUMBER = rf"(?:\d[\d,]*|\b{_EN}\b|(?<!\w){_UR}(?!\w))"
_YEARS = r"(?:years?|months?)['’]?(?! old| ago)"
_SAAL = r"(?:سال|برس|ماہ|مہینے|مہینوں|سالوں)"
_CALLS = r"(?:call|calls|calling|dial|dialling|ring|ringing|phone|text|sms|whatsapp)"
_FLAGS = re.IGNORECASE

_PHONE = re.compile(
    r"(?<![\w/.-])"
    r"(?:\+92[\d ()-]{7,14}\d|0092\d{8,10}|0\d{2,4}[ -]?\d{5,8}|0800[ -]?\d{4,6}|111[ -]\d{3}[ -]\d{3})"
    r"(?![\w-])"
)
_SHORT_CODE = re.compile(
    rf"\b{_CALLS}\s+(?:(?:us|them|the|it|number|police|helpline|on|at|to)\s+){{0,3}}(\d{{2,5}})(?![\d:.,]\d|\w|\s*(?:times|people|friends|minutes|hours|days|years))"
    rf"|\bsms\b[^.\n]{{0,25}}?\bto\s+(\d{{3,5}})\b"
    rf"|(?<![\d:,])(\d{{2,5}})\s*پر\s+(?:[^\s۔]+\s+)?(?:کال|فون|ایس\s*ایم\s*ایس|میسج|رابطہ|رنگ|ڈائل|بھیج)",
    _FLAGS,
)
_SECTION = re.compile(
    r"(?<!\w)(?:sections?|ss?\.|sec\.|art\.)\s*\d+(?:[A-Z]\b|-[A-Z]\b)?"
    r"(?!\s*(?:of this|of the (?:lesson|page|module|form)))",
    _FLAGS,
)
# «دفعہ» is also "time", as in «اس دفعہ 3 لوگ آئے».
_DAFA = re.compile(r"(?<!\w)(?:دفعات|دفعہ|سیکشن|آرٹیکل)(?:\s+نمبر)?\s*\d+")
_TIMES = re.compile(
    r"(?:\d+|(?<!\w)(?:اس|اِس|اُس|ہر|ایک|دو|تین|چار|پانچ|دس|کئی|کتنی|بہت|پہلی|دوسری|تیسری|آخری|اگلی|پچھلی|اکثر|پہلے))\s*$"
)
_PRISON = re.compile(
    rf"{_NUMBER}\s*{_YEARS}\s+(?:in|of|behind)\s+(?:prison|jail|bars|imprisonment)"
    rf"|{_NUMBER}\s*{_YEARS}\s+(?:imprisonment|jail|prison|rigorous)"
    rf"|(?:jailed|imprisoned|sentenced|prison|jail|imprisonment)\s+(?:for|to|of)\s+(?:up\s+to\s+|about\s+)?{_NUMBER}\s*{_YEARS}"
    rf"|{_NUMBER}\s*{_SAAL}\s+(?:تک\s+)?(?:کی\s+|کے\s+)?(?:لیے\s+)?(?:قید|جیل|سزا)"
    rf"|(?:قید|جیل|سزا)(?!\w)[^۔؟!\n\d]{{0,15}}{_NUMBER}\s*{_SAAL}",
    _FLAGS,
)
_FINE = re.compile(
    rf"\b(?:fine|fines|fined|penalty)\s+(?:of\s+)?(?:up\s+to\s+)?(?:(?:rs\.?|pkr)\s*)?{_NUMBER}(?!\s*(?:people|of))"
    rf"|(?:rs\.?|pkr)\s*\d[\d,]*\s+(?:as\s+an?\s+|in\s+)?(?:fine|penalty)\b"
    rf"|{_NUMBER}\s*(?:ہزار|لاکھ|کروڑ)?\s*(?:روپے|روپیہ|روپوں)\s+(?:تک\s+)?(?:کا\s+|کے\s+)?جرمان"
    rf"|جرمان(?:ہ|ے|وں)(?!\w)[^۔؟!\n\d]{{0,15}}{_NUMBER}\s*(?:ہزار|لاکھ|کروڑ|روپے)",
    _FLAGS,
)
_PERCENT = re.compile(
    r"(?<![\w.])(?!100(?:\D|$)|0(?:\D|$))\d+(?:\.\d+)?\s*(?:%|٪|per\s?cent\b|percent\b|فی\s?صد(?!\w))", _FLAGS
)
# What follows the arrow has a capital or is Urdu, as words of a menu are.
_PATH = re.compile(r"[^\W\d_]\w*[”“\"']?\s*[›>→←»]\s*[”“\"']?(?:[A-Z]|[\u0621-\u06D3])\w*")


_DIGIT = re.compile(r"\d")
_ARROW = re.compile(r"[›>→←»]")
_PUNISHES = re.compile(r"prison|jail|sentenced|fine|penalty|قید|جیل|سزا|جرمان", _FLAGS)
_GROUPS = re.compile(r"(?<![\w:/-])(?<!\d[.,])\d[\d -]{1,12}\d(?![\w:/-]|[.,]\d)")


def _phones(text, numbers):
    yield from _all(_PHONE, _SHORT_CODE, text=text)
    for match in _GROUPS.finditer(text):
        if re.sub(r"\D", "", match[0]) in numbers:
            yield match.span()


def _sections(text, _numbers):
    yield from _all(_SECTION, text=text)
    for match in _DAFA.finditer(text):
        if not _TIMES.search(text[: match.start()]):
            yield match.span()


def _all(*patterns, text):
    return (match.span() for pattern in patterns for match in pattern.finditer(text))


def _penalties(text, _numbers):
    return _all(_PRISON, _FINE, text=text)


def _percentages(text, _numbers):
    return _all(_PERCENT, text=text)


def _paths(text, _numbers):
    return _all(_PATH, text=text)


# Each kind, what a text must hold at least to be looked through for it, and how it is found.
KINDS = [
    ("phone", _DIGIT, _phones),
    ("section", _DIGIT, _sections),
    ("penalty", _PUNISHES, _penalties),
    ("percentage", _DIGIT, _percentages),
    ("path", _ARROW, _paths),
]


def found_in(text, numbers=frozenset()):
    """Return (kind, start, end) of each law or number in `text`; `numbers` are the digits of known helplines."""
    text = in_western_digits(text)  # numbers in other digits are numbers, too
    taken, found = set(), []
    for kind, sign, find in KINDS:
        for start, end in find(text, numbers) if sign.search(text) else ():
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                found.append((kind, start, end))
    return found


def facts_in_text(subject):
    """A fact or helpline holds such things itself; a question can't refer to one, so there they are advice."""
    if subject.is_record_of_facts:
        return
    for text in subject.texts:
        seen = set()
        for kind, start, end in found_in(text.plain, subject.numbers):
            found = in_western_digits(text.plain)[start:end].strip()
            if (kind, found) not in seen:
                seen.add((kind, found))
                yield _finding(subject, text, kind, found)


def _finding(subject, text, kind, found):
    what, better = _words(kind)
    is_stop = not subject.is_question or (kind == "phone" and not text.is_choice)
    return Finding(
        rule=f"numbers.{kind}",
        level=STOP if is_stop else ADVICE,
        where=text.where,
        path=text.path,
        what=what % {"words": apart(found)},
        why=_("It changes, and then it is wrong in every place where somebody wrote it."),
        better=better,
    )


def _words(kind):
    fact = _("Say it in a fact with its source and date, and put the fact into the page.")
    return {
        "phone": (
            _("A phone number in running text: %(words)s"),
            _("Name the service, and put its helpline into the page with the block “Helplines”."),
        ),
        "section": (_("A section of a law in running text: %(words)s"), fact),
        "penalty": (_("A penalty in running text: %(words)s"), fact),
        "percentage": (_("A percentage in running text: %(words)s"), fact),
        "path": (_("A menu path in running text: %(words)s"), fact),
    }[kind]
