"""A desk at which blame is stopped, and lessons that say it, for tests of the gate."""

from django.contrib.auth import get_user_model
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from lessons.content.models import LessonPage
from lessons.editorial.checking.words import WatchedWord
from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from tests.editorial.checked import lesson_saying
from tests.factories import make_organisation

BANDS = {"bands": ["A", "B", "C", "D"]}
BLAME = "It was her own fault."


def draft_saying(words=BLAME, module=None, **fields):
    """Return an unpublished lesson whose latest draft says this."""
    page = lesson_saying(words, "کچھ۔", module=module, live=False, **fields)
    page.save_revision()
    return LessonPage.objects.get(pk=page.pk)


def lesson_form(words=BLAME, **fields):
    leaf = {"en": rich_text(f"<p>{words}</p>"), "ur": rich_text("<p>کچھ۔</p>")}
    body = streamfield([("text", leaf)])
    values = {"heading_en": "One", "heading_ur": "ایک", "slug": "one", "minutes": "6"}
    return nested_form_data(values | {"body": body, "comments": inline_formset([])} | fields) | BANDS


def gate_of(page, kind="content.lessonpage"):
    return f"/cms/check/{kind}/{page.pk}/publish/"


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def make_desk():
    """Return an organisation with an editor and a moderator; a word of the site stops what they publish."""
    WatchedWord.objects.create(language="en", phrase="her own fault", kind="blame", better="Somebody passed it on.")
    page = make_organisation("chiragh")
    organisation = found_organisation(name="Chiragh", slug="chiragh", page=page)
    for name in ("editor", "moderator"):
        user = get_user_model().objects.create_user(name, f"{name}@example.org", "a long password")
        add_member(organisation=organisation, user=user, role=name)
    return organisation
