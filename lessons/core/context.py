from django.conf import settings
from django.utils.translation import get_language

from lessons.core.bilingual import LANGUAGES
from lessons.core.same_origin import has_session
from lessons.core.saving import saves_data
from lessons.core.urdu import direction


def site(request):
    """What every template knows: names, directions, where the exit leads."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "BASE_URL": settings.BASE_URL,
        "SITE_NAME": settings.SITE_NAMES.get(language, settings.SITE_NAMES["en"]),
        "EXIT_URL": settings.EXIT_URL,
        "LANGUAGE_CODE": language,
        "text_direction": direction(language),
        "has_session": has_session(request),
        "letters": request.COOKIES.get("letters", ""),
        "saves_data": saves_data(request),
        "other_language": next((code for code in LANGUAGES if code != language), language),
    }
