"""Which language a thing is written in first; the others are held against it."""

from django.conf import settings
from wagtail.models import Page

from lessons.content.models import OrganisationPage
from lessons.core.bilingual import LANGUAGES
from lessons.organisations.models import Organisation


def source_language(obj):
    """Return the language that the organisation of `obj`, a page or record, writes first."""
    return source_languages([obj])[0]


def source_languages(objs):
    """Return the source language of each of `objs`, pages and records, in their order, in two queries at most."""
    sections = _sections() if any(isinstance(obj, Page) for obj in objs) else []
    ids = {obj.organisation_id for obj in objs if not isinstance(obj, Page) and hasattr(obj, "organisation_id")}
    owners = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "source_language")) if ids else {}
    return [_language(obj, sections, owners) for obj in objs]


def _sections():
    return list(OrganisationPage.objects.values_list("path", "organisation__source_language"))


def _language(obj, sections, owners):
    if isinstance(obj, Page):
        above = [(len(path), language) for path, language in sections if obj.path.startswith(path)]
        return max(above)[1] if above else settings.LANGUAGE_CODE
    return owners.get(getattr(obj, "organisation_id", None), settings.LANGUAGE_CODE)


def opposite(language, source):
    """Return the language to translate from into `language` of what is written in `source` first."""
    return source if language != source else next(code for code in LANGUAGES if code != language)
