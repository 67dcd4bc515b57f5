"""A whole module as one file: what goes out comes in the same, once, and over nobody's work."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from lessons.content.models import (
    Fact,
    Helpline,
    LessonPage,
    ModulePage,
    OrganisationPage,
    Question,
    QuizPage,
    ScenarioPage,
    Topic,
)
from lessons.content.scenario_graph import read_nodes
from lessons.editorial.exchange.package_format import KINDS
from lessons.editorial.exchange.package_import import CHANGED, KEPT, LEFT, MADE, SAME, USED, import_package, try_package
from lessons.editorial.exchange.package_items import MODELS
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import look_at, write_package
from lessons.editorial.exchange.packaged import PackagedItem
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.units import units_of
from lessons.organisations.models import Organisation
from tests.curriculum.starter import put_starter_curriculum
from tests.editorial.package_world import make_editor, make_full_module, make_section, packed, sent, unpacked
from tests.factories import make_fact, make_helpline, make_lesson, make_module, make_question, make_quiz

pytestmark = pytest.mark.django_db
COUNTED = (ModulePage, LessonPage, QuizPage, Question, Fact, Helpline, Topic, get_image_model())


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def chiragh(home):
    return make_section("chiragh")


@pytest.fixture
def roshni(home):
    return make_section("roshni")


@pytest.fixture
def module(chiragh):
    return make_full_module(chiragh)


@pytest.fixture
def editor(roshni, client):
    """A signed-in editor of the organisation "roshni"."""
    user = make_editor(roshni)
    client.force_login(user)
    return user


def bring_in(data, section, user=None):
    return import_package(read_package(data), section=OrganisationPage.objects.get(pk=section.pk), user=user)


def counts():
    return [model.objects.count() for model in COUNTED]


def said_by(page):
    """Return every text of a page by its unit, in both languages."""
    # By digests: the editor's marks in rich text are made anew, the words are the same.
    return [(unit.key, *(unit.digest(code) for code in unit.texts)) for unit in units_of(draft_of(page))]


def children(module):
    return list(module.get_children().specific())


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


# --- twice ---------------------------------------------------------------------------------------------------------
def test_the_same_package_twice_doubles_nothing(module, roshni):
    data = write_package(module).data
    bring_in(data, roshni)
    once = counts()

    outcome = bring_in(data, roshni)

    assert counts() == once
    assert {fate.what for fate in outcome.fates} == {SAME, USED}
    assert not outcome.is_change


def edit(obj, **values):
    draft = draft_of(type(obj).objects.get(pk=obj.pk))
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()


def test_a_newer_package_brings_what_changed_and_keeps_what_an_editor_changed(module, roshni):
    here = bring_in(write_package(module).data, roshni).module
    second, first, _quiz = children(here)
    edit(first, heading_ur="ہمارا سبق")
    for page, heading in zip(children(module), ("Newer second", "Newer first", "Newer quiz"), strict=True):
        edit(page, heading_en=heading)

    outcome = bring_in(write_package(module).data, roshni)

    assert [fate.label for fate in outcome.of(KEPT)] == ["Newer first"]
    assert [fate.label for fate in outcome.of(CHANGED)] == ["Newer second", "Newer quiz"]
    assert draft_of(LessonPage.objects.get(pk=first.pk)).heading_ur == "ہمارا سبق"
    assert draft_of(LessonPage.objects.get(pk=first.pk)).heading_en == "First"
    assert draft_of(LessonPage.objects.get(pk=second.pk)).heading_en == "Newer second"
    assert LessonPage.objects.get(pk=second.pk).heading_en == "Second", "what is published stays until it is approved"


def test_a_question_that_changed_here_is_kept_with_its_choices(module, roshni):
    bring_in(write_package(module).data, roshni)
    mine = Question.objects.get(key="a-question-roshni")
    edit(mine, prompt_en="My own words?")
    edit(Question.objects.get(key="a-question"), prompt_en="Newer words?")
    edit(Question.objects.get(key="b-question"), prompt_en="Newer too?")

    bring_in(write_package(module).data, roshni)

    other = draft_of(Question.objects.get(key="b-question-roshni"))
    assert draft_of(Question.objects.get(pk=mine.pk)).prompt_en == "My own words?"
    assert other.prompt_en == "Newer too?"
    assert other.choices.count() == 2


@pytest.mark.parametrize("way", ["locked", "moderated"])
def test_what_is_locked_for_an_editor_is_kept(module, roshni, editor, way):
    here = bring_in(write_package(module).data, roshni, editor).module
    held = children(here)[1]
    if way == "locked":
        LessonPage.objects.filter(pk=held.pk).update(locked=True, locked_by=make_editor(module.get_parent().specific))
    else:
        roshni.organisation.workflow.start(held, editor)
    for page, heading in zip(children(module), ("Newer second", "Newer first", "Newer quiz"), strict=True):
        edit(page, heading_en=heading)

    outcome = bring_in(write_package(module).data, roshni, editor)

    assert [(fate.label, "is locked" in fate.reason) for fate in outcome.of(KEPT)] == [("Newer first", True)]
    assert [fate.label for fate in outcome.of(CHANGED)] == ["Newer second", "Newer quiz"]
    assert draft_of(LessonPage.objects.get(pk=held.pk)).heading_en == "First"


def test_an_editor_s_own_lock_is_no_hindrance(module, roshni, editor):
    here = bring_in(write_package(module).data, roshni, editor).module
    LessonPage.objects.filter(pk=children(here)[1].pk).update(locked=True, locked_by=editor)
    edit(children(module)[1], heading_en="Newer first")

    outcome = bring_in(write_package(module).data, roshni, editor)

    assert [fate.label for fate in outcome.of(CHANGED)] == ["Newer first"]


def test_a_second_press_waits_and_finds_what_the_first_has_made(module, roshni, monkeypatch):
    data, known = write_package(module).data, OrganisationPage.objects.get(pk=roshni.pk)

    def first_press():
        monkeypatch.undo()
        bring_in(data, roshni)
        return Organisation.objects.all()

    monkeypatch.setattr(Organisation.objects, "select_for_update", first_press)
    outcome = import_package(read_package(data), section=known, user=None)

    assert {fate.what for fate in outcome.fates} == {SAME, USED}
    assert ModulePage.objects.child_of(roshni).count() == 1


def test_a_new_lesson_of_a_newer_package_is_added(module, roshni):
    here = bring_in(write_package(module).data, roshni).module
    make_lesson(module, heading_en="Third")

    bring_in(write_package(module).data, roshni)

    assert [page.heading_en for page in children(here)][-1] == "Third"


def test_a_lesson_that_was_removed_here_stays_removed(module, roshni):
    data = write_package(module).data
    here = bring_in(data, roshni).module
    children(here)[0].delete()

    outcome = bring_in(data, roshni)

    assert len(children(here)) == 2
    assert "removed here" in outcome.of(LEFT)[0].reason


def test_a_module_that_was_deleted_here_comes_anew(module, roshni):
    data = write_package(module).data
    bring_in(data, roshni).module.delete()

    outcome = bring_in(data, roshni)

    assert len(children(outcome.module)) == 3


def test_a_package_finds_its_way_home(module, chiragh):
    data = write_package(module).data
    before = counts()
    edit(children(module)[0], heading_en="Since changed")

    outcome = bring_in(data, chiragh)

    assert counts() == before
    assert [fate.label for fate in outcome.of(KEPT)] == ["Second"]
    assert outcome.of(CHANGED) == outcome.of(MADE) == []


def test_what_another_organisation_improved_comes_home_as_a_draft(module, chiragh, roshni):
    here = bring_in(write_package(module).data, roshni).module
    edit(children(here)[0], heading_ur="بہتر")

    outcome = bring_in(write_package(here).data, chiragh)

    home = children(module)[0]
    assert [fate.label for fate in outcome.of(CHANGED)] == ["Second"]
    assert draft_of(type(home).objects.get(pk=home.pk)).heading_ur == "بہتر"


# --- what is shared ------------------------------------------------------------------------------------------------
def test_a_helpline_that_is_here_is_used_and_not_changed(module, roshni):
    data = write_package(module).data
    line = Helpline.objects.get(key="a-line")
    Helpline.objects.filter(pk=line.pk).update(is_permanent=True, name_en="Kept")

    outcome = bring_in(data, roshni)

    assert Helpline.objects.count() == 1
    assert list(children(outcome.module)[1].body[4].value) == [Helpline.objects.get(pk=line.pk)]
    assert Helpline.objects.get(pk=line.pk).latest_revision_id == line.latest_revision_id


def test_a_helpline_that_is_not_here_is_made_and_nobody_has_called_it(module, roshni):
    Helpline.objects.update(called_on="2026-11-01", is_permanent=True)
    data = write_package(module).data
    Helpline.objects.update(number="0800")

    bring_in(data, roshni)

    made = Helpline.objects.get(number="1799")
    assert (made.called_on, made.is_permanent, made.organisation) == (None, False, roshni.organisation)


def test_a_helpline_that_another_organisation_has_not_published_is_not_used(module, roshni, chiragh):
    data = write_package(module).data
    Helpline.objects.all().delete()
    theirs = make_helpline(number="1799", key="their-plan", organisation=chiragh.organisation)
    Helpline.objects.filter(pk=theirs.pk).update(live=False)

    outcome = bring_in(data, roshni)

    (shown,) = children(outcome.module)[1].body[4].value
    assert (shown.number, shown.organisation, shown.live) == ("1799", roshni.organisation, False)
    assert "A helpline" in [fate.label for fate in outcome.of(MADE)]
    assert Helpline.objects.get(pk=theirs.pk).latest_revision_id == theirs.latest_revision_id


def test_a_published_helpline_is_used_before_a_draft_of_one_s_own(module, roshni):
    make_helpline(number="17 99", organisation=roshni.organisation, position=0)
    Helpline.objects.filter(organisation=roshni.organisation).update(live=False)
    Helpline.objects.filter(key="a-line").update(position=5)

    outcome = bring_in(write_package(module).data, roshni)

    assert [line.key for line in children(outcome.module)[1].body[4].value] == ["a-line"]


def from_elsewhere(module):
    """Return the package of a module that is then removed with its questions, and their topic."""
    data = write_package(module).data
    for rows in (module, Question.objects.all(), Topic.objects.all()):
        rows.delete()
    return data


def test_an_editor_brings_no_topics_in_and_what_needs_them_is_told(module, roshni, editor):
    data = from_elsewhere(module)

    outcome = bring_in(data, roshni, editor)

    left = {fate.label: fate.reason for fate in outcome.of(LEFT)}
    assert not Topic.objects.exists() and not Question.objects.exists()
    assert "Only an administrator adds topics" in left["Consent"]
    assert "Its topic is not here" in left["Prompt a-question?"]
    assert {"What it shows could not be taken.", "A question could not be taken."} < set(left.values())
    assert not bring_in(data, roshni, editor).is_change


def test_questions_come_once_an_administrator_has_added_their_topic(module, roshni, editor):
    data = from_elsewhere(module)
    bring_in(data, roshni, editor)
    Topic.objects.create(key="consent", name_en="Consent")

    outcome = bring_in(data, roshni, editor)

    _second, first, quiz = children(outcome.module)
    assert outcome.of(LEFT) == []
    assert "question" in {block.block_type for block in draft_of(first).body}
    assert draft_of(quiz).quiz_questions.count() == 2


def test_an_administrator_brings_topics_in(module, roshni):
    data = from_elsewhere(module)

    bring_in(data, roshni, get_user_model().objects.create_superuser("root"))

    assert Topic.objects.get().key == "consent"


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


def test_a_second_helpline_with_its_number_written_otherwise_is_the_same(module, roshni):
    data = write_package(module).data
    Helpline.objects.update(number="17-99")

    bring_in(data, roshni)
    make_helpline(number="1")

    assert Helpline.objects.filter(number__startswith="17").count() == 1
