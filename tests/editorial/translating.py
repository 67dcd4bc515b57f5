"""People and pages that the tests of translations share."""

from django.contrib.auth import get_user_model

from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from tests.factories import make_home


def make_people(slug="chiragh"):
    """Return (section, editor, moderator) of a founded organisation."""
    make_home()
    organisation = found_organisation(name=slug.title(), slug=slug, heading_en=slug.title())
    return organisation.page, *(make_member(organisation, role) for role in ("editor", "moderator"))


def make_member(organisation, role):
    name = f"{organisation.slug}-{role}"
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "a long password")
    add_member(organisation=organisation, user=user, role=role)
    return user


def address(obj, language="ur", query=""):
    return f"/cms/translations/{obj._meta.model_name}/{obj.pk}/{language}/{query}"


def saved(obj):
    """Return the row of `obj` with a draft of what it holds, as everything that was made in the CMS has."""
    type(obj).objects.get(pk=obj.pk).save_revision()
    return type(obj).objects.get(pk=obj.pk)
