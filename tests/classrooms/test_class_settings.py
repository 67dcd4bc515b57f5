"""The class itself: what it is, its code, opening and closing it, and taking it away."""

import re

import pytest
from django.urls import reverse

from lessons.classrooms import class_actions
from lessons.classrooms.actions import JoinRefused, join_classroom, unused_code
from lessons.classrooms.models import ClassEvent, Classroom, Teaching
from tests import factories
from tests.classrooms import people

SETTINGS = {"name": "8-B", "band": "B", "language": "ur"}
NO_LONGER_OPEN = ["close", "archive", "remove", "renew"]


def page(client, classroom, path="settings/", language="en"):
    return client.get(f"/{language}/classes/{classroom.pk}/{path}")


def kinds(classroom):
    return list(classroom.events.order_by("pk").values_list("kind", flat=True))


def shut(classroom, by, how):
    """Do one of the things after which nobody joins with the code that the class had."""
    actions = {
        "close": class_actions.close_class,
        "archive": class_actions.archive_class,
        "remove": class_actions.remove_class,
        "renew": class_actions.renew_code,
    }
    actions[how](classroom=classroom, by=by)


@pytest.fixture
def teacher_client(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def co_teacher(classroom):
    person = people.make_teacher(first_name="Sana")
    classroom.teachings.create(teacher=person, role=Teaching.Role.CO_TEACHER)
    return person


class TestTheForm:
    def test_everything_is_saved_and_written_down(self, teacher_client, classroom):
        data = {"name": "9-A", "band": "C", "language": "en", "needs_approval": "on", "uses_pictures": "on"}

        assert teacher_client.post(f"/en/classes/{classroom.pk}/settings/", data).status_code == 302

        classroom.refresh_from_db()
        assert (classroom.name, classroom.band, classroom.language) == ("9-A", "C", "en")
        assert classroom.needs_approval and classroom.uses_pictures
        assert sorted(kinds(classroom)) == sorted(
            ["class_made", "name_changed", "band_C", "language_en", "needs_approval_on", "uses_pictures_on"]
        )
        assert classroom.events.get(kind="name_changed").detail == "9-A"

    def test_saving_what_is_there_already_writes_nothing(self, teacher_client, classroom):
        teacher_client.post(f"/en/classes/{classroom.pk}/settings/", SETTINGS)

        assert kinds(classroom) == ["class_made"]

    def test_it_shows_what_the_class_is(self, teacher_client, classroom):
        class_actions.change_class(classroom=classroom, by=None, language="en", uses_pictures=True)

        shown = page(teacher_client, classroom).content.decode()

        assert re.search(r'name="language" value="en"[^>]* checked', shown)
        assert re.search(r'name="uses_pictures"[^>]* checked', shown)
        assert not re.search(r'name="needs_approval"[^>]* checked', shown)

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": ""}, "Please fill this in."),
            ({"name": "a\0b"}, "Some of these letters"),
            ({"name": "…"}, "Please type a name."),
            ({"band": "Z"}, "Please choose one of these."),
            ({"language": "fr"}, "Please choose one of these."),
            ({"language": ""}, "Please fill this in."),
        ],
    )
    def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(self, teacher_client, classroom, wrong, sentence):
        data = {"name": "نئی کلاس", "band": "C", "language": "en", "needs_approval": "on"} | wrong

        shown = teacher_client.post(f"/en/classes/{classroom.pk}/settings/", data).content.decode()

        assert sentence in shown
        assert re.search(r'name="needs_approval"[^>]* checked', shown)
        if "name" not in wrong:
            assert "نئی کلاس" in shown
        assert Classroom.objects.get().name == "8-B"

    def test_a_new_class_is_in_the_language_of_the_page_unless_another_is_chosen(self, teacher_client):
        teacher_client.post("/ur/classes/new/", {"name": "1", "band": "B"})
        teacher_client.post("/ur/classes/new/", {"name": "2", "band": "B", "language": "en"})

        assert dict(Classroom.objects.values_list("name", "language")) == {"1": "ur", "2": "en"}

    def test_the_code_opens_the_page_in_the_language_of_the_class(self, teacher_client, classroom):
        class_actions.change_class(classroom=classroom, by=None, language="en")

        assert "/en/join/</bdi>" in page(teacher_client, classroom, "code/", "ur").content.decode()


