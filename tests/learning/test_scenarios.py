"""Playing a scenario: every choice is kept once, what was tried out is no first choice, and nothing gets lost."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from lessons.content.models import ScenarioPage
from lessons.learning.joining import erase_record, move_record
from lessons.learning.models import Completion, ScenarioRun, ScenarioStepTaken
from lessons.learning.queries import module_progress
from lessons.learning.scenario_actions import (
    ChoiceRefused,
    NothingToPlay,
    erase_private_runs,
    go_back,
    start_run,
    take_choice,
)
from lessons.learning.scenario_story import story_of
from tests import factories
from tests.factories import scenario_ids
from tests.learning.scenarios import choose, choose_kind, open_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def scenario(module):
    return factories.make_scenario(module)


@pytest.fixture
def run(learner, scenario):
    return start_run(learner=learner, scenario=scenario)


def play_badly(run):
    """Harm, put it right, and come to an ending."""
    run = choose_kind(choose(run, rating="harms"), "repair")
    return choose(run, rating="protects")


class TestChoosing:
    def test_every_choice_is_kept_with_its_step_and_its_order(self, run):
        run = play_badly(run)

        rows = list(run.taken.order_by("order").values_list("order", "after", "is_what_if"))
        assert rows == [(1, 0, False), (2, 1, False), (3, 2, False)]
        assert [moment.choice.kind for moment in story_of(run).moments][1] == "repair"
        assert story_of(run).now.is_ending

    def test_a_run_that_was_only_kept_begins_with_its_first_choice(self, learner, scenario):
        now = timezone.now()
        run = start_run(learner=learner, scenario=scenario, now=now - timedelta(days=3), is_kept=True)

        first = take_choice(run=run, after=0, choice=story_of(run).now.choices[0].key, now=now)
        take_choice(run=first, after=1, choice=story_of(first).now.choices[0].key, now=now + timedelta(minutes=1))

        assert ScenarioRun.objects.get().started_at == now

    def test_a_post_that_arrives_twice_counts_once(self, run):
        key = story_of(run).now.choices[0].key
        take_choice(run=run, after=0, choice=key)
        again = take_choice(run=run, after=0, choice=key)

        assert again.tip == 1
        assert ScenarioStepTaken.objects.count() == 1

    def test_what_was_decided_stays_until_the_learner_goes_back(self, run):
        first, other = [choice.key for choice in story_of(run).now.choices][:2]
        run = take_choice(run=run, after=0, choice=first)
        take_choice(run=run, after=0, choice=other)

        assert [row.choice for row in ScenarioStepTaken.objects.all()] == [first]

    @pytest.mark.parametrize("choice", ["", "nothing-of-ours"])
    def test_what_is_no_choice_of_the_step_is_refused(self, run, choice):
        with pytest.raises(ChoiceRefused):
            take_choice(run=run, after=0, choice=choice)

    def test_a_run_is_played_in_the_words_it_began_with(self, learner, scenario):
        scenario.save_revision().publish()
        scenario.refresh_from_db()
        run = start_run(learner=learner, scenario=scenario)
        key = story_of(run).now.choices[0].key
        scenario.steps = "[]"
        scenario.save_revision().publish()

        run = take_choice(run=run, after=0, choice=key)

        assert [moment.choice.key for moment in story_of(run).moments] == [key]

    def test_what_has_no_step_can_not_be_played(self, learner, module):
        with pytest.raises(NothingToPlay):
            start_run(learner=learner, scenario=factories.make_scenario(module, steps="[]"))


class TestWhenWordsAreGone:
    """The revision was tidied away, and the scenario was written anew since."""

    def edit(self, scenario, steps):
        scenario.steps = json.dumps(steps)
        scenario.save()

    def test_a_choice_that_is_gone_is_made_once_more(self, phone, run, scenario):
        run = choose(choose(run, rating="harms"), rating="protects")
        steps = factories.scenario_steps()
        gone = next(row.choice for row in run.taken.all() if row.order == 2)
        choices = steps[1]["value"]["choices"]
        choices[:] = [choice for choice in choices if choice["id"] != gone]
        self.edit(scenario, steps)
        assert phone.get(f"/en/runs/{run.pk}/").url == f"/en/runs/{run.pk}/2/"

        phone.post(f"/en/runs/{run.pk}/2/", {"after": "1", "choice": choices[0]["id"]})

        story = story_of(ScenarioRun.objects.get())
        assert [moment.choice.key for moment in story.moments][1:] == [choices[0]["id"]]
        assert phone.get(f"/en/runs/{run.pk}/").url == f"/en/runs/{run.pk}/3/"

    def test_whoever_stands_where_nothing_is_any_more_can_begin_anew(self, phone, learner, run, scenario):
        run = choose(run, rating="harms")
        self.edit(scenario, [part for part in factories.scenario_steps() if part["id"] != scenario_ids["regret"]])
        assert phone.get(f"/en/runs/{run.pk}/", follow=True).status_code == 200

        again = start_run(learner=learner, scenario=ScenarioPage.objects.get())

        assert again.pk != run.pk and again.is_what_if
        assert Completion.objects.get().is_done


class TestWhatIf:
    def test_going_back_lets_another_way_be_tried_beside_the_first(self, run):
        run = play_badly(run)
        run = go_back(run=run, order=1)
        run = choose(run, rating="protects")

        rows = list(run.taken.order_by("order").values_list("order", "after", "is_what_if"))
        assert rows == [(1, 0, False), (2, 1, False), (3, 2, False), (4, 0, True)]
        assert [moment.order for moment in story_of(run).moments] == [4]

    def test_choosing_the_same_again_keeps_no_second_row(self, run):
        run = choose(run, rating="harms")
        run = go_back(run=run, order=1)
        run = choose(run, rating="harms")

        assert (run.tip, run.taken.count()) == (1, 1)

    def test_what_is_not_on_the_way_can_not_be_gone_back_to(self, run):
        run = choose(run, rating="harms")

        assert go_back(run=run, order=7).tip == 1
        assert not ScenarioRun.objects.get().is_what_if

    def test_whoever_plays_it_again_makes_no_first_choices(self, learner, scenario, run):
        play_badly(run)
        again = start_run(learner=learner, scenario=scenario)
        choose(again, rating="protects")

        assert again.pk != run.pk
        assert again.taken.get().is_what_if


class TestBeingDone:
    def test_an_ending_makes_it_done_and_leaving_before_makes_it_begun(self, learner, module, scenario, run):
        assert module_progress(learner, module).activities[0].state == "begun"

        play_badly(run)

        assert module_progress(learner, module).activities[0].state == "done"

    def test_trying_out_more_takes_nothing_away(self, learner, module, run):
        run = play_badly(run)
        go_back(run=run, order=1)

        assert module_progress(learner, module).activities[0].is_done

    def test_an_unfinished_run_is_gone_on_with(self, learner, scenario, run):
        choose(run, rating="harms")

        assert start_run(learner=learner, scenario=scenario).tip == 1
        assert ScenarioRun.objects.count() == 1

    def test_of_what_is_read_in_private_nothing_is_recorded_and_the_run_goes_after_a_day(self, learner, module):
        module.private_reading = True
        module.save()
        run = start_run(learner=learner, scenario=factories.make_scenario(module))
        play_badly(run)

        assert not Completion.objects.exists()
        erase_private_runs(timezone.now() + timedelta(hours=23))
        assert ScenarioRun.objects.exists()
        erase_private_runs(timezone.now() + timedelta(hours=25))
        assert not ScenarioRun.objects.exists()

    def test_skipping_what_is_read_in_private_leaves_no_trace(self, phone, learner, module):
        module.private_reading = True
        module.save()
        scenario = factories.make_scenario(module)
        page = phone.get(scenario.url).content.decode()
        run = start_run(learner=learner, scenario=scenario)

        for shown, ways in ((page, 1), (open_run(phone, run), 0)):
            assert "Skip this story" in shown and "counts as done" not in shown
            # Nothing but “Mark as done” records it.
            assert shown.count(f"/en/activities/{scenario.pk}/done/") == shown.count("Mark as done") == ways

    def test_other_runs_stay(self, run):
        erase_private_runs(timezone.now() + timedelta(days=400))

        assert ScenarioRun.objects.get() == run


class TestPages:
    def test_skipping_counts_as_done(self, phone, learner, module, scenario):
        phone.post(f"/en/activities/{scenario.pk}/done/")

        assert module_progress(learner, module).activities[0].is_done
        assert not ScenarioRun.objects.exists()

    def test_it_can_be_left_in_the_middle_without_losing_it(self, phone, learner, module, run):
        page = open_run(phone, choose(run, rating="harms"))
        assert f"/en/activities/{run.scenario_id}/done/" in page

        phone.post(f"/en/activities/{run.scenario_id}/done/")

        assert module_progress(learner, module).activities[0].is_done
        assert f"/en/runs/{run.pk}/" in phone.get(run.scenario.url).content.decode()

    def test_a_visitor_becomes_a_guest_at_the_first_choice_worth_keeping(self, scenario):
        client = Client()
        assert "sessionid" not in client.get(scenario.url).cookies

        answer = client.post(f"/en/activities/{scenario.pk}/runs/", headers={"sec-fetch-site": "same-origin"})

        run = ScenarioRun.objects.get()
        assert answer.url == f"/en/runs/{run.pk}/"
        assert run.learner.is_guest

    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_without_javascript_it_is_a_page_for_each_step(self, phone, run, language):
        page = strip_tags(open_run(phone, run, language))
        bad = next(choice for choice in story_of(run).now.choices if choice.rating == "harms")
        assert bad.text[language] in page and bad.affected[language] not in page

        answer = phone.post(f"/{language}/runs/{run.pk}/1/", {"after": "0", "choice": bad.key}, follow=True)

        page = answer.content.decode()
        assert bad.affected[language] in strip_tags(page) and bad.learner[language] in strip_tags(page)
        assert f"/{language}/runs/{run.pk}/2/" in page

    def test_no_page_tells_how_a_choice_is_rated(self, phone, run):
        pages = [open_run(phone, run)]
        run = play_badly(run)
        pages += [open_run(phone, run, place=place) for place in (1, 2, 3)]
        pages.append(phone.get(f"/en/runs/{run.pk}/end/").content.decode())

        for page in pages:
            assert not {"harms", "protects", "neutral"} & set(page.replace('"', " ").split())

    def test_the_end_tells_the_own_choices_what_else_was_possible_and_where_to_get_help(self, phone, run):
        run = play_badly(run)
        story = story_of(run)

        page = phone.get(f"/en/runs/{run.pk}/end/").content.decode()

        for moment in story.moments:
            assert moment.choice.text["en"] in page and moment.choice.affected["en"] in page
        good = next(choice for choice in story.moments[0].step.choices if choice.rating == "protects")
        assert good.text["en"] in page
        assert story.now.remember["en"] in page
        assert "tel:" in page

    def test_going_back_shows_the_decision_once_more(self, phone, run):
        run = choose(run, rating="harms")

        answer = phone.post(f"/en/runs/{run.pk}/back/", {"order": "1"}, follow=True)

        assert answer.redirect_chain[-1][0] == f"/en/runs/{run.pk}/1/"
        assert story_of(ScenarioRun.objects.get()).place == 1

    @pytest.mark.parametrize("after", ["", "x", "-1", "99999999999", "٣"])
    def test_a_broken_post_loses_nothing(self, phone, run, after):
        answer = phone.post(f"/en/runs/{run.pk}/1/", {"after": after, "choice": "x"}, follow=True)

        assert answer.status_code == 200
        assert not ScenarioStepTaken.objects.exists()

    def test_choosing_nothing_is_told_in_words(self, phone, run):
        page = phone.post(f"/ur/runs/{run.pk}/1/", {"after": "0"})

        assert "پہلے طے کریں کہ آپ کیا کریں گے۔" in page.content.decode()

    def test_a_step_that_is_not_reached_yet_leads_to_the_present_one(self, phone, run):
        assert phone.get(f"/en/runs/{run.pk}/4/").url == f"/en/runs/{run.pk}/1/"
        assert phone.get(f"/en/runs/{run.pk}/0/").url == f"/en/runs/{run.pk}/1/"
        assert phone.get(f"/en/runs/{run.pk}/end/").url == f"/en/runs/{run.pk}/1/"

    def test_a_withdrawn_scenario_can_still_be_ended(self, phone, run, scenario):
        scenario.unpublish()
        run = play_badly(run)

        assert phone.get(f"/en/runs/{run.pk}/end/").status_code == 200

    def test_nobody_else_has_the_run(self, run, stranger):
        other = Client()
        other.force_login(stranger)
        for address in ("", "1/", "end/"):
            assert other.get(f"/en/runs/{run.pk}/{address}").status_code == 404
            assert Client().get(f"/en/runs/{run.pk}/{address}").status_code == 404

    def test_whoever_set_the_pin_anew_finds_no_earlier_run(self, phone, learner, run):
        learner.pin_set_anew_at = timezone.now()
        learner.save()

        assert phone.get(f"/en/runs/{run.pk}/1/").status_code == 404
        assert phone.get("/en/me/data/").status_code == 200
        assert start_run(learner=learner, scenario=run.scenario).pk != run.pk

    def test_a_choice_takes_at_most_twelve_queries_and_a_longer_story_no_more(self, phone, run):
        key = story_of(run).now.choices[0].key
        with CaptureQueriesContext(connection) as queries:
            phone.post(f"/en/runs/{run.pk}/1/", {"after": "0", "choice": key})

        real = [query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(real) <= 12, "\n".join(query["sql"] for query in real)


class TestKeeping:
    def test_two_accounts_that_become_one_keep_all_runs(self, learner, stranger, run):
        run = choose(run, rating="harms")

        move_record(source=learner, target=stranger)

        assert ScenarioRun.objects.get().learner == ScenarioStepTaken.objects.get().learner == stranger

    def test_erasing_a_record_erases_the_runs(self, learner, run):
        choose(run, rating="harms")

        erase_record(learner=learner)

        assert not (ScenarioRun.objects.exists() or ScenarioStepTaken.objects.exists())
