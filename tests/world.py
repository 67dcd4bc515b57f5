"""One of each thing, and each kind of person, for tests that try everybody against everything."""

from datetime import date

from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.classrooms.models import EarlierCode, HandCount, Invitation, Teaching
from lessons.classrooms.paper_counts import enter_paper_count
from lessons.editorial.checking.words import WatchedWord
from lessons.learning.actions import start_attempt
from lessons.learning.scenario_actions import start_run
from lessons.organisations.actions import add_member, give_section
from lessons.organisations.actions import make_organisation as make_people_of
from lessons.organisations.models import Membership
from tests import factories
from tests.classrooms import people


def make_world():
    factories.make_home()
    publisher = factories.make_organisation()
    elsewhere = factories.make_organisation("roshni")
    module = factories.make_module(publisher)
    made = {
        "lesson": factories.make_lesson(module),
        "draft": factories.make_lesson(module, live=False, slug="draft"),
        "quiz": factories.make_quiz(module),
        "scenario": factories.make_scenario(module),
        "draft_scenario": factories.make_scenario(module, live=False),
        "draft_quiz": factories.make_quiz(module, live=False),
        "other_lesson": factories.make_lesson(factories.make_module(elsewhere)),
    }
    made["site_word"] = WatchedWord.objects.create(language="en", phrase="her own fault", kind="blame")
    teacher, other_teacher = people.make_teacher(), people.make_teacher()
    made["classroom"] = people.make_class(teacher)
    co_teacher = people.make_teacher()
    made["own_teaching"] = made["classroom"].teachings.get()
    made["co_teaching"] = made["classroom"].teachings.create(teacher=co_teacher, role=Teaching.Role.CO_TEACHER)
    made["invitation_token"] = "a-token-of-the-world"
    made["invitation"] = made["classroom"].invitations.create(
        email="asked@example.org", token_hash=Invitation.hash_of(made["invitation_token"]), invited_by=teacher
    )
    made["assignment"] = made["classroom"].assignments.create(module=module, made_by=teacher)
    learner = people.make_learner(made["classroom"])
    other_learner = people.make_learner(people.make_class(other_teacher, name="9-A"), name="Bilal")
    made["enrolment"] = made["classroom"].enrolments.get(learner=learner)
    made["other_enrolment"] = other_learner.enrolments.get()
    made["old_code"] = EarlierCode.objects.create(classroom=made["classroom"], code="DDDDD2").code
    made["double"] = _double_of(made["enrolment"])
    made["hand_count"] = HandCount.objects.create(
        classroom=made["classroom"],
        item="q",
        asked={"key": "q", "question": 0, "revision": 0, "kind": "single", "choices": [], "right": []},
        hands={},
    )
    made["attempt"] = start_attempt(learner=learner, quiz=made["quiz"])
    made["run"] = start_run(learner=learner, scenario=made["scenario"])
    made["certificate"] = learner.certificates.create(
        module=module, heading={"en": "A module"}, publisher={"en": "Chiragh"}, made_in=date(2026, 11, 1)
    )
    made["practice_round"] = learner.practice_rounds.create(items=made["attempt"].items)
    made["paper_count"] = enter_paper_count(
        classroom=made["classroom"],
        quiz=made["quiz"],
        by=teacher,
        taken_on=date(2026, 11, 20),
        learners=20,
        right={},
    )
    made["new_teacher"] = people.make_teacher(email_confirmed_at=None)
    made["people"] = {
        "visitor": None,
        "guest": factories.make_guest(),
        "learner": learner,
        "other_learner": other_learner,
        "teacher": teacher,
        "co_teacher": co_teacher,
        "other_teacher": other_teacher,
        "editor": _editor(publisher),
        "admin": get_user_model().objects.create_superuser("root", password=people.PASSWORD),
    }
    return made


def _double_of(enrolment):
    learner = people.make_learner(enrolment.classroom, name="Hina K")
    double = enrolment.classroom.enrolments.get(learner=learner)
    double.merged_into, double.removed_at = enrolment, timezone.now()
    double.save()
    return double


def _editor(page):
    organisation = make_people_of(name="Chiragh", slug="chiragh")
    give_section(organisation=organisation, page=page)
    user = get_user_model().objects.create_user("editor", password=people.PASSWORD)
    add_member(organisation=organisation, user=user, role=Membership.Role.EDITOR)
    return user
