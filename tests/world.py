"""One of each thing, and each kind of person, for tests that try everybody against everything."""

from django.contrib.auth import get_user_model

from lessons.learning.actions import start_attempt
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
        "draft_quiz": factories.make_quiz(module, live=False),
        "other_lesson": factories.make_lesson(factories.make_module(elsewhere)),
    }
    teacher, other_teacher = people.make_teacher(), people.make_teacher()
    made["classroom"] = people.make_class(teacher)
    learner = people.make_learner(made["classroom"])
    other_learner = people.make_learner(people.make_class(other_teacher, name="9-A"), name="Bilal")
    made["enrolment"] = made["classroom"].enrolments.get(learner=learner)
    made["attempt"] = start_attempt(learner=learner, quiz=made["quiz"])
    made["new_teacher"] = people.make_teacher(email_confirmed_at=None)
    made["people"] = {
        "visitor": None,
        "guest": factories.make_guest(),
        "learner": learner,
        "other_learner": other_learner,
        "teacher": teacher,
        "other_teacher": other_teacher,
        "editor": _editor(publisher),
        "admin": get_user_model().objects.create_superuser("root", password=people.PASSWORD),
    }
    return made


def _editor(page):
    organisation = make_people_of(name="Chiragh", slug="chiragh")
    give_section(organisation=organisation, page=page)
    user = get_user_model().objects.create_user("editor", password=people.PASSWORD)
    add_member(organisation=organisation, user=user, role=Membership.Role.EDITOR)
    return user
