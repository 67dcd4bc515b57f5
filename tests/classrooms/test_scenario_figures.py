"""A teacher learns that a scenario was done, and what the class chose first in whole tens; never a learner's path."""

import pytest
from django.utils import timezone

from lessons.classrooms.batches import draw_batches
from lessons.classrooms.models import Batch, Counted
from lessons.classrooms.module_results import assigned_of_module, results_of_module
from lessons.learning.scenario_actions import go_back, start_run
from tests import factories
from tests.classrooms.answering import assign, enrol_many
from tests.factories import scenario_ids
from tests.learning.scenarios import choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario(module):
    return factories.make_scenario(module)


def look(classroom, module):
    assigned = assigned_of_module(classroom, module)
    draw_batches(classroom, assigned)
    return results_of_module(classroom, module, assigned).class_figures


def play(enrolments, scenario, rating):
    """Let each of them choose once."""
    return [choose(start_run(learner=e.learner, scenario=scenario), rating=rating) for e in enrolments]


def test_nine_learners_wait_and_the_tenth_lets_the_figures_come(classroom, module, scenario):
    assign(classroom, module)
    ten = enrol_many(classroom, 10)
    play(ten[:6], scenario, "harms")
    play(ten[6:9], scenario, "protects")
    assert [(figures.learners, figures.prompt["en"]) for figures in look(classroom, module)] == [
        (0, scenario.heading_en)
    ]

    play(ten[9:], scenario, "protects")

    [figures] = look(classroom, module)
    assert figures.learners == 10
    assert "The link drops" in figures.prompt["en"] and "لنک آتا ہے" in figures.prompt["ur"]
    assert {share.text["en"]: share.tenths for share in figures.shares} == {"I look": 6, "I report": 4, "I wait": 0}


def test_what_was_tried_out_is_no_first_choice(classroom, module, scenario):
    assign(classroom, module)
    runs = play(enrol_many(classroom, 10), scenario, "harms")
    for run in runs:
        choose(go_back(run=run, order=1), rating="protects")

    [figures] = look(classroom, module)

    assert {share.text["en"]: share.tenths for share in figures.shares}["I look"] == 10


def test_whoever_played_before_it_was_set_makes_no_first_choice(classroom, module, scenario):
    ten = enrol_many(classroom, 10)
    play(ten[:1], scenario, "harms")
    assign(classroom, module, made_at=timezone.now())
    play(ten[1:], scenario, "harms")

    assert look(classroom, module)[0].learners == 0


def test_each_learner_is_counted_once_and_a_second_look_draws_nothing(classroom, module, scenario):
    assign(classroom, module)
    play(enrol_many(classroom, 10), scenario, "harms")
    look(classroom, module)
    look(classroom, module)

    first = f"{scenario.pk}:{scenario_ids['drop']}"
    assert Batch.objects.filter(item=first).count() == 1
    assert Counted.objects.filter(item=first).count() == 10


def test_what_is_set_for_some_learners_only_is_drawn_for_nobody(classroom, module, scenario):
    ten = enrol_many(classroom, 10)
    assign(classroom, module, is_for_class=False).learners.set(ten)
    play(ten, scenario, "harms")

    assert look(classroom, module) == []
    assert not Counted.objects.exists()


def test_the_results_say_that_it_was_done_and_not_what_was_chosen(client, teacher, classroom, module, scenario):
    assign(classroom, module)
    ten = enrol_many(classroom, 10)
    for run in play(ten, scenario, "protects"):
        choose(run, rating="protects")
    learner = ten[0]
    client.force_login(teacher)

    results = client.get(f"/en/classes/{classroom.pk}/results/").content.decode()
    single = client.get(f"/en/classes/{classroom.pk}/results/learners/{learner.pk}/")

    assert "Done" in results
    for page in (results, single.content.decode()):
        assert "I report" not in page and "What report did" not in page


def test_the_copy_of_a_scenario_has_figures_of_its_own(classroom, module, scenario):
    copy = factories.make_scenario(module)
    assign(classroom, module)
    ten = enrol_many(classroom, 10)
    play(ten, scenario, "harms")
    play(ten, copy, "protects")

    figures = {one.prompt["en"].partition(" · ")[0]: one for one in look(classroom, module)}

    assert {name: one.learners for name, one in figures.items()} == {scenario.heading_en: 10, copy.heading_en: 10}
    assert figures[scenario.heading_en].shares[0].text["en"] == "I look"
    assert figures[copy.heading_en].shares[0].text["en"] == "I report"
