"""Which language a piece of content is shown in, when not every language has it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import get_language

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@dataclass(frozen=True)
class LocalText:
    """A text as found: `language` is that of `text`, which may be another than asked for."""

    text: object
    language: str
    is_fallback: bool


def is_blank(value):
    """Return whether `value` shows nothing: an emptied rich text is `<p></p>`, not an empty string."""
    text = strip_tags(str(getattr(value, "source", value) or ""))
    return not text.replace("\xa0", " ").strip()


def choose(by_language, language=None):
    """Return the LocalText of a mapping of languages to texts in `language` (the active one), else in the next."""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    order = [wanted] + [code for code in LANGUAGES if code != wanted]
    for code in order:
        value = by_language.get(code)
        if value is not None and not is_blank(value):
            return LocalText(value, code, code != wanted)
    return LocalText("", wanted, False)


def local_field(obj, name, language=None):
    """Return the LocalText of the translated field `name` of `obj`."""
    return choose({code: getattr(obj, f"{name}_{code}") for code in LANGUAGES}, language)


def falls_back(raw, language):
    """Return whether any leaf in `raw`, the stored form of a body, exists in another language only."""
    if isinstance(raw, dict):
        if set(LANGUAGES) <= set(raw):
            return is_blank(raw[language]) and any(not is_blank(raw[code]) for code in LANGUAGES)
        return any(falls_back(value, language) for value in raw.values())
    if isinstance(raw, str | bytes) or not hasattr(raw, "__iter__"):
        return False
    return any(falls_back(value, language) for value in raw)
