"""What a phone keeps of a module: the pages of nobody, in both languages, light enough for a slow line."""

import json

import pytest
from django.test import Client

from lessons.learning.models import Attempt, Completion, ScenarioRun
from tests import factories
from tests.learning.playing import OUR_PAGE
from tests.offline.queue import keep, try_of


def parcel(client, module, language="en"):
    response = client.get(f"/{language}/offline/modules/{module.pk}/")
    assert response.status_code == 200
    return response.json()


def test_what_is_told_of_a_module_is_the_same_for_everybody_and_names_nobody(phone, client, lesson):
    client.get(f"/en/offline/modules/{lesson.module.pk}/")

    assert parcel(phone, lesson.module) == parcel(client, lesson.module)
    assert "Cookie" in client.get(f"/en/offline/modules/{lesson.module.pk}/")["Vary"]


def test_every_kept_page_is_one_that_a_visitor_gets_without_a_token(lesson, quiz):
    told = parcel(Client(), lesson.module)
    pages = [address for address in {**told["weights"], **told["shell"]["weights"]} if address.endswith("/")]

    assert len(pages) >= 12
    for address in pages:
        response = Client().get(address)
        assert response.status_code == 200
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert response["Cache-Control"].startswith("public")


@pytest.mark.parametrize("script", ["core/js/hear.js", "core/js/ordering.js", "learning/js/story.js"])
def test_a_script_that_comes_with_a_tap_is_kept_too(lesson, script):
    told = parcel(Client(), lesson.module)

    assert f"/static/{script}" in {**told["weights"], **told["shell"]["weights"]}


def test_pages_with_a_session_never_reach_a_shared_cache(phone, lesson):
    for address in (lesson.url, "/en/kept/", f"/en/offline/modules/{lesson.module.pk}/"):
        assert phone.get(address)["Cache-Control"] == "private, no-store"


def test_tries_are_never_kept_by_anybody_between(phone, lesson):
    response = phone.post(f"/en/offline/modules/{lesson.module.pk}/tries/", headers=OUR_PAGE)

    assert response["Cache-Control"] == "private, no-store"


def test_another_version_is_told_after_an_edit_and_only_of_the_module_that_changed(lesson):
    other = factories.make_lesson().module
    before, other_before = parcel(Client(), lesson.module), parcel(Client(), other)

    lesson.body = [("text", {"en": "<p>Other words.</p>", "ur": "<p>اور الفاظ۔</p>"})]
    lesson.save_revision().publish()

    assert parcel(Client(), lesson.module)["version"] != before["version"]
    assert parcel(Client(), other)["version"] == other_before["version"]


def test_a_module_that_was_withdrawn_is_told_as_gone(client, lesson):
    module = lesson.module
    module.unpublish()

    assert client.get(f"/en/offline/modules/{module.pk}/").status_code == 404
    assert client.post(f"/en/offline/modules/{module.pk}/tries/", headers=OUR_PAGE).status_code == 404


def test_words_that_a_phone_keeps_are_escaped_and_isolated(phone, module):
    question = factories.make_question(prompt_en="Is <b>2FA</b> safe?", prompt_ur="کیا 2FA محفوظ ہے؟ <script>")
    quiz = factories.make_quiz(module, questions=[question])

    [item] = try_of(keep(phone, quiz.module), "quiz")["items"]

    assert item["prompt"]["en"] == "Is &lt;b&gt;2FA&lt;/b&gt; safe?"
    assert '<bdi lang="en" dir="ltr">2FA</bdi>' in item["prompt"]["ur"]
    assert "<script" not in json.dumps(item)


def test_a_story_is_kept_in_both_languages_as_a_page_would_show_it(phone, module):
    kept = try_of(keep(phone, factories.make_scenario(module).module), "scenario")

    first = kept["parts"][kept["start"]]
    assert 'class="msg' in first["lines"]["en"] and 'class="msg' in first["lines"]["ur"]
    assert first["lines"]["en"] != first["lines"]["ur"]
    assert "after__list" in first["choices"][0]["came"]["en"]
    assert "csrfmiddlewaretoken" not in json.dumps(kept)


def test_what_harms_is_never_named_as_what_else_was_possible(phone, module):
    scenario = factories.make_scenario(module)
    kept = try_of(keep(phone, scenario.module), "scenario")

    ratings = {choice.key: choice.rating for step in scenario.script.parts[:1] for choice in step.choices}
    first = kept["parts"][kept["start"]]
    assert {ratings[choice["key"]] == "harms" for choice in first["choices"]} == {True, False}
    assert all((choice["other"] is None) == (ratings[choice["key"]] == "harms") for choice in first["choices"])


@pytest.mark.parametrize("signed_in", [True, False])
def test_keeping_a_module_that_is_read_in_private_notes_nothing(client, learner, signed_in):
    module = factories.make_module(private_reading=True)
    factories.make_lesson(module)
    factories.make_quiz(module)
    factories.make_scenario(module)
    if signed_in:
        client.force_login(learner)

    kept = keep(client, module)

    assert {one["kind"] for one in kept["tries"]} == {"lesson", "scenario"}
    assert try_of(kept, "scenario")["token"] == ""
    assert bool(try_of(kept, "lesson")["done"]) is signed_in
    assert ("sessionid" in client.cookies or "session" in client.cookies) is signed_in
    assert not any(model.objects.exists() for model in (Attempt, Completion, ScenarioRun))
