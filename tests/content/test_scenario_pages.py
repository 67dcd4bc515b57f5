"""The page of a scenario, and how an editor plays it in the preview from any step in both languages."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.utils.html import strip_tags
from wagtail.documents.models import Document

from lessons.content.scenario_script import read_script
from tests import factories
from tests.factories import scenario_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario(module):
    return factories.make_scenario(module, content_note_en="A hard thing comes.", content_note_ur="مشکل بات ہے۔")


def preview(page, mode):
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "gushes"), ("ur", "جوش میں بولتا ہے")])
def test_the_page_says_who_is_there_and_what_comes(client, scenario, language, words):
    page = client.get(f"/{language}/{'/'.join(scenario.url.split('/')[2:])}").content.decode()

    assert words in page
    assert ("A hard thing comes." in page) == (language == "en")
    assert f"/{language}/activities/{scenario.pk}/runs/" in page
    assert f"/{language}/activities/{scenario.pk}/done/" in page


def test_a_page_for_visitors_is_kept_and_holds_no_token(client, scenario):
    answer = client.get(scenario.url)

    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert not answer.cookies


def test_every_step_and_ending_can_be_previewed_in_both_languages(scenario):
    modes = dict(scenario.preview_modes)
    for language, name in (("en", "The link drops"), ("ur", "لنک آتا ہے")):
        assert name in modes[f"{language}:{scenario_ids['drop']}"]
        assert name in preview(scenario, f"{language}:{scenario_ids['drop']}")
    assert len(modes) == 2 + 2 * 5
    for mode in modes:
        preview(scenario, mode)


def test_a_preview_shows_what_comes_of_each_choice_and_leads_on(scenario):
    page = preview(scenario, f"ur:{scenario_ids['drop']}")

    assert "look سے یہ ہوا" in strip_tags(page) and "report سے یہ ہوا" in strip_tags(page)
    assert re.search(rf"mode=ur%3A{scenario_ids['regret']}", page)


def test_a_voice_note_with_a_file_can_be_heard_until_the_file_is_deleted(module):
    sound = Document.objects.create(title="voice", file=ContentFile(b"OggS", name="voice.ogg"))
    steps = factories.scenario_steps()
    next(each for each in steps[0]["value"]["messages"] if each["type"] == "voice")["value"]["file"] = sound.pk
    scenario = factories.make_scenario(module, steps=json.dumps(steps))
    mode = f"ur:{scenario_ids['drop']}"

    assert f'src="{sound.url}"' in preview(scenario, mode)

    sound.delete()
    assert "<audio" not in preview(scenario, mode)


def test_a_choice_that_leads_nowhere_is_told_in_the_preview(module):
    steps = factories.scenario_steps()
    steps[0]["value"]["choices"][0]["value"]["next"] = ""
    page = factories.make_scenario(module, steps=steps)

    assert "This choice leads nowhere yet." in preview(page, f"en:{scenario_ids['drop']}")


def test_what_people_say_is_escaped(module):
    steps = factories.scenario_steps()
    steps[0]["value"]["messages"][1]["value"]["words"]["en"] = "<script>alert(1)</script>"
    steps[0]["value"]["choices"][0]["value"]["text"]["en"] = "<b>x</b>"
    page = factories.make_scenario(module, steps=steps)

    html = preview(page, f"en:{scenario_ids['drop']}")

    assert "<script>alert(1)" not in html and "&lt;script&gt;" in html
    assert "<b>x</b>" not in html


def test_an_unfinished_scenario_can_be_previewed(module):
    page = factories.make_scenario(module, steps="[]", cast="[]", help="[]")

    assert "This story is being written." in preview(page, "en")


def test_a_message_of_somebody_who_was_taken_out_names_nobody(scenario):
    script = read_script("[]", scenario.steps.raw_data)

    assert [line.person for line in script.start.lines] == [None] * 4
