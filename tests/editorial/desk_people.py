"""Two organisations with their people, for the tests of the desk."""

from django.contrib.auth import get_user_model

from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from tests.factories import make_organisation


def make_person(name, section, role="editor"):
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "a long password")
    add_member(organisation=section.organisation, user=user, role=role)
    return user


def make_member(slug, role):
    """Return somebody of the organisation `slug`, which is founded when there is none."""
    return make_person(f"{slug}-{role}", make_section(slug), role)


def make_section(slug="chiragh"):
    """Return the section of a founded organisation: with groups, rights and a workflow."""
    page = make_organisation(slug)
    found_organisation(name=slug.title(), slug=slug, page=page)
    page.refresh_from_db()
    return page
