"""A learner's place in a class: waiting, renamed, moved, merged, removed, back. Their record stays theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lessons.accounts.given_pins import given_pictures, given_pin
from lessons.accounts.pictures import PICTURES
from lessons.classrooms.learner_actions import NotPossible, bring_back, move_learner, propose_merge, remove_learner
from lessons.classrooms.models import ClassEvent, Enrolment
from lessons.learning.actions import complete_activity
from tests.classrooms import people

YESTERDAY = timedelta(days=1)


@pytest.fixture
def enrolment(classroom, learner):
    return classroom.enrolments.get(learner=learner)


@pytest.fixture
def page(client, classroom, teacher, enrolment):
    client.force_login(teacher)
    return f"/en/classes/{classroom.pk}/learners/{enrolment.pk}/"


@pytest.fixture
def other_class(teacher):
    return people.make_class(teacher, name="9-A")


def kinds(classroom):
    return set(classroom.events.values_list("kind", flat=True))


def make_waiting(classroom, name):
    people.make_learner(classroom, name)
    waiting = classroom.enrolments.get(name=name)
    Enrolment.objects.filter(pk=waiting.pk).update(approved_at=None, joined_at=timezone.now() - YESTERDAY)
    waiting.refresh_from_db()
    return waiting


class TestTheFirstPage:
    def show(self, client, classroom, teacher, query="", language="en"):
        client.force_login(teacher)
        return client.get(f"/{language}/classes/{classroom.pk}/{query}").content.decode()

    def test_without_learners_it_says_what_to_do(self, client, classroom, teacher):
        page = self.show(client, classroom, teacher)

        assert "No one is here yet." in page
        assert f"/en/classes/{classroom.pk}/learners/list/" in page

    def test_learners_stand_in_natural_order_and_lead_to_their_page(self, client, classroom, teacher):
        for name in ("Star 10", "star 2", "Ali"):
            people.make_learner(classroom, name)

        page = self.show(client, classroom, teacher)

        assert page.index("Ali<") < page.index("star 2<") < page.index("Star 10<")
        assert f"/en/classes/{classroom.pk}/learners/{classroom.enrolments.get(name='Ali').pk}/" in page

    def test_who_waits_comes_first(self, client, classroom, teacher, learner):
        make_waiting(classroom, "Waqar")

        page = self.show(client, classroom, teacher)

        assert "1 waits for you" in page
        assert page.index("Waqar") < page.index("Hina")

    def test_a_name_is_found_however_it_is_spelled(self, client, classroom, teacher):
        for name in [*(f"Learner {number}" for number in range(11)), "علی", "Zoë"]:
            people.make_learner(classroom, name)

        assert "علی<" in self.show(client, classroom, teacher, "?q=علي")
        assert "No learner of this class has such a name." in self.show(client, classroom, teacher, "?q=Nobody")
        assert "Learner 10<" in self.show(client, classroom, teacher, "?q=LEARNER+١٠")

    @pytest.mark.parametrize("query", ["?q=%00&page=%00", "?page=" + "9" * 400, "?q=" + "x" * 3000, "?page=-1&q=%25_"])
    def test_rubbish_in_the_address(self, client, classroom, teacher, learner, query):
        assert "Learners" in self.show(client, classroom, teacher, query)


class TestWaiting:
    def answer(self, client, classroom, teacher, data):
        client.force_login(teacher)
        return client.post(f"/en/classes/{classroom.pk}/learners/waiting/", data)

    def test_one_is_let_in_and_counts_from_when_they_joined(self, client, classroom, teacher):
        waiting, other = make_waiting(classroom, "Waqar"), make_waiting(classroom, "Wania")
        joined_at = waiting.joined_at

        self.answer(client, classroom, teacher, {"let_in": waiting.pk})

        waiting.refresh_from_db()
        assert waiting.is_current and waiting.joined_at == joined_at
        assert list(classroom.enrolments.waiting()) == [other]
        assert ClassEvent.objects.get(kind="learner_let_in").enrolment == waiting

    def test_all_are_let_in(self, client, classroom, teacher):
        for name in ("Waqar", "Wania"):
            make_waiting(classroom, name)

        self.answer(client, classroom, teacher, {"all": "1"})

        assert classroom.enrolments.current().count() == 2
        assert ClassEvent.objects.get(kind="learners_let_in").detail == "2"

    def test_one_is_refused_and_can_be_let_in_later(self, client, classroom, teacher):
        waiting = make_waiting(classroom, "Waqar")

        self.answer(client, classroom, teacher, {"refuse": waiting.pk})
        waiting.refresh_from_db()
        assert waiting.removed_at and not waiting.is_current
        assert "learner_refused" in kinds(classroom)

        bring_back(enrolment=waiting, by=teacher)
        waiting.refresh_from_db()
        assert waiting.is_current

    @pytest.mark.parametrize("data", [{}, {"let_in": "x"}, {"refuse": "9" * 40}, {"refuse": "\0"}, {"let_in": ""}])
    def test_made_up_learners(self, client, classroom, teacher, data):
        assert self.answer(client, classroom, teacher, data).status_code == 404

    def test_who_is_in_already_is_not_refused(self, client, classroom, teacher, enrolment):
        assert self.answer(client, classroom, teacher, {"refuse": enrolment.pk}).status_code == 404
        enrolment.refresh_from_db()
        assert enrolment.is_current


class TestRenaming:
    def test_the_learner_signs_in_with_the_new_name(self, client, classroom, page, enrolment, learner):
        client.post(page, {"name": "  Hina   Tariq "})

        enrolment.refresh_from_db()
        assert enrolment.name == "Hina Tariq"
        assert "learner_renamed" in kinds(classroom)
        client.post("/en/sign-out/")
        people.sign_in(client, classroom, "hina tariq")
        assert people.who(client) == learner

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("zain", "Somebody in that class has this name"),
            ("", "Please fill this in."),
            ("h@x.pk", "Only a name, please"),
            ("\0", "Some of these letters"),
            ("x" * 41, "This is too long."),
        ],
    )
    def test_a_name_that_will_not_do(self, client, classroom, page, enrolment, name, sentence):
        people.make_learner(classroom, "Zain", "8642")

        answer = client.post(page, {"name": name}).content.decode()

        assert sentence in answer
        enrolment.refresh_from_db()
        assert enrolment.name == "Hina"

    def test_another_spelling_of_the_own_name(self, client, page, enrolment):
        client.post(page, {"name": "HINA"})

        enrolment.refresh_from_db()
        assert enrolment.name == "HINA"


class TestANewPin:
    def test_it_is_shown_until_it_is_used(self, client, classroom, page, enrolment, learner):
        answer = client.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": enrolment.pk}, follow=True)
        shown = answer.content.decode()
        learner.refresh_from_db()
        pin = given_pin(learner)
        assert f'<bdi dir="ltr">{pin}</bdi>' in shown
        assert "It works once; the learner then chooses their own." in shown

        assert f">{pin}<" in client.get(f"{page}pin/").content.decode()

        learner.set_password("8642")
        learner.given_pin_seed = ""
        learner.save()
        again = client.get(f"{page}pin/").content.decode()
        assert "This learner has chosen their own." in again and pin not in again

    def test_five_pictures_in_a_class_with_pictures(self, client, classroom, page, enrolment, learner):
        classroom.uses_pictures = True
        classroom.save()

        answer = client.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": enrolment.pk}, follow=True)
        shown = answer.content.decode()

        learner.refresh_from_db()
        assert all(f"pictures.svg#{PICTURES[key]}" in shown for key in given_pictures(learner))
        assert shown.count("pictures.svg#") == 5
        assert given_pin(learner) not in shown

    def test_not_for_who_left_or_waits(self, client, classroom, page, enrolment, learner, teacher):
        remove_learner(enrolment=enrolment, by=teacher)

        assert client.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": enrolment.pk}).status_code == 404
        waiting = make_waiting(classroom, "Waqar")
        assert client.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": waiting.pk}).status_code == 404
        learner.refresh_from_db()
        assert learner.check_password(people.PIN)


class TestMoving:
    def test_the_learner_begins_anew_in_the_other_class(self, client, classroom, page, enrolment, learner, other_class):
        before = timezone.now()

        client.post(f"{page}move/", {"to": other_class.pk, "name": "Hina"})

        enrolment.refresh_from_db()
        there = other_class.enrolments.get(learner=learner)
        assert enrolment.removed_at and there.is_current and there.joined_at >= before
        assert "learner_moved_out" in kinds(classroom) and "learner_moved_in" in kinds(other_class)
        assert classroom.events.get(kind="learner_moved_out").detail == "9-A"
        client.post("/en/sign-out/")
        people.sign_in(client, other_class)
        assert people.who(client) == learner

    def test_a_name_that_is_taken_there(self, client, page, enrolment, other_class):
        people.make_learner(other_class, "HINA", "8642")

        answer = client.post(f"{page}move/", {"to": other_class.pk, "name": "Hina"}).content.decode()

        assert "Somebody in that class has this name" in answer
        enrolment.refresh_from_db()
        assert enrolment.is_current
        client.post(f"{page}move/", {"to": other_class.pk, "name": "Hina Tariq"})
        assert other_class.enrolments.current().named("Hina Tariq").exists()

    def test_only_to_a_class_of_the_same_teacher(self, client, page, enrolment):
        strange = people.make_class(people.make_teacher())

        for to in (strange.pk, enrolment.classroom_id, "x", "", "9" * 40):
            assert client.post(f"{page}move/", {"to": to, "name": "Hina"}).status_code == 200
        enrolment.refresh_from_db()
        assert enrolment.is_current and not strange.enrolments.exists()

    def test_who_is_there_already_stays_in_both(self, client, page, enrolment, learner, other_class):
        Enrolment.objects.create(classroom=other_class, learner=learner, name="Hina T")

        answer = client.post(f"{page}move/", {"to": other_class.pk, "name": "Hina"}).content.decode()

        assert "in that class already" in answer
        enrolment.refresh_from_db()
        assert enrolment.is_current

    def test_back_again(self, classroom, enrolment, other_class, teacher):
        there = move_learner(enrolment=enrolment, classroom=other_class, name="Hina T", by=teacher)

        back = move_learner(enrolment=there, classroom=classroom, name="Hina", by=teacher)

        assert back.pk == enrolment.pk and back.is_current and back.joined_at > enrolment.joined_at


class TestADouble:
    @pytest.fixture
    def other(self, classroom):
        people.make_learner(classroom, "Hina Tariq", "8642")
        return classroom.enrolments.get(name="Hina Tariq")

    def test_the_double_leaves_the_list_and_nothing_is_joined_yet(
        self, client, page, enrolment, learner, other, lesson
    ):
        complete_activity(learner=learner, activity=lesson)

        client.post(f"{page}double/", {"into": other.pk})

        enrolment.refresh_from_db()
        assert enrolment.merged_into == other and enrolment.removed_at
        assert learner.completions.count() == 1 and not other.learner.completions.exists()
        assert "learner_merged" in kinds(enrolment.classroom)

    def test_bringing_back_takes_it_back(self, enrolment, other, teacher):
        propose_merge(double=enrolment, into=other, by=teacher)

        bring_back(enrolment=enrolment, by=teacher)

        enrolment.refresh_from_db()
        assert enrolment.is_current and enrolment.merged_into is None

    def test_a_double_of_a_double_belongs_to_the_one_that_stays(self, classroom, enrolment, other, teacher):
        people.make_learner(classroom, "H.", "8642")
        third = classroom.enrolments.get(name="H.")
        propose_merge(double=enrolment, into=other, by=teacher)

        propose_merge(double=other, into=third, by=teacher)

        enrolment.refresh_from_db()
        assert enrolment.merged_into == third

    def test_only_two_learners_of_the_class(self, client, page, enrolment, other_class, teacher):
        stranger = people.make_learner(other_class, "Hina").enrolments.get()

        for into in (stranger.pk, enrolment.pk, "x", "", "9" * 40):
            assert client.post(f"{page}double/", {"into": into}).status_code == 200
        for into in (stranger, enrolment):
            with pytest.raises(NotPossible):
                propose_merge(double=enrolment, into=into, by=teacher)

    def test_the_other_name_is_found(self, client, page, other, classroom):
        for number in range(30):
            people.make_learner(classroom, f"Another {number}")

        assert f'value="{other.pk}"' in client.get(f"{page}double/").content.decode()
        assert "Another 29" in client.get(f"{page}double/?q=another+29").content.decode()


class TestRemoving:
    def test_it_asks_once_and_says_what_goes_and_what_stays(self, client, page, enrolment):
        asked = client.get(f"{page}remove/").content.decode()

        assert "What goes" in asked and "What stays" in asked
        enrolment.refresh_from_db()
        assert enrolment.is_current

    def test_the_learner_still_signs_in_and_keeps_their_record(self, client, classroom, page, learner, lesson):
        complete_activity(learner=learner, activity=lesson)

        client.post(f"{page}remove/")

        assert not classroom.enrolments.current().exists()
        assert "learner_removed" in kinds(classroom)
        assert learner.completions.count() == 1
        client.post("/en/sign-out/")
        people.sign_in(client, classroom)
        assert people.who(client) == learner

    def test_bringing_back_counts_from_then_on(self, client, classroom, page, enrolment, teacher):
        remove_learner(enrolment=enrolment, by=teacher, now=timezone.now() - YESTERDAY)
        listed = client.get(f"/en/classes/{classroom.pk}/learners/removed/").content.decode()
        assert "Hina" in listed and "Bring back" in client.get(page).content.decode()
        before = timezone.now()

        client.post(f"{page}back/")

        enrolment.refresh_from_db()
        assert enrolment.is_current and enrolment.joined_at >= before
        assert "learner_returned" in kinds(classroom)

    def test_what_was_done_already_is_a_404(self, client, page, enrolment):
        assert client.post(f"{page}back/").status_code == 404
        client.post(f"{page}remove/")
        for path in ("remove/", "move/", "double/", "pin/"):
            assert client.get(f"{page}{path}").status_code == 404
        assert client.post(f"{page}remove/").status_code == 404


def test_no_line_of_the_log_holds_a_name(client, classroom, page, enrolment, other_class):
    client.post(page, {"name": "Zoya Tariq"})
    client.post(f"{page}move/", {"to": other_class.pk, "name": "Zoya Tariq"})

    assert not any("Zoya" in event.detail or "Hina" in event.detail for event in ClassEvent.objects.all())


@pytest.mark.parametrize("path", ["", "pin/", "move/", "double/", "remove/"])
def test_pages_in_urdu(client, page, other_class, path):
    answer = client.get(page.replace("/en/", "/ur/") + path)

    assert answer.status_code == 200
    assert "style=" not in answer.content.decode()


@pytest.mark.parametrize("path", ["", "pin/", "move/", "double/", "remove/"])
def test_queries_do_not_grow(client, classroom, page, other_class, path, django_assert_max_num_queries):
    client.get(page + path)
    with django_assert_max_num_queries(12):
        client.get(page + path)
    for number in range(30):
        people.make_learner(classroom, f"Learner {number}")
    with django_assert_max_num_queries(12):
        client.get(page + path)
