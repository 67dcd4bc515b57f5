"""Invited by a link in a mail: what goes out, who may accept, and what becomes of the link."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from lessons.accounts.actions import sign_up_teacher
from lessons.organisations import invitations
from lessons.organisations.models import Invitation, Membership
from tests import factories
from tests.editorial.people import PASSWORD, client_of, make_admin, make_founded, make_person

pytestmark = pytest.mark.django_db
ASKED = "sana@ngo.example"
CHOSEN = {"name": "Sana Malik", "password": "nine lamps upon a river"}


@pytest.fixture
def organisation(home):
    return make_founded()


@pytest.fixture
def moderator(organisation):
    return make_person("amna", organisation, "moderator")


def ask(person, organisation, email=ASKED, role="editor"):
    return client_of(person).post(f"/cms/people/{organisation.pk}/", {"email": email, "role": role}, follow=True)


def link():
    """Return the path in the newest mail."""
    return re.search(rf"{re.escape(site.BASE_URL)}(/\w+/editors/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def invited(moderator, organisation):
    """The path of a link that was just mailed."""
    ask(moderator, organisation)
    return link()


def roles(organisation):
    return dict(organisation.memberships.values_list("user__email", "role"))


class TestAsking:
    def test_a_mail_with_a_link_goes_out(self, moderator, organisation):
        response = ask(moderator, organisation, email="SANA@ngo.example", role="moderator")

        assert "on its way" in response.content.decode()
        assert [message.to for message in mail.outbox] == [[ASKED]]
        assert moderator.email in mail.outbox[0].body
        assert link().startswith("/en/editors/")
        assert Invitation.objects.get().role == "moderator"

    def test_the_mail_is_in_the_language_in_which_the_asker_uses_the_cms(self, moderator, organisation):
        UserProfile.objects.create(user=moderator, preferred_language="ur")
        ask(moderator, organisation)

        assert link().startswith("/ur/editors/")

    def test_nothing_that_anybody_typed_is_in_the_mail(self, moderator, organisation):
        moderator.first_name = "win-a-prize.example"
        moderator.save()
        organisation.name = "visit evil.example"
        organisation.save()
        ask(moderator, organisation)

        sent = mail.outbox[0].subject + mail.outbox[0].body
        assert "prize" not in sent
        assert "evil" not in sent

    def test_the_table_keeps_no_link(self, invited):
        token = invited.rstrip("/").rpartition("/")[2]
        row = Invitation.objects.values().get()

        assert all(token not in str(value) for value in row.values())

    def test_an_earlier_link_to_the_same_address_ends(self, moderator, organisation, invited, client):
        ask(moderator, organisation)

        assert client.get(invited).status_code == 404
        assert client.get(link()).status_code == 200

    def test_whoever_is_in_it_is_not_invited(self, moderator, organisation):
        make_person("sana", organisation)
        response = ask(moderator, organisation, email="Sana@ngo.example")

        assert "among the people already" in response.content.decode()
        assert mail.outbox == []

    @pytest.mark.parametrize("email", ["", "sana", "\x00@x.example", "a" * 300 + "@x.example"])
    def test_what_is_no_address_is_said_beside_the_field(self, moderator, organisation, email):
        response = ask(moderator, organisation, email=email)

        assert response.status_code == 200
        assert response.context["form"].errors["email"]
        assert not Invitation.objects.exists()

    @pytest.mark.parametrize("role", ["", "admin", "superuser"])
    def test_there_are_two_roles_and_no_more(self, moderator, organisation, role):
        assert ask(moderator, organisation, role=role).context["form"].errors["role"]

    def test_a_mail_that_does_not_go_out_leaves_nothing_behind(self, moderator, organisation, invited, monkeypatch):
        def down(*args, **kwargs):
            raise smtplib.SMTPException

        monkeypatch.setattr("lessons.accounts.mails.send_mail", down)
        response = ask(moderator, organisation)

        assert "could not be sent" in response.content.decode()
        assert response.context["form"]["email"].value() == ASKED
        assert Client().get(invited).status_code == 200

    def test_one_address_gets_three_mails_an_hour(self, moderator, organisation):
        for _time in range(3):
            ask(moderator, organisation)
        assert "Too many mails" in ask(moderator, organisation).content.decode()
        assert len(mail.outbox) == 3

    def test_one_person_sends_twenty_a_day(self, moderator, organisation, monkeypatch):
        monkeypatch.setattr(Invitation, "A_DAY", 2)
        ask(moderator, organisation, email="a@ngo.example")
        ask(moderator, organisation, email="b@ngo.example")
        organisation.invitations.update(withdrawn_at=timezone.now())

        assert "Too many mails" in ask(moderator, organisation, email="c@ngo.example").content.decode()

    def test_an_organisation_has_only_so_many_open_at_once(self, moderator, organisation, monkeypatch):
        monkeypatch.setattr(Invitation, "OPEN_AT_ONCE", 1)
        ask(moderator, organisation, email="a@ngo.example")

        assert "are open" in ask(moderator, organisation, email="b@ngo.example").content.decode()


class TestWithoutAnAccount:
    @pytest.mark.parametrize("language", ["en", "ur"])
    def test_they_make_one_and_land_in_the_cms(self, client, invited, organisation, language):
        response = client.post(f"/{language}{invited[3:]}", CHOSEN, follow=True)

        assert response.redirect_chain[-1][0] == "/cms/"
        assert response.status_code == 200
        person = get_user_model().objects.get(email=ASKED)
        assert (person.first_name, person.is_learner, person.is_superuser) == ("Sana Malik", False, False)
        assert person.email_confirmed_at is not None
        assert roles(organisation)[ASKED] == "editor"
        assert f'lang="{language}"' in response.content.decode()

    def test_they_see_who_asks_whom_to_what(self, client, invited, moderator):
        page = client.get(invited).content.decode()

        assert "Roshni" in page
        assert moderator.email in page
        assert ASKED in page

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"password": "fourteen chars"}, "15 letters or more"),
            ({"password": "849301756283915"}, "numeric"),
            ({"password": "sana@ngo.example"}, "similar"),
            ({"password": ""}, "fill this in"),
            ({"name": ""}, "fill this in"),
            ({"name": "x" * 200}, "too long"),
            ({"name": "\x00"}, "type it again"),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field(self, client, invited, change, words):
        response = client.post(invited, CHOSEN | change)

        assert response.status_code == 200
        errors = response.context["form"].errors[next(iter(change))]
        assert len(errors) == 1
        assert words in str(errors)
        assert not get_user_model().objects.filter(email=ASKED).exists()

    def test_another_address_than_the_invited_cannot_be_had(self, client, invited, organisation):
        client.post(invited, CHOSEN | {"email": "other@ngo.example"})

        assert ASKED in roles(organisation)
        assert "other@ngo.example" not in roles(organisation)

    def test_a_sign_up_that_nobody_confirmed_gives_way(self, client, invited, organisation):
        sign_up_teacher(email=ASKED, name="Somebody", password="somebody else's words")
        client.post(invited, CHOSEN)

        person = get_user_model().objects.get(email=ASKED)
        assert person.first_name == "Sana Malik"
        assert roles(organisation)[ASKED] == "editor"

    def test_a_guest_on_the_same_phone_stays_apart(self, invited, organisation):
        guest = factories.make_guest()
        phone = client_of(guest)
        phone.post(invited, CHOSEN)

        guest.refresh_from_db()
        assert guest.is_learner
        assert roles(organisation)[ASKED] == "editor"


class TestWithAnAccount:
    @pytest.fixture
    def sana(self, home):
        return make_person("sana", email="Sana@ngo.example")

    def test_a_visitor_is_asked_to_sign_in_and_comes_back(self, client, invited, sana):
        page = client.get(invited).content.decode()
        assert f"/en/teachers/sign-in/?next={invited}" in page

        sign_in = {"name": sana.email, "password": PASSWORD}
        response = client.post(f"/en/teachers/sign-in/?next={invited}", sign_in)

        assert response.url == invited

    def test_nobody_makes_a_second_one(self, client, invited, sana):
        response = client.post(invited, CHOSEN)

        assert response.status_code == 200
        assert get_user_model().objects.filter(email__iexact=ASKED).count() == 1
        assert Invitation.objects.open().exists()

    def test_a_button_comes_first_then_the_desk(self, invited, sana, organisation):
        client = client_of(sana)
        assert client.get(invited).status_code == 200
        assert sana.email not in roles(organisation)

        response = client.post(invited, follow=True)

        assert response.redirect_chain[-1][0] == "/cms/"
        assert roles(organisation)[sana.email] == "editor"
        sana.refresh_from_db()
        assert sana.email_confirmed_at is not None

    def test_a_chosen_language_of_the_cms_stays(self, invited, sana):
        UserProfile.objects.create(user=sana, preferred_language="en")
        client_of(sana).post(f"/ur{invited[3:]}")

        assert UserProfile.objects.get(user=sana).preferred_language == "en"

    def test_the_role_that_one_has_stays(self, invited, sana, organisation):
        Membership.objects.create(organisation=organisation, user=sana, role="moderator")
        client_of(sana).post(invited)

        assert roles(organisation)[sana.email] == "moderator"

    def test_somebody_elses_account_cannot_accept(self, invited, organisation):
        client = client_of(make_person("bilal"))

        for response in (client.get(invited), client.post(invited, CHOSEN)):
            assert "for somebody else" in response.content.decode()
            assert ASKED not in response.content.decode()
        assert roles(organisation) == {"amna@ngo.example": "moderator"}
        assert Invitation.objects.open().exists()

    def test_an_account_without_an_address_cannot_accept(self, invited, organisation):
        client = client_of(make_person("root", email="", is_superuser=True))

        assert "no e-mail address" in client.post(invited).content.decode()

    def test_a_learner_cannot_accept(self, invited, organisation):
        learner = factories.make_guest()
        learner.set_password("2468")
        learner.save()
        client = client_of(learner)

        for response in (client.get(invited), client.post(invited, CHOSEN)):
            assert "A learner is signed in here" in response.content.decode()
        assert not get_user_model().objects.filter(email=ASKED).exists()
        assert Invitation.objects.open().exists()


class TestTheEndOfALink:
    @pytest.fixture(params=["en", "ur"])
    def ended(self, request, invited):
        def answer():
            return Client().get(f"/{request.param}{invited[3:]}")

        assert answer().status_code == 200
        yield answer
        response = answer()
        assert response.status_code == 404
        assert "form" not in (response.context or {})

    def test_it_works_once(self, ended, invited):
        Client().post(invited, CHOSEN)
        assert Client().post(invited, CHOSEN).status_code == 404
        assert get_user_model().objects.filter(email=ASKED).count() == 1

    def test_it_is_too_old_after_two_weeks(self, ended):
        Invitation.objects.update(invited_at=timezone.now() - timedelta(days=14, seconds=1))

    def test_it_is_withdrawn(self, ended, moderator, organisation):
        path = f"/cms/people/{organisation.pk}/invitations/{Invitation.objects.get().pk}/withdraw/"
        client_of(moderator).post(path)

    def test_whoever_sent_it_is_out(self, ended, moderator, organisation):
        client_of(make_admin()).post(
            f"/cms/people/{organisation.pk}/members/{organisation.memberships.get().pk}/remove/"
        )

    def test_of_two_at_once_one_is_told_so(self, invited, organisation):
        invitation = Invitation.objects.get()
        first, second = make_person("sana"), Client()
        invitations.accept(invitation=invitation, person=first, language="en")

        assert second.post(invited, CHOSEN).status_code == 404
        with pytest.raises(invitations.InvitationEnded):
            invitations.accept(invitation=invitation, person=first, language="en")

    def test_what_never_was_a_link_answers_alike(self, client, invited):
        assert client.get("/en/editors/no-such-token/").status_code == 404


def test_sending_again_makes_a_new_link(moderator, organisation, invited, client):
    path = f"/cms/people/{organisation.pk}/invitations/{Invitation.objects.get().pk}/again/"
    client_of(moderator).post(path)

    assert client.get(invited).status_code == 404
    assert client.get(link()).status_code == 200
    assert Invitation.objects.open().get().role == "editor"


def test_old_invitations_are_erased(moderator, organisation):
    ask(moderator, organisation)
    organisation.invitations.create(
        email="old@ngo.example", role="editor", token_hash="x", invited_at=timezone.now() - timedelta(days=61)
    )

    call_command("run_due")

    assert [invitation.email for invitation in Invitation.objects.all()] == [ASKED]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_page_of_a_link_takes_few_queries(invited, language, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        Client().get(f"/{language}{invited[3:]}")
