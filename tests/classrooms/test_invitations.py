"""Co-teachers: asked by e-mail, with a link that works once, and let go again."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core import mail
from django.utils import timezone

from lessons.accounts import mails, throttling
from lessons.classrooms import class_actions, invitations
from lessons.classrooms.models import Invitation, Teaching
from tests import factories
from tests.classrooms import people

COLLEAGUE = "sana@school.example"


def ask(client, classroom, email=COLLEAGUE, language="en"):
    return client.post(f"/{language}/classes/{classroom.pk}/invitations/", {"email": email})


def link():
    """Return the path in the newest mail."""
    return re.search(rf"{re.escape(site.BASE_URL)}(/\w+/classes/invitations/\S+)", mail.outbox[-1].body)[1]


def roles(classroom):
    return dict(classroom.teachings.values_list("teacher", "role"))


@pytest.fixture
def teacher_client(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def invited(teacher_client, classroom):
    """The path of a link that was just mailed."""
    ask(teacher_client, classroom)
    teacher_client.logout()
    return link()


@pytest.fixture
def colleague(home):
    return people.make_teacher(email=COLLEAGUE, first_name="Sana")


@pytest.fixture
def co_teaching(classroom, colleague):
    return classroom.teachings.create(teacher=colleague, role=Teaching.Role.CO_TEACHER)


class TestAsking:
    def test_a_mail_with_a_link_goes_out(self, teacher_client, classroom, teacher):
        assert ask(teacher_client, classroom).url == f"/en/classes/{classroom.pk}/settings/"

        assert [message.to for message in mail.outbox] == [[COLLEAGUE]]
        assert teacher.email in mail.outbox[0].body
        assert link().startswith("/en/")

    def test_the_mail_is_in_the_language_of_the_page(self, teacher_client, classroom):
        ask(teacher_client, classroom, language="ur")

        assert link().startswith("/ur/")

    def test_nothing_that_a_teacher_typed_is_in_the_mail(self, teacher_client, classroom, teacher):
        teacher.first_name = "win-a-prize.example"
        teacher.save()
        class_actions.change_class(classroom=classroom, by=teacher, name="visit evil.example")
        ask(teacher_client, classroom)

        sent = mail.outbox[0].subject + mail.outbox[0].body
        assert "prize" not in sent
        assert "evil" not in sent

    def test_the_table_keeps_only_a_hash(self, invited):
        token = invited.strip("/").rpartition("/")[2]

        assert len(token) > 40
        assert token not in str(Invitation.objects.values().get())

    def test_the_answer_is_the_same_whether_or_not_there_is_an_account(self, teacher_client, classroom, colleague):
        answers = []
        for email in (COLLEAGUE, "nobody@school.example", people.make_teacher(email_confirmed_at=None).email):
            response = ask(teacher_client, classroom, email)
            shown = teacher_client.get(response.url).content.decode()
            answers.append((response.status_code, "The invitation is on its way." in shown))

        assert set(answers) == {(302, True)}
        assert len(mail.outbox) == 3

    @pytest.mark.parametrize(
        ("email", "sentence"),
        [
            ("", "Please fill this in."),
            ("no address", "does not look like an e-mail"),
            ("a\0@b.example", "does not look like an e-mail|can&#x27;t be used"),
            ("a@" + "b" * 300 + ".example", "too long"),
            ("a@b.example\r\nBcc: c@d.example", "does not look like an e-mail"),
        ],
    )
    def test_an_address_that_will_not_do(self, teacher_client, classroom, email, sentence):
        assert re.search(sentence, ask(teacher_client, classroom, email).content.decode())
        assert not mail.outbox

    def test_nobody_asks_themselves(self, teacher_client, classroom, teacher):
        assert "your own address" in ask(teacher_client, classroom, teacher.email.upper()).content.decode()

    def test_an_address_gets_few_mails_an_hour(self, teacher_client, classroom):
        for _ in range(throttling.MAILS_TO_ONE):
            assert ask(teacher_client, classroom).status_code == 302

        assert "Too many mails" in ask(teacher_client, classroom).content.decode()
        assert len(mail.outbox) == throttling.MAILS_TO_ONE

    def test_a_class_has_few_open_invitations(self, teacher_client, classroom):
        for number in range(Invitation.OPEN_AT_ONCE):
            assert ask(teacher_client, classroom, f"t{number}@school.example").status_code == 302

        assert "Ten invitations are open." in ask(teacher_client, classroom).content.decode()

    def test_withdrawing_makes_no_room_for_more_mails_than_a_day_allows(self, classroom, teacher):
        for number in range(Invitation.A_DAY):
            made = invitations.invite(classroom=classroom, by=teacher, email=f"t{number}@school.example")
            invitations.withdraw(invitation=made, by=teacher)

        with pytest.raises(throttling.TooManyTries):
            invitations.invite(classroom=people.make_class(teacher), by=teacher, email=COLLEAGUE)

    def test_asking_again_ends_the_earlier_link(self, client, teacher_client, classroom, colleague):
        ask(teacher_client, classroom)
        first = link()
        ask(teacher_client, classroom, COLLEAGUE.upper())
        client.force_login(colleague)

        assert client.get(first).status_code == 404
        assert client.get(link()).status_code == 200
        assert classroom.invitations.open().count() == 1

    def test_a_mail_that_is_not_sent_leaves_nothing_behind(self, teacher_client, classroom, monkeypatch):
        def broken(*args, **kwargs):
            raise OSError

        ask(teacher_client, classroom)
        monkeypatch.setattr(mails, "send_mail", broken)
        shown = ask(teacher_client, classroom).content.decode()

        assert "could not be sent" in shown
        assert f'value="{COLLEAGUE}"' in shown
        assert classroom.invitations.open().count() == 1
        assert classroom.events.filter(kind="co_teacher_invited").count() == 1

    def test_only_the_teacher_of_the_class_asks(self, client, classroom, co_teaching):
        client.force_login(co_teaching.teacher)

        assert ask(client, classroom, "t@school.example").status_code == 404
        assert "/invitations/" not in client.get(f"/en/classes/{classroom.pk}/settings/").content.decode()


class TestTheLink:
    def test_a_visitor_signs_in_and_comes_back(self, client, invited, colleague, classroom):
        shown = client.get(invited).content.decode()
        assert classroom.name not in shown
        assert "/en/teachers/sign-up/" in shown

        sign_in = re.search(r'href="(/en/teachers/sign-in/\?next=[^"]+)"', shown)[1]
        response = client.post(sign_in, {"name": COLLEAGUE, "password": people.PASSWORD})

        assert response.url == invited

    def test_who_looked_round_as_a_guest_is_asked_to_sign_in(self, client, invited):
        client.force_login(factories.make_guest())

        assert "/en/teachers/sign-in/" in client.get(invited).content.decode()

    def test_a_teacher_sees_which_class_and_who_asks(self, client, invited, colleague, classroom, teacher):
        client.force_login(colleague)

        shown = client.get(invited).content.decode()

        assert f"{classroom.name}</span>" in shown
        assert teacher.email in shown
        assert roles(classroom) == {teacher.pk: "teacher"}

    def test_accepting_makes_a_co_teacher(self, client, invited, colleague, classroom, teacher):
        client.force_login(colleague)

        assert client.post(invited).url == f"/en/classes/{classroom.pk}/"

        assert roles(classroom) == {teacher.pk: "teacher", colleague.pk: "co-teacher"}
        assert client.get(f"/en/classes/{classroom.pk}/settings/").status_code == 200
        assert classroom.name in client.get("/en/classes/").content.decode()

    def test_it_works_once(self, client, invited, colleague, classroom):
        client.force_login(colleague)
        client.post(invited)
        client.force_login(people.make_teacher())

        for response in (client.get(invited), client.post(invited)):
            assert response.status_code == 404
            assert "This link no longer works" in response.content.decode()
        assert classroom.teachings.count() == 2

    def test_of_two_at_once_one_comes_in(self, invited, colleague, classroom):
        found = invitations.invitation_of(invited.strip("/").rpartition("/")[2])
        invitations.accept(invitation=found, teacher=colleague)

        with pytest.raises(invitations.InvitationEnded):
            invitations.accept(invitation=found, teacher=people.make_teacher())

    @pytest.mark.parametrize(("days", "status"), [(Invitation.DAYS - 1, 200), (Invitation.DAYS, 404)])
    def test_it_ends_after_two_weeks(self, client, invited, colleague, days, status):
        Invitation.objects.update(invited_at=timezone.now() - timedelta(days=days))
        client.force_login(colleague)

        assert client.get(invited).status_code == status

    def test_it_ends_when_it_is_withdrawn(self, client, invited, colleague, classroom, teacher):
        client.force_login(teacher)
        number = Invitation.objects.get().pk
        client.post(f"/en/classes/{classroom.pk}/invitations/{number}/withdraw/")
        client.force_login(colleague)

        assert client.get(invited).status_code == 404
        assert client.post(invited).status_code == 404
        assert not classroom.teachings.filter(teacher=colleague).exists()

    def test_it_ends_with_the_class(self, client, invited, colleague, classroom, teacher):
        class_actions.remove_class(classroom=classroom, by=teacher)
        client.force_login(colleague)

        assert client.get(invited).status_code == 404

    def test_a_learner_finds_nothing(self, client, invited, learner):
        client.force_login(learner)

        assert client.get(invited).status_code == 404
        assert client.post(invited).status_code == 404

    def test_a_teacher_without_a_confirmed_e_mail_confirms_first(self, client, invited, classroom):
        client.force_login(people.make_teacher(email_confirmed_at=None))

        assert "Please confirm your e-mail first" in client.get(invited).content.decode()
        assert client.post(invited).url == invited
        assert classroom.teachings.count() == 1
        assert Invitation.objects.open().count() == 1

    def test_a_teacher_who_waits_for_approval_waits_here_too(self, client, invited, colleague, classroom, settings):
        settings.TEACHERS_NEED_APPROVAL = True
        client.force_login(colleague)

        assert "approved" in client.get(invited).content.decode()
        client.post(invited)
        assert classroom.teachings.count() == 1

    def test_the_teacher_of_the_class_stays_its_teacher(self, client, invited, classroom, teacher):
        client.force_login(teacher)

        assert "You teach this class already." in client.get(invited).content.decode()
        client.post(invited)
        assert roles(classroom) == {teacher.pk: "teacher"}

    @pytest.mark.parametrize("language", ["en", "ur"])
    @pytest.mark.parametrize("token", ["x", "%00", "%ED%A0%80", "9" * 400])
    def test_a_made_up_link(self, client, colleague, language, token):
        client.force_login(colleague)

        assert client.get(f"/{language}/classes/invitations/{token}/").status_code == 404

    def test_it_is_kept_in_no_cache(self, client, invited):
        assert "no-store" in client.get(invited)["Cache-Control"]

    def test_opening_it_takes_few_queries(self, client, invited, colleague, django_assert_max_num_queries):
        client.force_login(colleague)
        client.get("/en/classes/")

        with django_assert_max_num_queries(8):
            client.get(invited)


class TestLettingGo:
    def address(self, co_teaching, do):
        return f"/en/classes/{co_teaching.classroom_id}/teachers/{co_teaching.pk}/{do}/"

    def test_removing_asks_first(self, teacher_client, co_teaching):
        shown = teacher_client.get(self.address(co_teaching, "remove")).content.decode()

        assert "Sana</span>" in shown
        assert Teaching.objects.filter(pk=co_teaching.pk).exists()

    def test_a_removed_co_teacher_sees_nothing_any_more(self, client, teacher_client, classroom, co_teaching):
        assert teacher_client.post(self.address(co_teaching, "remove")).status_code == 302

        client.force_login(co_teaching.teacher)
        assert client.get(f"/en/classes/{classroom.pk}/settings/").status_code == 404
        assert classroom.events.get(kind="co_teacher_removed").detail == "Sana"

    def test_a_co_teacher_leaves(self, client, classroom, co_teaching, teacher):
        client.force_login(co_teaching.teacher)
        assert client.get(f"/en/classes/{classroom.pk}/leave/").status_code == 200
        assert client.post(f"/en/classes/{classroom.pk}/leave/").url == "/en/classes/"

        assert client.get(f"/en/classes/{classroom.pk}/settings/").status_code == 404
        assert roles(classroom) == {teacher.pk: "teacher"}
        assert classroom.events.filter(kind="co_teacher_left").exists()

    def test_a_co_teacher_removes_nobody(self, client, classroom, co_teaching):
        other = classroom.teachings.create(teacher=people.make_teacher(), role=Teaching.Role.CO_TEACHER)
        client.force_login(co_teaching.teacher)

        for do in ("remove", "hand-over"):
            assert client.post(self.address(other, do)).status_code == 404
        assert classroom.teachings.count() == 3

    def test_the_teacher_can_neither_leave_nor_be_removed(self, teacher_client, classroom, teacher, co_teaching):
        own = classroom.teachings.get(teacher=teacher)

        assert teacher_client.post(f"/en/classes/{classroom.pk}/leave/").status_code == 404
        assert teacher_client.post(self.address(own, "remove")).status_code == 404
        with pytest.raises(class_actions.IsTheTeacher):
            class_actions.remove_co_teacher(teaching=own, by=teacher)

    def test_handing_over_asks_first_and_keeps_one_teacher(self, teacher_client, classroom, teacher, co_teaching):
        assert teacher_client.get(self.address(co_teaching, "hand-over")).status_code == 200
        assert roles(classroom)[teacher.pk] == "teacher"

        teacher_client.post(self.address(co_teaching, "hand-over"))

        assert roles(classroom) == {teacher.pk: "co-teacher", co_teaching.teacher_id: "teacher"}
        assert teacher_client.get(f"/en/classes/{classroom.pk}/remove/").status_code == 404

    def test_nobody_is_handed_the_class_who_has_just_left(self, classroom, teacher, co_teaching):
        seen_before = Teaching.objects.get(pk=co_teaching.pk)
        class_actions.remove_co_teacher(teaching=co_teaching, by=co_teaching.teacher)

        with pytest.raises(Teaching.DoesNotExist):
            class_actions.hand_over(teaching=seen_before, by=teacher)
        assert roles(classroom) == {teacher.pk: "teacher"}

    def test_a_co_teacher_of_another_class_is_not_found(self, teacher_client, classroom):
        elsewhere = people.make_class().teachings.create(teacher=people.make_teacher(), role=Teaching.Role.CO_TEACHER)

        response = teacher_client.post(f"/en/classes/{classroom.pk}/teachers/{elsewhere.pk}/remove/")

        assert response.status_code == 404
        assert Teaching.objects.filter(pk=elsewhere.pk).exists()

    def test_an_invitation_of_another_class_is_not_withdrawn(self, teacher_client, classroom):
        other_teacher = people.make_teacher()
        other = people.make_class(other_teacher)
        made = invitations.invite(classroom=other, by=other_teacher, email=COLLEAGUE)

        response = teacher_client.post(f"/en/classes/{classroom.pk}/invitations/{made.pk}/withdraw/")

        assert response.status_code == 404
        assert other.invitations.open().count() == 1
