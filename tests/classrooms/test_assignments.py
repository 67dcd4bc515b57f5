"""A teacher sets a module or an activity for a class, and finds in one list what is set."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from lessons.classrooms.actions import make_classroom
from lessons.classrooms.assignment_actions import assign, withdraw_assignment
from lessons.classrooms.models import Assignment, Enrolment
from lessons.content.models import ModulePage
from tests import factories
from tests.classrooms import people
from tests.classrooms.assigning import address, day, form, words


@pytest.fixture
def desk(client, teacher):
    """The teacher's browser."""
    client.force_login(teacher)
    return client


@pytest.fixture
def given(classroom, teacher, module, lesson, quiz):
    """The module, set for the class."""
    return assign(classroom=classroom, by=teacher, module=module, due_on=day(5), note="Read first.")


class TestAssigning:
    def test_a_whole_module_is_set_for_the_class(self, desk, classroom, teacher, module, lesson):
        data = form(opens_on=day(1).isoformat(), due_on=day(8).isoformat(), note=" Read  at home. ")

        response = desk.post(address(classroom, f"new/{module.pk}/"), data)

        assert response.url == address(classroom)
        made = Assignment.objects.get()
        assert (made.classroom, made.module, made.activity, made.made_by) == (classroom, module, None, teacher)
        assert (made.is_for_class, made.opens_on, made.due_on, made.note) == (True, day(1), day(8), "Read at home.")
        assert classroom.events.filter(kind="assignment_made", by=teacher, detail=module.heading_en).exists()

    def test_one_activity_is_set_for_some_learners_at_their_own_pace(self, desk, classroom, module, lesson, quiz):
        for name in ("Hina", "Ayan", "Zoya"):
            people.make_learner(classroom, name=name)
        two = classroom.enrolments.by_name()[:2]
        data = form(what=str(quiz.pk), whom="some", learners=[str(one.pk) for one in two])

        desk.post(address(classroom, f"new/{module.pk}/"), data)

        made = Assignment.objects.get()
        assert made.activity_id == quiz.pk
        assert (made.is_for_class, made.due_on) == (False, None)
        assert {one.name for one in made.learners.all()} == {"Ayan", "Hina"}
        assert 'for <bdi dir="ltr">2</bdi> learners' in words(desk.get(address(classroom)))

    @pytest.mark.parametrize("language", ["en", "ur"])
    @pytest.mark.parametrize(
        ("fields", "beside"),
        [
            ({"due_on": day(-1).isoformat()}, "due_on"),
            ({"opens_on": day(-1).isoformat()}, "opens_on"),
            ({"opens_on": day(5).isoformat(), "due_on": day(4).isoformat()}, "due_on"),
            ({"due_on": "20260-01-01"}, "due_on"),
            ({"due_on": day(4000).isoformat()}, "due_on"),
            ({"note": "0300 1234567"}, "note"),
            ({"whom": "some"}, "learners"),
            ({"whom": "some", "learners": ["999999"]}, "learners"),
            ({"what": "999999"}, "what"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, desk, classroom, module, lesson, language, fields, beside):
        data = form(note="Stays as typed.") | fields

        response = desk.post(address(classroom, f"new/{module.pk}/", language), data)

        assert list(response.context["form"].errors) == [beside]
        assert data["note"] in words(response)
        assert not Assignment.objects.exists()

    def test_only_learners_of_the_class_can_be_chosen(self, desk, classroom, module, lesson):
        stranger = people.make_learner(people.make_class(name="9-A"), name="Bilal")
        removed = people.make_learner(classroom, name="Zoya")
        Enrolment.objects.filter(learner=removed).update(removed_at=timezone.now())

        for person in (stranger, removed):
            learners = [Enrolment.objects.get(learner=person).pk]
            desk.post(address(classroom, f"new/{module.pk}/"), form(whom="some", learners=learners))

        assert not Assignment.objects.exists()

    def test_only_what_fits_the_class_can_be_chosen(self, desk, classroom, module, lesson):
        older = factories.make_lesson(module, bands="CD")
        only_older = factories.make_lesson(factories.make_module(heading_en="For adults"), bands="D").module
        empty = factories.make_module(heading_en="Empty")

        page = words(desk.get(address(classroom, "new/")))

        assert module.heading_en in page
        assert "For adults" not in page
        assert "Empty" not in page
        assert older.heading_en not in words(desk.get(address(classroom, f"new/{module.pk}/")))
        for other in (only_older, empty):
            assert desk.get(address(classroom, f"new/{other.pk}/")).status_code == 404
            assert desk.post(address(classroom, f"new/{other.pk}/"), form()).status_code == 404
        desk.post(address(classroom, f"new/{module.pk}/"), form(what=str(older.pk)))
        assert not Assignment.objects.exists()

    def test_a_module_that_is_read_in_private_is_named_and_never_set(self, desk, classroom, home):
        private = factories.make_module(private_reading=True, heading_en="Quiet things")
        factories.make_lesson(private)

        page = words(desk.get(address(classroom, "new/")))

        assert "Quiet things" in page
        assert "read in private" in page
        assert f"/assignments/new/{private.pk}/" not in page
        assert desk.post(address(classroom, f"new/{private.pk}/"), form()).status_code == 404

    def test_it_is_said_when_a_module_is_not_there_in_the_language_of_the_class(self, desk, teacher, home):
        urdu = make_classroom(teacher=teacher, name="8-C", band="B", language="ur")
        module = factories.make_module(heading_ur="")
        factories.make_lesson(module)

        for page in ("new/", f"new/{module.pk}/"):
            assert "Urdu yet" in words(desk.get(address(urdu, page)))

    def test_nothing_to_assign_says_so(self, desk, classroom, home):
        assert "Nothing is published for this age yet" in words(desk.get(address(classroom, "new/")))
        assert "Nothing is set yet" in words(desk.get(address(classroom)))


class TestTheList:
    def test_it_is_in_the_order_of_the_due_day_and_says_each_state(self, desk, classroom, teacher, home):
        terms = {
            "Own pace": {},
            "Soon": {"due_on": day(2)},
            "Over": {"due_on": day(-2)},
            "Later": {"opens_on": day(3), "due_on": day(9)},
            "Gone": {"due_on": day(4)},
        }
        made = {}
        for heading, fields in terms.items():
            module = factories.make_module(heading_en=heading)
            factories.make_lesson(module)
            made[heading] = assign(classroom=classroom, by=teacher, module=module, **fields)
        withdraw_assignment(assignment=made["Gone"], by=teacher)

        response = desk.get(address(classroom))

        lines = [(line.assignment.module.heading_en, line.state) for line in response.context["standing"]]
        assert lines == [("Over", "overdue"), ("Soon", "due"), ("Later", "planned"), ("Own pace", "open")]
        page = words(response)
        assert page.index("Own pace") < page.index("Withdrawn") < page.index("Gone")
        for said in ("was due on", "due on", "opens on", "in their own time", "withdrawn on"):
            assert said in page

    @pytest.mark.parametrize("part", ["module", "activity"])
    def test_what_its_publisher_withdrew_is_said_so(self, desk, classroom, teacher, module, lesson, part):
        assign(classroom=classroom, by=teacher, module=module, activity=lesson)
        {"module": module, "activity": lesson}[part].unpublish()

        assert "Withdrawn by its publisher" in words(desk.get(address(classroom)))

    def test_a_module_that_has_become_private_tells_nothing(self, desk, classroom, given, module):
        ModulePage.objects.filter(pk=module.pk).update(private_reading=True)

        assert "read in private" in words(desk.get(address(classroom)))
        assert desk.get(address(classroom, f"new/{module.pk}/")).status_code == 404

    def test_two_thousand_learners_take_no_more_queries_than_two(
        self, desk, classroom, teacher, given, module, django_assert_max_num_queries
    ):
        some = assign(classroom=classroom, by=teacher, module=module, learners=classroom.enrolments.all())
        pages = ["", "new/", f"new/{module.pk}/", f"{given.pk}/", f"{some.pk}/", f"{given.pk}/withdraw/"]
        fill(classroom, 2)
        few = self.queries(desk, classroom, pages, django_assert_max_num_queries)
        some.learners.set(fill(classroom, 2000))

        assert self.queries(desk, classroom, pages, django_assert_max_num_queries) == few

    def queries(self, desk, classroom, pages, at_most):
        counts = []
        for page in pages:
            desk.get(address(classroom, page))
            with at_most(12) as made:
                assert desk.get(address(classroom, page)).status_code == 200
            counts.append(len(made))
        return counts

    def test_two_thousand_learners_can_be_chosen(self, desk, classroom, module, lesson):
        learners = [one.pk for one in fill(classroom, 2000)]

        desk.post(address(classroom, f"new/{module.pk}/"), form(whom="some", learners=learners))

        assert Assignment.objects.get().learners.count() == 2000


def fill(classroom, number):
    user_model = get_user_model()
    start = user_model.objects.count()
    users = user_model.objects.bulk_create(user_model(username=f"many-{start + n}") for n in range(number))
    rows = [Enrolment(classroom=classroom, learner=user, name=f"Star {user.pk}") for user in users]
    for row in rows:
        row.fill_keys()
    return Enrolment.objects.bulk_create(rows)
