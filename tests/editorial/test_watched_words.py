"""An organisation keeps words of its own for the check, beside the site's, and nobody else reads or changes them."""

import pytest
from django.contrib.auth import get_user_model

from lessons.editorial.checking.words import WatchedWord
from tests.editorial.gate_desk import draft_saying, make_desk
from tests.factories import make_home, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(home):
    return make_desk()


@pytest.fixture
def editor(desk, client):
    user = get_user_model().objects.get(username="editor")
    client.force_login(user)
    return user


@pytest.fixture
def words(desk):
    theirs = make_organisation("roshni").organisation
    make = WatchedWord.objects.create
    return {
        "site": WatchedWord.objects.get(organisation=None),
        "mine": make(organisation=desk, language="en", phrase="mine only", kind="term"),
        "theirs": make(organisation=theirs, language="en", phrase="theirs only", kind="term"),
    }


def test_an_editor_reads_the_site_s_words_and_their_own_and_no_others(editor, words, client):
    shown = client.get("/cms/watched-words/").content.decode()

    assert "her own fault" in shown and "mine only" in shown
    assert "theirs only" not in shown
    assert f"/cms/watched-words/edit/{words['mine'].pk}/" in shown
    assert f"/cms/watched-words/edit/{words['site'].pk}/" not in shown


@pytest.mark.parametrize("view", ["edit", "delete", "history", "usage"])
def test_an_editor_changes_only_words_of_their_own(editor, words, client, view):
    for whose, status in (("mine", 200), ("site", 404), ("theirs", 404)):
        address = f"/cms/watched-words/{view}/{words[whose].pk}/"
        assert client.get(address).status_code == status
        if whose != "mine":
            assert client.post(address, {"phrase": "x"}).status_code in {404, 405}
    assert WatchedWord.objects.count() == 3


def test_an_editor_adds_a_word_for_their_own_organisation_only(editor, desk, words, client):
    form = {"language": "en", "phrase": "silly", "kind": "blame", "better": "", "why": ""}

    client.post("/cms/watched-words/new/", form | {"organisation": words["theirs"].organisation_id})
    client.post("/cms/watched-words/new/", form | {"organisation": ""})
    assert not WatchedWord.objects.filter(phrase="silly").exists()

    client.post("/cms/watched-words/new/", form | {"organisation": desk.pk})
    assert WatchedWord.objects.get(phrase="silly").organisation == desk


@pytest.mark.parametrize("phrase", ["*", "…", "a*", " . "])
def test_a_word_that_would_be_found_everywhere_is_refused(editor, desk, client, phrase):
    form = {"language": "en", "phrase": phrase, "kind": "blame", "better": "", "why": "", "organisation": desk.pk}

    assert client.post("/cms/watched-words/new/", form).status_code == 200
    assert WatchedWord.objects.count() == 1


def test_a_word_with_signs_breaks_no_check(editor, desk, client):
    WatchedWord.objects.create(organisation=desk, language="en", phrase="c++ (a[b)* \\d", kind="blame")
    page = draft_saying("She wrote c++ (a[b) \\d there.")

    assert client.get(f"/cms/check/content.lessonpage/{page.pk}/").status_code == 200


def test_somebody_without_an_organisation_keeps_no_words(home, client):
    user = get_user_model().objects.create_user("nobody", "n@example.org", "a long password")
    client.force_login(user)

    assert client.get("/cms/watched-words/").status_code in {302, 403}
    assert make_home()
