"""A whole module as one file: what goes out comes in the same, at the desk of an editor."""

import pytest
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from lessons.content.models import Fact, Helpline, LessonPage, ModulePage, Question, ScenarioPage, Topic
from lessons.content.scenario_graph import read_nodes
from lessons.editorial.exchange.package_format import KINDS
from lessons.editorial.exchange.package_import import LEFT, MADE, try_package
from lessons.editorial.exchange.package_items import MODELS
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import look_at, write_package
from lessons.editorial.exchange.packaged import PackagedItem
from lessons.editorial.translation.drafts import draft_of
from tests.curriculum.starter import put_starter_curriculum
from tests.editorial.package_world import (
    bring_in,
    children,
    counts,
    edit,
    make_editor,
    make_full_module,
    make_section,
    packed,
    said_by,
    sent,
    unpacked,
)
from tests.factories import make_fact, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db


# --- there and back ------------------------------------------------------------------------------------------------
def assert_same(there, here):
    assert said_by(here) == said_by(there)
    assert [type(page) for page in children(here)] == [type(page) for page in children(there)]
    for one, other in zip(children(there), children(here), strict=True):
        assert said_by(other) == said_by(one)
        assert other.bands == one.bands
        if isinstance(one, LessonPage):
            blocks = [[block.block_type for block in draft_of(page).body] for page in (one, other)]
            assert blocks[0] == blocks[1]
        elif isinstance(one, ScenarioPage):
            assert read_nodes(draft_of(other).steps.raw_data) == read_nodes(draft_of(one).steps.raw_data)
        else:
            asked = [[p.question for p in draft_of(page).quiz_questions.all()] for page in (one, other)]
            assert [said_by(question) for question in asked[1]] == [said_by(question) for question in asked[0]]
            assert [q.right_keys for q in asked[1]] == [q.right_keys for q in asked[0]]


def test_a_module_of_the_starter_curriculum_is_the_same_with_another_organisation(db):
    put_starter_curriculum()
    there = ModulePage.objects.get(slug="m4")
    roshni = make_section("roshni")

    outcome = bring_in(write_package(there).data, roshni)

    assert outcome.of(LEFT) == []
    assert_same(there, outcome.module)
    assert outcome.module.get_parent().pk == roshni.pk
    shown = {fact.organisation.slug for fact in Fact.objects.filter(key__endswith="-roshni")}
    assert shown == {"roshni"}


def test_a_module_comes_whole_into_an_empty_site(module):
    data = write_package(module).data
    before = [said_by(page) for page in [module, *children(module)]]
    module.delete()
    for model in (PackagedItem, Question, Fact, Helpline, Topic, get_image_model()):
        model.objects.all().delete()

    outcome = bring_in(data, make_section("anew"))

    after = [said_by(page) for page in [outcome.module, *children(outcome.module)]]
    assert [[unit[0] for unit in units] for units in after] == [[unit[0] for unit in units] for units in before]
    assert {fate.what for fate in outcome.fates} == {MADE}
    assert set(Question.objects.values_list("key", flat=True)) == {"a-question", "b-question"}


def test_everything_that_comes_in_is_a_draft_of_the_organisation(module, roshni):
    outcome = bring_in(write_package(module).data, roshni)

    pages = [outcome.module, *children(outcome.module)]
    records = [*Question.objects.filter(organisation=roshni.organisation)]
    records += [*Fact.objects.filter(organisation=roshni.organisation)]
    assert len(records) == 3
    assert not any(each.live for each in [*pages, *records])
    assert all(each.latest_revision for each in [*pages, *records])


def test_what_a_lesson_refers_to_is_its_own_copy(module, roshni):
    outcome = bring_in(write_package(module).data, roshni)

    second, first, quiz = children(outcome.module)
    blocks = {block.block_type: block.value for block in first.body}
    assert blocks["fact"].organisation == roshni.organisation
    assert blocks["steps"]["items"][0]["fact"] == blocks["fact"]
    assert blocks["question"].key == "a-question-roshni"
    assert blocks["image"]["image"].collection == roshni.organisation.collection
    assert blocks["audio"]["file"].collection == roshni.organisation.collection
    assert f'linktype="page" id="{second.pk}"' in blocks["text"]["en"].source
    assert [place.question.key for place in quiz.quiz_questions.all()] == ["a-question-roshni", "b-question-roshni"]


def test_a_link_out_of_the_module_becomes_text_and_is_told_before_it_goes(module, roshni):
    left = look_at(module).left_behind
    outcome = bring_in(write_package(module).data, roshni)

    text = children(outcome.module)[1].body[0].value["en"].source
    assert "or that." in text
    assert left == [("First", "A link or block whose goal is not in the module.")]


def test_the_draft_of_another_organisation_stays_at_home(module, chiragh, roshni):
    theirs = make_fact(key="theirs", organisation=roshni.organisation)
    edit(theirs, text_en="<p>A secret draft</p>")
    make_lesson(module, body=[("fact", theirs)])

    said = str(unpacked(write_package(module).data)["facts.json"])

    assert "So it is" in said
    assert "secret" not in said