class TestTheCode:
    def test_renewing_asks_first_and_says_what_stays(self, teacher_client, classroom):
        shown = page(teacher_client, classroom, "code/renew/").content.decode()

        assert "sign in with the old code too" in shown
        assert Classroom.objects.get().code == classroom.code

    def test_a_renewed_code_joins_and_the_old_one_does_not(self, client, teacher_client, classroom):
        old = classroom.code

        response = teacher_client.post(f"/en/classes/{classroom.pk}/code/renew/")

        classroom.refresh_from_db()
        assert response.url == f"/en/classes/{classroom.pk}/code/"
        assert classroom.code != old
        client.logout()
        assert client.get(f"/en/join/{classroom.code}/").status_code == 200
        assert client.get(f"/en/join/{old}/").status_code == 404
        assert kinds(classroom) == ["class_made", "code_renewed"]

    def test_every_code_a_class_had_still_finds_it(self, classroom, teacher):
        codes = [classroom.code, *[class_actions.renew_code(classroom=classroom, by=teacher) for _ in range(3)]]

        assert len(set(codes)) == 4
        assert [Classroom.objects.with_code(code).get() for code in codes] == [classroom] * 4

    def test_a_learner_signs_in_with_the_code_they_know(self, client, classroom, teacher, learner):
        known = classroom.code
        class_actions.renew_code(classroom=classroom, by=teacher)
        classroom.code = known

        people.sign_in(client, classroom)

        assert people.who(client) == learner

    def test_a_code_that_a_class_has_or_had_is_never_given_again(self, classroom, teacher, monkeypatch):
        had = classroom.code
        has = class_actions.renew_code(classroom=classroom, by=teacher)
        class_actions.remove_class(classroom=classroom, by=teacher)
        codes = iter([*[had, has] * 30, "CHRGH7"])
        monkeypatch.setattr("lessons.classrooms.actions.new_code", lambda: next(codes))

        assert unused_code() == "CHRGH7"


class TestClosing:
    @pytest.mark.parametrize("how", NO_LONGER_OPEN)
    def test_nobody_joins_with_the_code_it_had(self, client, classroom, teacher, how):
        code = classroom.code
        shut(classroom, teacher, how)

        assert client.get(f"/en/join/{code}/").status_code == 404
        if how != "renew":
            with pytest.raises(JoinRefused):
                join_classroom(learner=factories.make_guest(), classroom=classroom, name="Bilal")

    @pytest.mark.parametrize("how", NO_LONGER_OPEN)
    def test_its_learners_still_sign_in(self, client, classroom, teacher, learner, how):
        code = classroom.code
        shut(classroom, teacher, how)

        client.post("/ur/sign-in/", {"code": code, "name": "Hina", "pin": people.PIN})

        assert people.who(client) == learner

    @pytest.mark.parametrize("how", NO_LONGER_OPEN)
    def test_who_is_signed_in_stays_signed_in_and_takes_their_record(self, client, classroom, teacher, learner, how):
        client.force_login(learner)
        shut(classroom, teacher, how)

        assert client.get("/en/me/").status_code == 200
        assert client.post("/en/me/data/file/").status_code == 200

    @pytest.mark.parametrize(
        ("to", "back", "kinds_written"),
        [
            ("closed", "open", ["class_closed", "class_reopened"]),
            ("archived", "back", ["class_archived", "class_taken_back"]),
        ],
    )
    def test_there_and_back(self, teacher_client, classroom, to, back, kinds_written):
        address = f"/en/classes/{classroom.pk}/state/"
        for wanted in (to, to):
            teacher_client.post(address, {"to": wanted})
        assert not Classroom.objects.open().exists()
        for wanted in (back, back):
            teacher_client.post(address, {"to": wanted})

        assert Classroom.objects.open().get() == classroom
        assert kinds(classroom) == ["class_made", *kinds_written]

    def test_a_closed_class_comes_out_of_the_archive_closed(self, classroom, teacher):
        for do in (class_actions.close_class, class_actions.archive_class, class_actions.take_back_class):
            do(classroom=classroom, by=teacher)

        assert classroom.closed_at and not classroom.is_open

    @pytest.mark.parametrize("to", ["", "removed", "x\0", "9" * 40])
    def test_another_state_is_none(self, teacher_client, classroom, to):
        assert teacher_client.post(f"/en/classes/{classroom.pk}/state/", {"to": to}).status_code == 404

    def test_the_page_for_the_wall_of_a_closed_class_leads_to_signing_in(self, teacher_client, classroom, teacher):
        class_actions.close_class(classroom=classroom, by=teacher)

        shown = page(teacher_client, classroom, "code/").content.decode()

        assert '<svg class="qr"' not in shown
        assert "/ur/sign-in/</bdi>" in shown
        assert classroom.code in shown

    def test_an_archived_class_says_so_and_stays_readable(self, teacher_client, classroom, teacher):
        class_actions.archive_class(classroom=classroom, by=teacher)

        for path in ("settings/", "code/", "log/"):
            assert page(teacher_client, classroom, path).status_code == 200
        assert "This class is in the archive" in page(teacher_client, classroom).content.decode()


