"""Whoever searches in the CMS finds a thing however it was typed: with zabar and pesh or without, in Arabic letters."""

import pytest
from django.urls import reverse

from lessons.editorial.checking.words import WatchedWord
from lessons.organisations.models import Organisation
from tests import factories
from tests.editorial.package_world import make_captions, make_image
from tests.editorial.people import client_of, make_admin, make_founded, make_person

pytestmark = pytest.mark.django_db
# As a careful editor writes it, and as it comes from another keyboard, in haste.
CAREFUL, OTHERWISE = "بچّوں کی تصویریں ہی نہیں", "بچوں كي تصويريں هي نہيں"
ANOTHER = "کچھ اور"


def image(title):
    made = make_image(make_founded("rang"), title=title)
    return {f"{reverse('wagtailimages:index')}?q=": reverse("wagtailimages:edit", args=[made.pk])} | {
        f"{reverse('wagtailimages_chooser:choose_results')}?q=": reverse("wagtailimages_chooser:chosen", args=[made.pk])
    }


def document(title):
    made = make_captions(make_founded("rang"))
    made.title = title
    made.save()
    return {f"{reverse('wagtaildocs:index')}?q=": reverse("wagtaildocs:edit", args=[made.pk])} | {
        f"{reverse('wagtaildocs_chooser:choose_results')}?q=": reverse("wagtaildocs_chooser:chosen", args=[made.pk])
    }


def page(title):
    return _lists_of_pages(factories.make_module(heading_en="", heading_ur=title))


def _lists_of_pages(made):
    return {f"{reverse('wagtailadmin_pages:search')}?q=": reverse("wagtailadmin_pages:edit", args=[made.pk])} | {
        f"{reverse('wagtailadmin_choose_page_search')}?q=": f'data-id="{made.pk}"'
    }


def question(title):
    return _snippet("question", factories.make_question(prompt_ur=title))


def fact(title):
    return _snippet("fact", factories.make_fact(text_ur=f"<p>{title}</p>"))


def helpline(title):
    return _snippet("helpline", factories.make_helpline(name_ur=title))


def _snippet(name, made):
    name = f"wagtailsnippets_content_{name}"
    return {f"{reverse(f'{name}:list')}?q=": reverse(f"{name}:edit", args=[made.pk])}


def watched_word(title):
    made = WatchedWord.objects.create(language="ur", kind="term", phrase=title)
    return {f"{reverse('watched-words:index')}?q=": reverse("watched-words:edit", args=[made.pk])}


def organisation(title):
    made = Organisation.objects.create(name=title, slug="rang")
    return {f"{reverse('organisation:index')}?q=": reverse("organisation:edit", args=[made.pk])}


def person(title):
    made = make_person("zoya", first_name=title[:20], is_staff=True)
    return {f"{reverse('wagtailusers_users:index')}?q=": reverse("wagtailusers_users:edit", args=[made.pk])}


KINDS = [image, document, page, question, fact, helpline, watched_word, organisation, person]


@pytest.mark.parametrize(("written", "typed"), [(CAREFUL, OTHERWISE), (OTHERWISE, CAREFUL)], ids=["careful", "hasty"])
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_every_list_and_chooser_finds_it_in_every_spelling(make, written, typed):
    lists = make(written)
    client = client_of(make_admin())

    for address, found in lists.items():
        assert found in client.get(address + typed[:15]).content.decode(), address
        assert found not in client.get(address + ANOTHER).content.decode(), address


def test_a_phrase_and_words_besides_are_found_in_every_spelling():
    """Wagtail makes a tree of such a query before it asks."""
    listed = _lists_of_pages(factories.make_module(heading_en="", heading_ur="دوست کی تصویر"))
    address, found = next(iter(listed.items()))
    client = client_of(make_admin())

    assert found in client.get(f'{address}"دوست كي" تصوير').content.decode()
    assert found not in client.get(f'{address}"كي دوست" تصوير').content.decode()


@pytest.mark.parametrize("typed", ["کیمرا", "كيمرا", "کِیمرا"])
def test_a_picture_is_found_by_its_tag_and_the_tag_is_offered(typed):
    picture = make_image(make_founded("rang"))
    picture.tags.add("کیمرا")
    picture.save()
    client = client_of(make_admin())

    assert reverse("wagtailimages:edit", args=[picture.pk]) in client.get(f"/cms/images/?q={typed}").content.decode()
    assert client.get("/cms/tag-autocomplete/", {"term": typed[:-1]}).json() == ["کیمرا"]
