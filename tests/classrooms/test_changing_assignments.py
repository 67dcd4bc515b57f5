"""A teacher changes what was set, or takes it back; nobody else can, and no record is ever lost by it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from lessons.classrooms.assignment_actions import Withdrawn, assign, change_assignment, withdraw_assignment
from lessons.classrooms.models import Assignment, Enrolment
from lessons.learning.actions import complete_activity, start_attempt
from lessons.learning.models import Attempt, Completion
from tests.classrooms import people
from tests.classrooms.assigning import address, day, form, words
from tests.undoing import undone


@pytest.fixture
def desk(client, teacher):
    """The teacher's browser."""
    client.force_login(teacher)
    return client


@pytest.fixture
def given(classroom, teacher, module, lesson, quiz):
    """The module, set for the class."""
    return assign(classroom=classroom, by=teacher, module=module, due_on=day(5), note="Read first.")


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
