"""Scenarios in the CMS: their form, their way out and in as files, their languages, what they use, whose they are."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override
from wagtail.users.models import UserProfile

from lessons.content.models import Fact, Helpline, OrganisationPage, ScenarioPage
from lessons.content.policies import reason_to_keep
from lessons.content.scenario_blocks import Steps
from lessons.content.scenario_graph import problems, read_nodes
from lessons.content.uses import uses_of
from lessons.editorial.desk.publishing import new_records
from lessons.editorial.desk.states import activities_of
from lessons.editorial.exchange.package_import import KEPT, LEFT, MADE, SAME, import_package
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import look_at, write_package
from lessons.editorial.exchange.things import things_of
from lessons.editorial.translation.actions import translate
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.translation.modules import uses_of as uses_by_page
from lessons.editorial.translation.states import state_of
from lessons.editorial.units import units_of
from tests.editorial import scenario_forms as forms
from tests.editorial.desk_people import make_person, make_section
from tests.editorial.scenario_forms import drafted, form_of
from tests.factories import (
    make_fact,
    make_helpline,
    make_lesson,
    make_module,
    make_quiz,
    make_scenario,
    scenario_ids,
    scenario_steps,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return make_section()


@pytest.fixture
def editor(section, client):
    user = make_person("sana", section)
    client.force_login(user)
    return user


@pytest.fixture
def module(section):
    return make_module(section)


def with_fact(fact):
    steps = scenario_steps()
    forms.choice(steps, "look")["fact"] = fact.pk
    return steps


# --- the form ----------------------------------------------------------------------------------------------------
def pickers_of(client, page):
    """Return the attributes of every picker in the form of `page`, once each."""
    html = client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    found = {}
    for node in BeautifulSoup(html, "html.parser").select("[data-block]"):
        for part in json.dumps(json.loads(node["data-w-block-data-value"])).split("<input ")[1:]:
            if "part-picker" in part:
                tag = BeautifulSoup("<input " + json.loads(f'"{part.split(">")[0]}"') + ">", "html.parser").input
                found[tag["data-part-picker-field-value"]] = tag.attrs
    return found


@pytest.mark.parametrize(("language", "me"), [("en", "You, the learner"), ("ur", "آپ، یعنی سیکھنے والا")])
def test_the_pickers_know_their_field_and_speak_the_editors_language(editor, module, client, language, me):
    UserProfile.objects.create(user=editor, preferred_language=language)

    found = pickers_of(client, drafted(module))

    assert set(found) == {"steps", "cast"}
    assert found["cast"]["data-part-picker-me-value"] == me
    assert "data-part-picker-me-value" not in found["steps"]
    assert all(attrs["data-controller"] == "part-picker" for attrs in found.values())


def test_the_editor_loads_the_script_of_the_picker(editor, module, client):
    assert "editorial/part_picker" in client.get(f"/cms/pages/{drafted(module).pk}/edit/").content.decode()


def test_a_saved_form_keeps_every_id_and_what_leads_where(editor, module, client):
    page = drafted(module)
    before = page.get_latest_revision_as_object().steps.raw_data

    client.post(f"/cms/pages/{page.pk}/edit/", form_of(page, summary_en="Saved."))

    after = ScenarioPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert after.summary_en == "Saved."
    assert read_nodes(after.steps.raw_data) == read_nodes(before)
    assert [unit.key for unit in units_of(after)] == [unit.key for unit in units_of(page)]


def test_a_way_to_a_step_that_is_gone_is_kept_as_it_is(editor, module, client):
    page = drafted(module, steps=forms.changed(forms.gone))

    client.post(f"/cms/pages/{page.pk}/edit/", form_of(page.get_latest_revision_as_object()))

    draft = ScenarioPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert forms.choice(list(draft.steps.raw_data), "wait")["next"].startswith("11111111")


def test_a_new_step_brings_no_choices_so_that_no_two_have_one_id():
    assert list(Steps().child_blocks["step"].get_default()["choices"]) == []


def test_an_unfinished_scenario_can_be_saved_as_a_draft(editor, module, client):
    page = drafted(module)
    page.steps = page.steps.stream_block.to_python(forms.changed(forms.nobody)[:1])

    answer = client.post(f"/cms/pages/{page.pk}/edit/", form_of(page))

    assert answer.status_code == 302


# --- packages ----------------------------------------------------------------------------------------------------
@pytest.fixture
def roshni(home):
    return make_section("roshni")


def bring_in(data, section):
    return import_package(read_package(data), section=OrganisationPage.objects.get(pk=section.pk), user=None)


def scenario_of(module):
    return draft_of(ScenarioPage.objects.child_of(module).get())


def test_a_package_keeps_the_conversation_as_it_is(section, module, roshni):
    fact, line = make_fact(organisation=section.organisation), make_helpline(number="1122")
    page = drafted(module, steps=with_fact(fact), help=[("helplines", [line])], content_note_en="A threat.")

    outcome = bring_in(write_package(module).data, roshni)

    made = scenario_of(outcome.module)
    draft = draft_of(page)
    assert outcome.of(LEFT) == []
    assert read_nodes(made.steps.raw_data) == read_nodes(draft.steps.raw_data)
    assert problems(read_nodes(made.steps.raw_data)) == []
    assert [line.person.key for part in made.script.parts[:3] for line in part.lines if line.person] == (
        [scenario_ids[name] for name in ("zain", "zain", "mehak")] * 3
    )
    assert [(unit.key, unit.texts) for unit in units_of(made)][3:] == [(u.key, u.texts) for u in units_of(draft)][3:]
    theirs = Fact.objects.get(organisation=roshni.organisation)
    assert forms.choice(list(made.steps.raw_data), "look")["fact"] == theirs.pk
    assert [each.number for each in made.help[0].value] == ["1122"]
    assert (made.group_ur, made.bands, made.content_note_en) == ("گلی کرکٹ", page.bands, "A threat.")
    assert not made.live


def test_brought_in_twice_nothing_is_doubled_and_what_was_changed_is_kept(module, roshni):
    drafted(module)
    data = write_package(module).data
    first = bring_in(data, roshni)
    again = bring_in(data, roshni)
    assert {fate.what for fate in again.fates if fate.kind == "scenario"} == {SAME}
    made = scenario_of(first.module)
    made.group_en = "Our own"
    made.save_revision()
    page = ScenarioPage.objects.child_of(module).get()
    draft = draft_of(page)
    draft.group_en = "Renamed"
    draft.save_revision()

    outcome = bring_in(write_package(module).data, roshni)

    assert [fate.what for fate in outcome.fates if fate.kind == "scenario"] == [KEPT]
    assert scenario_of(first.module).group_en == "Our own"
    assert ScenarioPage.objects.child_of(first.module).count() == 1


def test_a_package_says_what_it_holds_and_keeps_the_order(module, roshni):
    make_lesson(module)
    drafted(module)
    make_quiz(module)

    assert ("scenario", 1) in look_at(module).counts
    outcome = bring_in(write_package(module).data, roshni)
    assert [fate.kind for fate in outcome.of(MADE)][-4:] == ["module", "lesson", "scenario", "quiz"]
    kinds = [page.specific._meta.model_name for page in outcome.module.get_children()]
    assert kinds == ["lessonpage", "scenariopage", "quizpage"]


# --- languages ---------------------------------------------------------------------------------------------------
def test_every_text_of_a_scenario_is_a_unit_and_can_be_translated(editor, module):
    steps = scenario_steps()
    forms.choice(steps, "look")["affected"]["ur"] = ""
    page = drafted(module, steps=steps, group_ur="")
    keys = {
        f"steps.{scenario_ids['drop']}.choices.{scenario_ids['look']}.affected": "کیپر میچ کھیلنے نہیں آیا۔",
        "group": "گلی کرکٹ",
    }
    units = {unit.key: unit for unit in units_of(page.get_latest_revision_as_object())}
    assert set(keys) <= set(units)
    assert {unit.path[0] for unit in units.values()} == {
        *("heading", "summary", "content_note", "group"),
        *("cast", "steps"),
    }
    assert {unit.key for unit in state_of(page, "ur").missing} == set(keys)

    seen = {key: (units[key].digest("en"), units[key].digest("ur")) for key in keys}
    outcome = translate(obj=page, language="ur", texts=keys, seen=seen, user=editor)

    assert set(outcome.written) == set(keys)
    draft = draft_of(ScenarioPage.objects.get(pk=page.pk))
    assert state_of(draft, "ur").missing == []
    assert read_nodes(draft.steps.raw_data) == read_nodes(steps)


def test_the_translators_view_and_the_report_show_it(editor, module, client):
    page = drafted(module, group_ur="", heading_en="Street cricket")

    sheet = client.get(f"/cms/translations/scenariopage/{page.pk}/ur/").content.decode()
    report = client.get("/cms/reports/translations/").content.decode()

    assert "What look did" in sheet and "Name of the chat" in sheet
    assert "Street cricket" in report


def test_its_texts_go_out_as_a_file(editor, module, client):
    page = drafted(module)

    address = f"/cms/exchange/texts/out/page:{page.pk}/"

    taken = client.get(address, {"format": "po", "which": "all", "language": "ur"}).content.decode()

    assert address in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "What look did" in taken and "look سے یہ ہوا" in taken
    assert [thing.obj.pk for thing in things_of(editor, module)][1] == page.pk


# --- what it uses ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("is_live", [True, False], ids=["live", "draft"])
def test_a_fact_of_a_choice_and_the_helplines_at_the_end_are_in_use(
    section, module, is_live, django_capture_on_commit_callbacks
):
    fact, line = make_fact(organisation=section.organisation), make_helpline(number="1122")
    with django_capture_on_commit_callbacks(execute=True):
        page = drafted(module, steps=with_fact(fact), help=[("helplines", [line])])
        if is_live:
            page.get_latest_revision().publish()

    for record in (fact, line):
        (uses,) = uses_of([record]).values()
        assert (uses.live if is_live else uses.drafts) == {page.pk}
        assert bool(reason_to_keep(record)) is True
    assert set(uses_by_page([page])[page.pk]) == {(Fact, fact.pk), (Helpline, line.pk)}


def test_new_records_go_live_with_it(section, module):
    own = {"organisation": section.organisation, "live": False}
    fact, line = Fact.objects.get(pk=make_fact(**own).pk), make_helpline(number="1122", **own)
    for record in (fact, line):
        type(record).objects.filter(pk=record.pk).update(live=False, first_published_at=None)
    page = drafted(module, steps=with_fact(fact), help=[("helplines", [line])])

    assert {record.pk for record in new_records(page.get_latest_revision_as_object())} == {fact.pk, line.pk}
    page.get_latest_revision().publish()

    assert Fact.objects.get(pk=fact.pk).live and Helpline.objects.get(pk=line.pk).live


def test_its_module_lists_it_with_its_state(module):
    make_lesson(module)
    drafted(module, heading_en="Street cricket")

    assert [(each.kind, each.state) for each in activities_of(module)] == [("lesson", "live"), ("scenario", "draft")]
    with override("ur"):
        assert activities_of(module)[1].kind == "صورتِ حال"


# --- whose it is -------------------------------------------------------------------------------------------------
def test_what_belongs_to_another_organisation_is_not_there(editor, roshni, client):
    page = drafted(make_module(roshni))

    for address in (
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/pages/{page.pk}/edit/preview/?mode=en:{scenario_ids['drop']}",
        f"/cms/check/content.scenariopage/{page.pk}/",
        f"/cms/check/content.scenariopage/{page.pk}/publish/",
        f"/cms/translations/scenariopage/{page.pk}/ur/",
        f"/cms/exchange/texts/out/page:{page.pk}/",
    ):
        assert client.get(address).status_code == 404, address


def test_a_fact_of_another_organisation_cannot_be_put_into_it(editor, module, roshni, client):
    fact = make_fact(organisation=roshni.organisation)
    fact.unpublish()
    page = drafted(module)
    page.steps = page.steps.stream_block.to_python(with_fact(fact))

    assert client.post(f"/cms/pages/{page.pk}/edit/", form_of(page)).status_code == 404


def test_the_api_names_published_scenarios_and_tells_nothing_of_what_is_in_them(module):
    page = make_scenario(module, heading_en="Street cricket")
    drafted(module)

    found = Client().get("/api/v2/pages/?type=content.ScenarioPage&fields=*").json()

    assert [item["id"] for item in found["items"]] == [page.pk]
    (item,) = found["items"]
    assert item["heading_en"] == "Street cricket" and item["bands"] == "ABCD"
    assert not {"cast", "steps", "help", "group", "group_en"} & set(item)
    assert Client().get("/api/v2/pages/?type=content.ScenarioPage&fields=steps").status_code == 400
