"""A scenario in which somebody would be stuck is published by nobody, on no way, for no reason; mended, it is."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from lessons.content.models import ScenarioPage
from lessons.editorial.checking.actions import CheckRefused, pass_check
from lessons.editorial.checking.passed import open_checks
from tests.editorial import scenario_forms as forms
from tests.editorial.desk_people import make_person, make_section
from tests.editorial.scenario_forms import TROUBLES, changed, drafted, form_of
from tests.factories import make_module, make_quiz, scenario_steps

pytestmark = pytest.mark.django_db
BOTH = ["en", "ur"]
# What Wagtail's own form refuses before the content check is asked.
REFUSED_BY_THE_FORM = {forms.nobody}


@pytest.fixture
def section(home):
    return make_section()


@pytest.fixture
def moderator(section, client):
    user = make_person("nadia", section, "moderator")
    client.force_login(user)
    return user


@pytest.fixture
def module(section):
    return make_module(section)


def gate_of(page):
    return f"/cms/check/content.scenariopage/{page.pk}/publish/"


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def in_form(page, change, **fields):
    """Return the form of `page` with the steps as `change` leaves them."""
    page.steps = page.steps.stream_block.to_python(changed(change))
    return form_of(page, **fields)


@pytest.mark.parametrize("change", set(TROUBLES) - REFUSED_BY_THE_FORM, ids=lambda change: change.__name__)
def test_the_button_refuses_each_trouble_and_keeps_the_draft(moderator, module, client, change):
    page = drafted(module)

    answer = client.post(f"/cms/pages/{page.pk}/edit/", in_form(page, change, **{"action-publish": "1"}))

    assert answer.status_code == 302 and answer.url == gate_of(page)
    assert not is_live(page)
    draft = ScenarioPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [block["id"] for block in draft.steps.raw_data] == [block["id"] for block in changed(change)]


def test_the_form_itself_wants_somebody_for_each_message(moderator, module, client):
    page = drafted(module)

    answer = client.post(f"/cms/pages/{page.pk}/edit/", in_form(page, forms.nobody, **{"action-publish": "1"}))

    assert answer.status_code == 200 and not is_live(page)


def test_a_mended_scenario_is_published_by_the_same_button(moderator, module, client):
    page = drafted(module, steps=changed(forms.dead_end))

    client.post(f"/cms/pages/{page.pk}/edit/", in_form(page, lambda steps: None, **{"action-publish": "1"}))

    assert is_live(page)
    assert ScenarioPage.objects.get(pk=page.pk).steps.raw_data[0]["id"] == scenario_steps()[0]["id"]


def test_a_new_scenario_that_is_published_at_once_stays_a_draft(moderator, module, client):
    page = drafted(module)
    posted = in_form(page, forms.dead_end, **{"action-publish": "1"}) | {"slug": "anew"}

    client.post(f"/cms/pages/add/content/scenariopage/{module.pk}/", posted)

    made = ScenarioPage.objects.get(slug="anew")
    assert not made.live and made.has_unpublished_changes


def test_no_time_can_be_set_for_it(moderator, module, client):
    page = drafted(module)
    later = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    client.post(
        f"/cms/pages/{page.pk}/edit/", in_form(page, forms.loop, **{"action-publish": "1", "go_live_at": later})
    )

    assert ScenarioPage.objects.get(pk=page.pk).scheduled_revision is None
    call_command("publish_scheduled")
    assert not is_live(page)


def test_the_gate_asks_for_no_reason_and_takes_none(moderator, module, client):
    page = drafted(module, steps=changed(forms.no_repair))

    shown = client.get(gate_of(page)).content.decode()
    posted = client.post(gate_of(page), {"reason": "It is only a story.", "revision": page.latest_revision_id})

    assert 'name="reason"' not in shown
    assert "without a chance to put it right" in shown
    assert posted.status_code == 200 and 'name="reason"' not in posted.content.decode()
    assert not is_live(page)
    with pytest.raises(CheckRefused):
        pass_check(obj=page, user=moderator, reason="It is only a story.")
    assert open_checks(page)


def test_beside_something_final_even_what_could_be_passed_is_not_published(moderator, module, client):
    page = drafted(module, content_note_en="A threat comes.", steps=changed(forms.dead_end))

    client.post(gate_of(page), {"reason": "Soon.", "revision": page.latest_revision_id})
    assert not is_live(page)

    page = drafted(module, content_note_en="A threat comes.")
    client.post(gate_of(page), {"reason": "Soon.", "revision": page.latest_revision_id})
    assert is_live(page)


# --- approval ----------------------------------------------------------------------------------------------------
def submitted(module, change=None):
    page = drafted(module, steps=changed(change) if change else None)
    page.get_workflow().start(page, None)
    return ScenarioPage.objects.get(pk=page.pk)


def action_of(page, name):
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, page.current_workflow_task_state.pk])


def test_it_can_be_sent_back_but_not_approved(moderator, module, client):
    page = submitted(module, forms.unreachable)

    names = [name for name, *_rest in page.current_workflow_task.get_actions(page, moderator)]
    client.post(action_of(page, "approve"), {"comment": "", "languages": BOTH})
    client.post(
        action_of(page, "approve-despite-check"),
        {"comment": "", "check_reason": "It is only a story.", "languages": BOTH},
    )

    assert names == ["reject"]
    assert not is_live(page)
    assert ScenarioPage.objects.get(pk=page.pk).workflow_in_progress


def test_a_whole_one_is_approved(moderator, module, client):
    page = submitted(module)

    client.post(action_of(page, "approve"), {"comment": "", "languages": BOTH})

    assert is_live(page)


def test_a_dead_end_that_is_made_while_approving_is_not_approved(moderator, module, client):
    page = submitted(module)
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}

    client.post(f"/cms/pages/{page.pk}/edit/", in_form(page, forms.dead_end, **approve))

    assert not is_live(page)


# --- several at once ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("change", "live"), [(forms.loop, False), (lambda steps: None, True)], ids=["loop", "whole"])
def test_publishing_several_holds_it_back_and_lets_a_whole_one_go(moderator, module, client, change, live):
    page, quiz = drafted(module, steps=changed(change)), make_quiz(module, live=False)
    quiz.save_revision()

    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&id={quiz.pk}&next=/cms/", {})

    assert is_live(page) is live and is_live(quiz) is live


def test_publishing_its_module_with_what_is_below_is_held_back(moderator, module, client):
    page = drafted(module, steps=changed(forms.dead_end))

    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={module.pk}&next=/cms/", {"include_descendants": "on"})

    assert not is_live(page)


@pytest.mark.parametrize(
    ("change", "made"), [(forms.dead_end, False), (lambda steps: None, True)], ids=["dead", "whole"]
)
def test_a_copy_is_not_live_at_once(moderator, module, client, change, made):
    page = drafted(module, steps=changed(change))
    page.get_latest_revision().publish()
    form = {"new_title": "Two", "new_slug": "two", "new_parent_page": module.pk, "publish_copies": "on"}

    client.post(f"/cms/pages/{page.pk}/copy/", form)

    assert Page.objects.filter(slug="two", live=True).exists() is made
