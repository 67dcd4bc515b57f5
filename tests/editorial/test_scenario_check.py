"""What the content check finds in a scenario, and that it leads to the very field."""

from uuid import NAMESPACE_URL, uuid5

import pytest
from django.urls import reverse
from django.utils.translation import override

from lessons.content.models import ScenarioPage
from lessons.editorial.checking.checklist_items import items_of
from lessons.editorial.checking.findings import check_whole, findings_of
from lessons.editorial.checking.words import WatchedWord
from lessons.editorial.desk.checklist import items_for
from tests.editorial import scenario_forms as forms
from tests.editorial.scenario_forms import TROUBLES, changed, drafted
from tests.factories import make_helpline, make_module, make_scenario, scenario_ids, scenario_steps

pytestmark = pytest.mark.django_db
CRUEL = "his own fault"


@pytest.fixture(autouse=True)
def _site(home):
    return home


def named(path):
    """Return `path` with the names of the parts in the place of their ids."""
    names = {key: name for name, key in scenario_ids.items()}
    names |= {str(uuid5(NAMESPACE_URL, f"scenario:{name}")): name for name in ("drop:text", "look:text")}
    return tuple(names.get(part, part) for part in path)


def watch(phrase, kind="blame"):
    WatchedWord.objects.create(language="en", phrase=phrase, kind=kind)


def test_a_whole_scenario_has_no_findings_and_nothing_to_do():
    page = make_scenario(summary_en="A night in a group.", summary_ur="گروپ میں ایک رات۔")

    assert findings_of(page) == []
    assert items_for(page, None) == []


@pytest.mark.parametrize(("change", "expected"), TROUBLES.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_each_trouble_is_found_once_final_and_leads_to_its_field(change, expected):
    page = drafted(steps=changed(change))

    found = [each for each in findings_of(page) if each.rule == expected[0]]

    (finding,) = found
    assert finding.is_stop and finding.is_final
    assert named(finding.path) == ("steps", *expected[1])
    for sentence in (finding.what, finding.why, finding.better):
        assert sentence.endswith(".")


def test_findings_stand_in_the_order_of_the_conversation():
    steps = scenario_steps()
    forms.choice(steps, "silence")["next"] = ""
    forms.step(steps, "drop")["name"]["ur"] = ""
    forms.choice(steps, "quiet")["learner"]["ur"] = ""

    places = [each.where.split(".")[0] for each in findings_of(drafted(steps=steps))]

    assert places == sorted(places) and len(places) == 4


def test_the_words_of_a_finding_name_the_step_and_speak_the_editors_language():
    page = drafted(steps=changed(forms.dead_end))

    (finding,) = findings_of(page)
    assert finding.where == "1. \u2068The link drops\u2069 › Choice 3"
    assert "#:w:contentpath=steps." in finding.fragment and finding.fragment.endswith(".next")
    with override("ur"):
        (urdu,) = findings_of(page)
    assert "لنک آتا ہے" in urdu.where and urdu.what != finding.what


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"group_ur": ""}, ("group", "ur")),
        ({"heading_ur": ""}, ("heading", "ur")),
        ({"help": []}, ("help",)),
    ],
)
def test_the_chat_has_a_name_in_every_language_and_help_at_its_end(fields, path):
    (finding,) = findings_of(make_scenario(**fields))

    assert finding.path == path and finding.is_final


def test_help_that_was_deleted_is_no_help():
    line = make_helpline()
    page = make_scenario(help=[("helplines", [line])])
    type(line).objects.filter(pk=line.pk).delete()

    assert "scenario.help" in {each.rule for each in findings_of(page)}


def test_an_optional_text_is_wanted_in_the_second_language_once_it_is_there_in_the_first():
    steps = scenario_steps()
    forms.step(steps, "drop")["ask"]["en"] = "And you?"

    (finding,) = findings_of(drafted(steps=steps))

    assert finding.path[-2:] == ("ask", "ur")


def test_what_people_write_in_the_chat_is_no_blame_and_what_the_app_says_is():
    watch(CRUEL)
    steps = scenario_steps()
    forms.step(steps, "drop")["messages"][1]["value"]["words"]["en"] = f"It is {CRUEL}."
    forms.choice(steps, "look")["text"]["en"] = f"It is {CRUEL}."
    forms.choice(steps, "look")["reactions"][0]["value"]["words"]["en"] = f"It is {CRUEL}."
    assert findings_of(drafted(steps=steps)) == []

    forms.choice(steps, "look")["affected"]["en"] = f"It is {CRUEL}."
    forms.step(steps, "drop")["messages"][0]["value"]["en"] = f"It is {CRUEL}."

    found = findings_of(drafted(steps=steps))
    assert [each.rule for each in found] == ["words.blame", "words.blame"]
    assert not any(each.is_final for each in found)


def test_long_sentences_are_found_in_what_the_app_says_only():
    long = "one " * 30 + "end."
    steps = scenario_steps()
    forms.step(steps, "drop")["messages"][1]["value"]["words"]["en"] = long
    assert findings_of(drafted(steps=steps)) == []

    forms.step(steps, "together")["text"]["en"] = long

    assert "reading.sentence" in {each.rule for each in findings_of(drafted(steps=steps))}


def test_arabic_letters_are_found_in_the_chat_too():
    steps = scenario_steps()
    forms.step(steps, "drop")["messages"][1]["value"]["words"]["ur"] = "يه كيا ہے"

    assert [each.rule for each in findings_of(drafted(steps=steps))] == ["letters"]


def test_a_hard_subject_asks_for_a_content_note_and_half_a_note_stops():
    watch("blackmail", "hard")
    steps = scenario_steps()
    forms.step(steps, "drop")["messages"][1]["value"]["words"]["en"] = "That is blackmail."

    missing = findings_of(drafted(steps=steps))
    half = findings_of(drafted(steps=steps, content_note_en="A threat comes."))

    assert [(each.rule, each.level) for each in missing] == [("sensitive.note", "advice")] * 2
    assert [(each.rule, each.level, each.path) for each in half] == [("sensitive.note", "stop", ("content_note", "ur"))]


def test_a_fact_that_readers_do_not_see_is_told():
    steps = scenario_steps()
    forms.choice(steps, "look")["fact"] = 12345

    (finding,) = findings_of(drafted(steps=steps))

    assert finding.rule == "blocks.missing" and finding.path[-1] == "fact"


def test_the_checklist_of_an_untranslated_scenario_stays_short_and_says_nothing_twice():
    steps = scenario_steps()
    for block in steps:
        block["value"]["name"]["ur"] = ""
        for message in block["value"].get("messages", []):
            message["value"].get("words", {"ur": ""})["ur"] = ""
    page = drafted(steps=steps)

    items = [item for item in items_for(page, None) if item.path and item.path[0] == "steps"]

    assert len(items_of(page)) == len(items) == 5
    assert len({item.path for item in items}) == 5


def test_the_check_of_a_module_goes_into_its_scenarios():
    module = make_module()
    page = drafted(module, steps=changed(forms.dead_end))

    assert [check.is_final for check in check_whole(module) if check.obj == page] == [True]


def test_the_page_of_the_check_shows_what_is_to_be_mended(admin_client):
    page = drafted(steps=changed(forms.no_repair))

    shown = admin_client.get(reverse("checking:check", args=["content.scenariopage", page.pk])).content.decode()

    assert "an ending can come without a chance to put it right" in shown
    assert f"steps.{scenario_ids['drop']}.choices.{scenario_ids['look']}.next" in shown
    assert ScenarioPage.objects.get(pk=page.pk).live is False
