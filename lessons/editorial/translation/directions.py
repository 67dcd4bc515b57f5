"""From which language into which."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.translation.going import sheet_url

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Direction:
    source: str
    language: str
    url: str
    is_current: bool

    @property
    def source_name(self):
        return language_name(self.source)

    @property
    def language_name(self):
        return language_name(self.language)


def language_name(code):
    """Return the name of a language of the site in the reader's language."""
    return gettext(str(NAMES[code]))


def other_directions(language, source, obj, module):
    """Return every Direction in which `obj` can be translated, that from `source` into `language` marked."""
    found = []
    for target in LANGUAGES:
        for origin in LANGUAGES:
            if origin != target:
                url = sheet_url(obj, target, module, origin=origin)
                found.append(Direction(origin, target, url, (origin, target) == (source, language)))
    return found