class TestRemoving:
    def test_it_asks_first_and_says_what_goes_and_what_stays(self, teacher_client, classroom):
        shown = page(teacher_client, classroom, "remove/").content.decode()

        assert "What goes" in shown
        assert "own record" in shown
        assert Classroom.objects.get().removed_at is None

    def test_it_is_gone_for_whoever_taught_it(self, client, teacher_client, classroom, co_teacher, learner):
        assert teacher_client.post(f"/en/classes/{classroom.pk}/remove/").url == "/en/classes/"

        assert page(teacher_client, classroom).status_code == 404
        client.force_login(co_teacher)
        assert page(client, classroom).status_code == 404
        assert classroom.name not in client.get("/en/classes/").content.decode()
        assert classroom.enrolments.get().learner == learner
        assert ClassEvent.objects.filter(kind="class_removed").count() == 1

    def test_a_co_teacher_can_not(self, client, classroom, co_teacher):
        client.force_login(co_teacher)

        assert client.post(f"/en/classes/{classroom.pk}/remove/").status_code == 404
        assert "/remove/" not in page(client, classroom).content.decode()
        assert Classroom.objects.get().removed_at is None


class TestTheListOfClasses:
    def test_it_counts_learners_and_who_waits(self, teacher_client, classroom, learner):
        waits = people.make_learner(classroom, "Bilal")
        classroom.enrolments.filter(learner=waits).update(approved_at=None)

        shown = teacher_client.get("/en/classes/").content.decode()

        assert "1 learner " in re.sub(r"\s+", " ", shown)
        assert '<bdi dir="ltr">1</bdi> waits to be let in' in shown

    def test_archived_classes_stand_below(self, teacher_client, classroom, teacher):
        class_actions.archive_class(classroom=classroom, by=teacher)
        people.make_class(teacher, name="9-A")

        shown = teacher_client.get("/en/classes/").content.decode()

        assert shown.index("9-A") < shown.index("Archived classes") < shown.index("8-B")

    def test_without_an_archive_nothing_is_said_of_it(self, teacher_client, classroom):
        assert "Archived classes" not in teacher_client.get("/en/classes/").content.decode()


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("path", ["settings/", "code/", "code/renew/", "remove/", "log/", "invitations/"])
def test_queries_stay_few_whatever_the_class(
    teacher_client, classroom, co_teacher, language, path, django_assert_max_num_queries
):
    address = f"/{language}/classes/{classroom.pk}/{path}"
    teacher_client.get(address)
    with django_assert_max_num_queries(12) as few:
        teacher_client.get(address)
    for number in range(8):
        people.make_learner(classroom, f"Learner {number}")
        classroom.teachings.create(teacher=people.make_teacher(), role=Teaching.Role.CO_TEACHER)

    with django_assert_max_num_queries(len(few)):
        teacher_client.get(address)


@pytest.mark.parametrize("name", ["settings", "renew_code", "remove_class", "log", "invitations"])
def test_no_page_of_a_class_has_inline_style_or_script(teacher_client, classroom, name):
    shown = teacher_client.get(reverse(f"classrooms:{name}", args=[classroom.pk])).content.decode()

    assert "style=" not in shown
    assert "onclick" not in shown
