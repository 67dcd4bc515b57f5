"""A package that comes a second time doubles nothing, and goes over nobody's work."""

import pytest

from lessons.content.models import LessonPage, ModulePage, OrganisationPage, Question
from lessons.editorial.exchange.package_import import CHANGED, KEPT, LEFT, MADE, SAME, USED, import_package
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.exchange.package_write import write_package
from lessons.editorial.translation.drafts import draft_of
from lessons.organisations.models import Organisation
from tests.editorial.package_world import bring_in, children, counts, edit, make_editor
from tests.factories import make_lesson

pytestmark = pytest.mark.django_db


def test_the_same_package_twice_doubles_nothing(module, roshni):
    data = write_package(module).data
    bring_in(data, roshni)
    once = counts()

    outcome = bring_in(data, roshni)

    assert counts() == once
    assert {fate.what for fate in outcome.fates} == {SAME, USED}
    assert not outcome.is_change


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
