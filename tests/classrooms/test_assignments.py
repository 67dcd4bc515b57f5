"""A teacher sets a module or an activity, changes that, takes it back; and no record is ever lost by it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from lessons.classrooms.actions import make_classroom
from lessons.classrooms.assignment_actions import Withdrawn, assign, change_assignment, withdraw_assignment
from lessons.classrooms.models import Assignment, Enrolment
from lessons.content.models import ModulePage
from lessons.learning.actions import complete_activity, start_attempt
from lessons.learning.models import Attempt, Completion
from tests import factories
from tests.classrooms import people
from tests.undoing import undone

TODAY = timezone.localdate


def day(days):
    return TODAY() + timedelta(days=days)


@pytest.fixture
def desk(client, teacher):
    """The teacher's browser."""
    client.force_login(teacher)
    return client


@pytest.fixture
def given(classroom, teacher, module, lesson, quiz):
    """The module, set for the class."""
    return assign(classroom=classroom, by=teacher, module=module, due_on=day(5), note="Read first.")


def words(response):
    return " ".join(response.content.decode().split())


def address(classroom, rest="", language="en"):
    return f"/{language}/classes/{classroom.pk}/assignments/{rest}"


def form(**fields):
    return {"what": "whole", "whom": "class", "opens_on": "", "due_on": "", "note": ""} | fields


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


class TestChanging:
    def test_days_note_and_whom_can_change(self, desk, classroom, teacher, given):
        one, two = (Enrolment.objects.get(learner=people.make_learner(classroom, name=n)) for n in ("Ayan", "Zoya"))
        data = form(due_on=day(9).isoformat(), note="New words.", whom="some", learners=[one.pk])

        response = desk.post(address(classroom, f"{given.pk}/"), data)

        assert response.url == address(classroom)
        given.refresh_from_db()
        assert (given.due_on, given.note, given.is_for_class) == (day(9), "New words.", False)
        assert [*given.learners.all()] == [one]
        assert classroom.events.filter(kind="assignment_changed", by=teacher).exists()

    def test_once_open_it_comes_to_nobody_else_and_keeps_its_day(self, classroom, teacher, module, lesson):
        one, two = (Enrolment.objects.get(learner=people.make_learner(classroom, name=n)) for n in ("Ayan", "Zoya"))
        made = timezone.now() - timedelta(days=9)
        given = assign(
            classroom=classroom, by=teacher, module=module, learners=[one], opens_on=day(-3), note="", now=made
        )

        for learners in (None, [one, two]):
            change_assignment(assignment=given, by=teacher, learners=learners, opens_on=day(-8), due_on=None, note="")

            given.refresh_from_db()
            assert [*given.learners.all()] == [one]
            assert (given.is_for_class, given.opens_on, given.made_at) == (False, day(-3), made)

    def test_before_it_opens_everything_may_change_and_counts_from_then(self, desk, classroom, teacher, module, lesson):
        one = Enrolment.objects.get(learner=people.make_learner(classroom))
        made = timezone.now() - timedelta(days=9)
        given = assign(classroom=classroom, by=teacher, module=module, learners=[one], opens_on=day(3), now=made)
        before = timezone.now()

        desk.post(address(classroom, f"{given.pk}/"), form())

        given.refresh_from_db()
        assert (given.is_for_class, given.opens_on) == (True, None)
        assert given.counts_from(one.joined_at) >= before

    def test_a_due_day_that_is_over_may_stay(self, desk, classroom, teacher, module, lesson):
        given = assign(classroom=classroom, by=teacher, module=module, due_on=day(-2))

        desk.post(address(classroom, f"{given.pk}/"), form(due_on=day(-2).isoformat(), note="Still welcome."))

        given.refresh_from_db()
        assert (given.due_on, given.note) == (day(-2), "Still welcome.")

    def test_it_is_not_due_before_the_day_on_which_it_opened(self, desk, classroom, teacher, module, lesson):
        given = assign(classroom=classroom, by=teacher, module=module, opens_on=day(4), due_on=day(6))

        response = desk.post(
            address(classroom, f"{given.pk}/"), form(opens_on=day(4).isoformat(), due_on=day(2).isoformat())
        )

        assert "due_on" in response.context["form"].errors

    def test_what_was_withdrawn_cannot_be_changed(self, desk, classroom, teacher, given):
        withdraw_assignment(assignment=given, by=teacher)

        assert desk.post(address(classroom, f"{given.pk}/"), form()).status_code == 404
        with pytest.raises(Withdrawn):
            change_assignment(assignment=given, by=teacher, note="")