def test_licence_author_and_origin_stay_with_the_module(module, roshni):
    here = bring_in(write_package(module).data, roshni).module
    again = read_package(write_package(here).data)

    assert (here.licence, here.author_en, here.origin) == ("CC BY 4.0", "The lamp makers", "Chiragh")
    assert (again.publisher, again.origin) == ("Roshni", "Chiragh")
    assert again.id == read_package(write_package(module).data).id


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", None),
    ],
)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_module_shows_its_licence_and_where_it_is_from(client, home, language, licence, address):
    module = make_module(licence=licence, origin="Roshni", author_en="Anum", author_ur="انعم")

    page = client.get(f"/{language}/chiragh/{module.slug}/").content.decode()

    assert "Roshni" in page
    assert ("Anum" if language == "en" else "انعم") in page
    assert f'<bdi dir="ltr">{licence}</bdi>' in page
    assert (f'href="{address}" rel="license"' in page) if address else 'rel="license"' not in page


def test_no_person_is_in_a_package(module, chiragh):
    edit(module, owner=make_editor(chiragh))

    files = unpacked(write_package(module).data)

    assert "chiragh-editor" not in str(files)
    assert set(files["package.json"]) == {
        *("format", "version", "package", "publisher", "origin", "licence", "author", "made_on", "languages")
    }


# What stays at home, and why no package can be without a decision on a new field.
AT_HOME = {
    "module": {"origin"},
    "quiz": {"quiz_questions"},
    "question": {"topic", "organisation", "choices"},
    "choice": {"question", "sort_order", "key"},
    "fact": {"organisation", "checked_on"},
    "helpline": {"organisation", "called_on", "is_permanent", "position"},
}
WAGTAILS = {"live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision", "go_live_at"}
WAGTAILS |= {"expire_at", "expired", "latest_revision", "id", "key", "locked", "locked_at", "locked_by"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_goes_along_or_is_known_to_stay(kind):
    model, spec = MODELS[kind], KINDS[kind]
    own = {
        field.name for field in model._meta.local_fields if not field.remote_field or not field.remote_field.parent_link
    }
    bare = {name for name in own if name.rpartition("_")[2] not in {"en", "ur"}}

    assert bare - WAGTAILS - AT_HOME.get(kind, set()) == {*spec.values, *spec.texts, *spec.bodies}


# --- the desk ------------------------------------------------------------------------------------------------------
def test_an_editor_looks_and_then_brings_a_module_in(client, module, roshni, editor):
    data = write_package(module).data
    before = counts()

    url = client.post("/cms/exchange/modules/in/", sent(data, roshni)).url
    preview = client.get(url).content.decode()

    assert counts() == before, "looking writes nothing"
    assert "On lamps" in preview
    assert "From Chiragh" in preview

    answer = client.post(url)
    here = ModulePage.objects.child_of(roshni).get()
    assert answer.url == f"/cms/pages/{here.pk}/"
    assert here.owner == editor
    assert PageLogEntry.objects.filter(action="editorial.package_in", user=editor, page_id=here.pk).exists()
    assert client.get(url).status_code == 404, "it is done once"


def test_a_trial_says_what_the_import_then_does(module, roshni, editor):
    data = write_package(module).data

    tried = try_package(read_package(data), section=roshni, user=editor)
    done = bring_in(data, roshni, editor)

    assert tried.fates == done.fates


def test_an_editor_takes_a_module_out(client, editor, roshni):
    module = make_full_module(roshni)

    page = client.get(f"/cms/exchange/modules/out/{module.pk}/").content.decode()
    answer = client.post(f"/cms/exchange/modules/out/{module.pk}/")

    assert "A link or block whose goal is not in the module." in page
    assert 'filename="m9.chiragh.zip"' in answer["Content-Disposition"]
    assert read_package(answer.content).publisher == "Roshni"


def test_what_is_not_mine_goes_neither_out_nor_in(client, module, chiragh, editor):
    for method in (client.get, client.post):
        assert method(f"/cms/exchange/modules/out/{module.pk}/").status_code == 404

    answer = client.post("/cms/exchange/modules/in/", sent(write_package(module).data, chiragh))

    assert answer.status_code == 200
    assert answer.context["form"].errors["section"]
    assert (
        "Chiragh"
        not in client.get("/cms/exchange/modules/in/").content.decode().split("<form", 1)[1].split("</form")[0]
    )


def test_a_package_is_opened_by_whoever_sent_it(client, module, roshni, chiragh, editor):
    url = client.post("/cms/exchange/modules/in/", sent(write_package(module).data, roshni)).url

    client.force_login(make_editor(chiragh))

    assert client.get(url).status_code == client.post(url).status_code == 404


def test_a_missing_picture_is_told_and_the_rest_comes(module, roshni):
    files = unpacked(write_package(module).data)
    picture = next(name for name in files if name.startswith("images/"))
    del files[picture]

    outcome = bring_in(packed(files), roshni)

    assert [fate.label for fate in outcome.of(LEFT)] == ["A lamp", "First › Picture"]
    assert "image" not in {block.block_type for block in children(outcome.module)[1].body}


def test_a_quiz_of_a_module_keeps_its_order_of_questions(chiragh, roshni):
    module = make_module(chiragh)
    asked = [make_question(key=key, organisation=chiragh.organisation) for key in ("z-last", "a-first")]
    make_quiz(module, questions=asked)

    here = bring_in(write_package(module).data, roshni).module

    (copy,) = children(here)
    assert [p.question.key for p in copy.quiz_questions.all()] == ["z-last-roshni", "a-first-roshni"]
