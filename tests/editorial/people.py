"""The people of an editors' desk, for tests."""

from django.contrib.auth import get_user_model
from django.test import Client

from lessons.editorial.founding.actions import found_organisation
from lessons.organisations.actions import add_member
from tests import factories

PASSWORD = "a long password for tests"


def make_founded(slug="roshni", **fields):
    """Return an organisation with all that belongs to it; its page is a draft."""
    factories.make_home()
    defaults = {"name": slug.title(), "heading_en": slug.title(), "heading_ur": "ادارہ"}
    return found_organisation(slug=slug, **(defaults | fields))


def make_person(name, organisation=None, role="editor", **fields):
    fields = {"email": f"{name}@ngo.example"} | fields
    person = get_user_model().objects.create_user(name, password=PASSWORD, **fields)
    if organisation:
        add_member(organisation=organisation, user=person, role=role)
    return person


def make_admin():
    return get_user_model().objects.create_superuser("root", "root@site.example", PASSWORD)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client