class TestWithdrawing:
    def test_it_asks_once_and_says_that_nothing_is_lost(self, desk, classroom, given):
        page = words(desk.get(address(classroom, f"{given.pk}/withdraw/")))

        assert "No record is lost" in page
        given.refresh_from_db()
        assert given.withdrawn_at is None

        desk.post(address(classroom, f"{given.pk}/withdraw/"))
        desk.post(address(classroom, f"{given.pk}/withdraw/"))

        given.refresh_from_db()
        assert given.withdrawn_at is not None
        assert classroom.events.filter(kind="assignment_withdrawn").count() == 1

    def test_changing_and_withdrawing_destroy_no_record(self, desk, classroom, learner, given, lesson, quiz):
        complete_activity(learner=learner, activity=lesson)
        start_attempt(learner=learner, quiz=quiz)
        before = [*Completion.objects.values()], [*Attempt.objects.values()]

        desk.post(address(classroom, f"{given.pk}/"), form(whom="some", learners=[classroom.enrolments.get().pk]))
        desk.post(address(classroom, f"{given.pk}/withdraw/"))

        assert before == ([*Completion.objects.values()], [*Attempt.objects.values()])
        assert Assignment.objects.filter(pk=given.pk).exists()

    def test_assigning_again_begins_with_the_same_words_and_counts_from_then(
        self, desk, classroom, teacher, module, given, lesson
    ):
        withdraw_assignment(assignment=given, by=teacher)
        assert f"/assignments/new/{module.pk}/?like={given.pk}" in words(desk.get(address(classroom)))

        page = words(desk.get(address(classroom, f"new/{module.pk}/?like={given.pk}")))
        assert given.note in page
        assert given.due_on.isoformat() in page
        desk.post(address(classroom, f"new/{module.pk}/"), form(note=given.note))

        again = Assignment.objects.standing().get()
        assert again.pk != given.pk
        assert again.made_at > given.made_at

    def test_setting_it_for_others_too_begins_with_nobody_chosen(self, desk, classroom, teacher, module, lesson):
        one = Enrolment.objects.get(learner=people.make_learner(classroom))
        given = assign(classroom=classroom, by=teacher, module=module, learners=[one], note="Read first.")
        way = f"/assignments/new/{module.pk}/?like={given.pk}"
        assert way in words(desk.get(address(classroom, f"{given.pk}/")))

        page = desk.get(address(classroom, f"new/{module.pk}/?like={given.pk}"))

        assert page.context["form"].learner_rows == [(str(one.pk), "Hina", False)]
        assert "Read first." in words(page)

    @pytest.mark.parametrize("like", ["x", "0", "9" * 40, "٣", "%00", "-1"])
    def test_rubbish_to_begin_with_is_nothing_to_begin_with(self, desk, classroom, module, lesson, like):
        assert desk.get(address(classroom, f"new/{module.pk}/?like={like}")).status_code == 200

    def test_another_class_is_nothing_to_begin_with(self, desk, classroom, module, lesson):
        other = people.make_class(name="9-A")
        secret = assign(classroom=other, by=people.make_teacher(), module=module, note="For nobody else")

        assert "For nobody else" not in words(desk.get(address(classroom, f"new/{module.pk}/?like={secret.pk}")))


class TestWhoMay:
    @pytest.mark.parametrize("rest", ["{}/", "{}/withdraw/"])
    def test_an_assignment_of_another_class_is_not_there(self, desk, classroom, module, lesson, rest):
        other = people.make_class(name="9-A")
        theirs = assign(classroom=other, by=people.make_teacher(), module=module)

        for taught in (classroom, other):
            assert desk.get(address(taught, rest.format(theirs.pk))).status_code == 404
            assert desk.post(address(taught, rest.format(theirs.pk)), form()).status_code == 404
        theirs.refresh_from_db()
        assert theirs.withdrawn_at is None

    @pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 40])
    @pytest.mark.parametrize("rest", ["{}/", "{}/withdraw/", "new/{}/"])
    def test_numbers_of_nothing_are_404(self, desk, classroom, given, rest, number):
        assert desk.get(address(classroom, rest.format(number))).status_code == 404

    def test_a_post_without_a_token_changes_nothing(self, classroom, teacher, module, given):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(teacher)

        for rest in (f"{given.pk}/", f"{given.pk}/withdraw/", f"new/{module.pk}/"):
            assert strict.post(address(classroom, rest), form()).status_code == 403
        assert Assignment.objects.standing().count() == 1


rubbish = st.one_of(
    st.text(max_size=40),
    st.text("0123456789-/۰۱۲", max_size=12),
    st.sampled_from(["\0", "x" * 20_000, "0001-01-01", "9999-12-31", "99999-01-01", "\ud800", "-1", "9" * 40, "some"]),
)
names = st.sampled_from(["what", "whom", "learners", "opens_on", "due_on", "note"])


@pytest.mark.parametrize("rest", ["new/{module}/", "{given}/", "{given}/withdraw/"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis_given(data=st.dictionaries(names, st.one_of(rubbish, st.lists(rubbish, max_size=3)), max_size=6))
def test_any_post_gets_a_page(desk, classroom, module, given, rest, data):
    path = address(classroom, rest.format(module=module.pk, given=given.pk))
    body = urlencode(data, doseq=True, errors="surrogatepass")

    with undone():
        response = desk.post(path, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code in {200, 302}
