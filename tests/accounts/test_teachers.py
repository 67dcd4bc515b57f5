import re
import smtplib
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from lessons.accounts import throttling, tokens
from lessons.accounts.actions import sign_up_teacher
from lessons.classrooms.models import Teaching
from tests.classrooms import people
from tests.classrooms.people import PASSWORD, who

SIGN_UP = {"email": "Nadia@Example.org", "name": "Nadia", "password": PASSWORD}


def path_in_mail(number=-1):
    """Return the path of the first link in a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[number].body)[1]


def sign_in(client, name, password=PASSWORD, **fields):
    return client.post("/en/teachers/sign-in/", {"name": name, "password": password} | fields)


def test_a_teacher_signs_up_confirms_and_makes_a_class(client, home):
    response = client.post("/en/teachers/sign-up/", SIGN_UP)
    assert response.url == "/en/teachers/sign-up/sent/"
    assert mail.outbox[0].to == ["nadia@example.org"]
    assert who(client) is None

    link = path_in_mail()
    assert "nadia@example.org" in client.get(link).content.decode()
    assert get_user_model().objects.get().email_confirmed_at is None
    assert client.post(link).url == "/en/teachers/sign-in/?next=/en/classes/"
    assert sign_in(client, "NADIA@example.org").url == "/en/classes/"
    response = client.post("/en/classes/new/", {"name": "8-B", "band": "B"}, follow=True)

    assert "No one is here yet. Show the code" in response.content.decode()


def test_the_link_works_once_and_for_a_day(client, home, monkeypatch):
    client.post("/en/teachers/sign-up/", SIGN_UP)
    link = path_in_mail()
    later = tokens.ConfirmationTokens._now(None) + timedelta(hours=25)
    with monkeypatch.context() as patched:
        patched.setattr(tokens.ConfirmationTokens, "_now", lambda self: later)
        assert client.post(link).status_code == 404
    assert client.post(link).status_code == 302

    response = client.post(link)

    assert response.status_code == 404
    assert "This link no longer works" in response.content.decode()


@pytest.mark.parametrize("token", ["x", "1-2-3", "zzzzzzzzzzzzzzzzzzzz-1-2", "%00", "1-" + "a" * 300, "-", "🌙-1-2"])
def test_a_made_up_link_confirms_nothing(client, home, teacher, token):
    assert client.get(f"/en/teachers/confirm/{token}/").status_code == 404
    assert client.post(f"/en/teachers/confirm/{token}/").status_code == 404


def test_whoever_has_an_account_gets_a_mail_and_the_page_says_the_same(client, home, teacher):
    new = client.post("/en/teachers/sign-up/", SIGN_UP, follow=True)
    known = client.post("/en/teachers/sign-up/", SIGN_UP | {"email": "SANA@example.org"}, follow=True)

    assert new.content == known.content
    assert new.redirect_chain == known.redirect_chain
    assert [message.to for message in mail.outbox] == [["nadia@example.org"], ["sana@example.org"]]
    assert "You have an account already." in mail.outbox[1].body
    assert get_user_model().objects.filter(email__iexact="sana@example.org").count() == 1
    teacher.refresh_from_db()
    assert teacher.first_name == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": ""}, "Please fill this in."),
        ({"email": "nadia"}, "This does not look like an e-mail address."),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "password1234"}, "too common"),
        ({"password": "102938475610"}, "entirely numeric"),
        ({"password": "nadia@example.org"}, "too similar"),
        ({"name": "N" * 101}, "This is too long."),
        ({"name": "N\0"}, "Some of these letters"),
    ],
)
def test_a_sign_up_that_will_not_do(client, home, fields, sentence):
    page = client.post("/en/teachers/sign-up/", SIGN_UP | fields).content.decode()

    assert sentence in page
    assert PASSWORD not in page
    assert not get_user_model().objects.exists()
    assert mail.outbox == []


def test_when_no_mail_can_be_sent_signing_up_can_be_repeated(client, home, monkeypatch):
    def broken(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("lessons.accounts.mails.send_mail", broken)
        page = client.post("/en/teachers/sign-up/", SIGN_UP).content.decode()
    assert "The mail could not be sent just now." in page
    assert 'value="Nadia@Example.org"' in page

    client.post("/en/teachers/sign-up/", SIGN_UP)
    assert "/teachers/confirm/" in mail.outbox[0].body


def test_one_address_gets_three_mails_an_hour(client, home):
    for _ in range(throttling.MAILS_TO_ONE):
        client.post("/en/teachers/sign-up/", SIGN_UP)

    assert "Too many tries." in client.post("/en/teachers/sign-up/", SIGN_UP).content.decode()
    assert len(mail.outbox) == throttling.MAILS_TO_ONE


def test_mails_are_plain_in_the_language_of_the_page_and_lead_to_our_address(client, home, settings):
    settings.BASE_URL = "https://chiragh.example"
    client.post("/ur/teachers/sign-up/", SIGN_UP, headers={"host": "localhost"})

    assert "https://chiragh.example/ur/teachers/confirm/" in mail.outbox[0].body
    assert mail.outbox[0].alternatives == []
    assert "<" not in mail.outbox[0].body
    assert "&#" not in mail.outbox[0].subject + mail.outbox[0].body


def test_the_link_can_be_asked_for_again(client, home):
    teacher = people.make_teacher(email_confirmed_at=None, email="sana@example.org")
    client.force_login(teacher)
    page = client.get("/en/classes/").content.decode()
    assert "Please confirm your e-mail first" in page
    assert "/en/classes/new/" not in page
    assert client.get("/en/classes/new/").url == "/en/classes/"

    client.post("/en/teachers/confirm/")
    assert client.post(path_in_mail()).url == "/en/classes/"
    assert "/en/classes/new/" in client.get("/en/classes/").content.decode()


def test_where_an_operator_approves_a_teacher_waits(client, home, settings, teacher, django_user_model):
    settings.TEACHERS_NEED_APPROVAL = True
    client.force_login(teacher)
    assert "looking at your sign-up." in client.get("/en/classes/").content.decode()
    assert client.post("/en/classes/new/", {"name": "8-B", "band": "B"}).url == "/en/classes/"
    assert not teacher.teachings.exists()

    admin = django_user_model.objects.create_superuser("admin", "admin@example.org", PASSWORD)
    client.force_login(admin)
    address = f"/cms/users/edit/{teacher.pk}/"
    page = client.get(address).content.decode()
    assert "May open classes" in page
    data = {"username": teacher.username, "email": teacher.email, "is_active": "on", "is_approved": "on"}
    assert client.post(address, data).status_code == 302

    client.force_login(teacher)
    assert client.post("/en/classes/new/", {"name": "8-B", "band": "B"}).url.startswith("/en/classes/")
    assert teacher.teachings.count() == 1


class TestSigningIn:
    @pytest.mark.parametrize("name", ["SANA@example.org", "sana@example.org", "sana"])
    def test_by_name_or_e_mail(self, client, home, name):
        teacher = people.make_teacher(username="sana", email="sana@example.org")

        assert sign_in(client, name).url == "/en/classes/"
        assert who(client) == teacher

    def test_a_learner_has_no_password_to_sign_in_with(self, client, learner):
        page = sign_in(client, learner.username, people.PIN).content.decode()

        assert "Name and password don&#x27;t match." in page
        assert who(client) is None

    @pytest.mark.parametrize("name", ["sana@example.org", "nobody@example.org"])
    def test_wrong_passwords_get_one_answer_ten_times_and_then_another(self, client, teacher, name):
        for _ in range(throttling.AN_HOUR):
            page = sign_in(client, name, "wrong").content.decode()
            assert "Name and password don&#x27;t match. Check both." in page
            assert f'value="{name}"' in page

        assert "Wait an hour or set a new password." in sign_in(client, name).content.decode()

    def test_the_cms_has_the_same_limit(self, client, teacher):
        for _ in range(throttling.AN_HOUR):
            client.post("/cms/login/", {"username": "sana@example.org", "password": "wrong"})

        client.post("/cms/login/", {"username": "sana@example.org", "password": PASSWORD})
        assert who(client) is None

    def test_an_editor_signs_in_to_the_cms_by_e_mail(self, client, home, django_user_model):
        admin = django_user_model.objects.create_superuser("admin", "admin@example.org", PASSWORD)

        client.post("/cms/login/", {"username": "ADMIN@example.org", "password": PASSWORD})

        assert who(client) == admin

    def test_a_right_password_forgives_earlier_tries(self, client, teacher):
        for _ in range(3):
            for _ in range(throttling.AN_HOUR - 1):
                sign_in(client, teacher.email, "wrong")
            assert sign_in(client, teacher.email).status_code == 302
            client.post("/en/sign-out/")

    def test_a_deactivated_teacher_stays_out(self, client, home):
        teacher = people.make_teacher(is_active=False)

        assert sign_in(client, teacher.email).status_code == 200

    def test_next_is_followed_when_it_is_ours(self, client, teacher):
        data = {"name": teacher.email, "password": PASSWORD}

        assert client.post("/en/teachers/sign-in/?next=/en/classes/new/", data).url == "/en/classes/new/"
        client.post("/en/sign-out/")
        assert client.post("/en/teachers/sign-in/?next=//example.org/", data).url == "/en/"


class TestForgottenPassword:
    def test_a_link_by_mail_sets_a_new_one(self, client, teacher):
        assert client.post("/en/password/", {"email": "SANA@example.org"}).url == "/en/password/sent/"
        page = client.get(path_in_mail(), follow=True)
        form_address = page.redirect_chain[-1][0]
        assert "too common" in client.post(form_address, {"password": "password1234"}).content.decode()

        client.post(form_address, {"password": "a new and longer one"})

        assert sign_in(client, teacher.email, "a new and longer one").status_code == 302
        assert "This link no longer works" in client.get(path_in_mail(), follow=True).content.decode()

    def test_it_confirms_the_address_and_frees_the_way(self, client, home):
        teacher = people.make_teacher(email="sana@example.org", email_confirmed_at=None)
        for _ in range(throttling.AN_HOUR + 1):
            sign_in(client, teacher.email, "wrong")
        client.post("/en/password/", {"email": teacher.email})
        form_address = client.get(path_in_mail(), follow=True).redirect_chain[-1][0]

        client.post(form_address, {"password": "a new and longer one"})

        assert sign_in(client, teacher.email, "a new and longer one").status_code == 302
        teacher.refresh_from_db()
        assert teacher.email_confirmed_at

    def test_the_page_never_says_whether_an_account_exists(self, client, teacher):
        known = client.post("/en/password/", {"email": "sana@example.org"}, follow=True)
        unknown = client.post("/en/password/", {"email": "nobody@example.org"}, follow=True)

        assert known.content == unknown.content
        assert len(mail.outbox) == 1

    def test_asking_is_limited(self, client, teacher, monkeypatch):
        for _ in range(throttling.MAILS_TO_ONE + 2):
            assert client.post("/en/password/", {"email": teacher.email}).status_code == 302
        assert len(mail.outbox) == throttling.MAILS_TO_ONE
        monkeypatch.setitem(throttling.FROM_A_SOURCE, "mail", 1)

        assert "Too many tries." in client.post("/en/password/", {"email": teacher.email}).content.decode()

    @pytest.mark.parametrize("address", ["MQ/set-password", "x/y", "%00/%00", f"{'9' * 60}/y", "🌙/🌙"])
    def test_a_made_up_link_shows_no_form(self, client, teacher, address):
        response = client.get(f"/en/password/{address}/", follow=True)

        assert response.status_code == 200
        assert "This link no longer works" in response.content.decode()


class TestTheListOfPeopleInTheCms:
    @pytest.fixture
    def admin_client(self, client, home, django_user_model):
        client.force_login(django_user_model.objects.create_superuser("admin", "admin@example.org", PASSWORD))
        return client

    def test_learners_are_nowhere(self, admin_client, learner, teacher):
        page = admin_client.get("/cms/users/").content.decode()

        assert teacher.username in page
        assert learner.username not in page
        for name in ("edit", "delete", "history"):
            assert admin_client.get(f"/cms/users/{name}/{learner.pk}/").status_code == 404

    def test_select_all_does_not_take_learners(self, admin_client, learner, teacher):
        for action in ("delete", "assign_role", "set_active_state"):
            page = admin_client.get(f"/cms/bulk/accounts/user/{action}/?id=all").content.decode()
            assert teacher.username in page or teacher.email in page
            assert learner.username not in page
        Teaching.objects.all().delete()  # whoever teaches a class is not deleted
        admin_client.post("/cms/bulk/accounts/user/delete/?id=all")

        assert get_user_model().objects.filter(pk=learner.pk).exists()
        assert not get_user_model().objects.filter(pk=teacher.pk).exists()

    def test_an_e_mail_belongs_to_one_person(self, admin_client, teacher):
        other = people.make_teacher()
        data = {"username": other.username, "email": "SANA@example.org", "is_active": "on"}

        response = admin_client.post(f"/cms/users/edit/{other.pk}/", data)

        assert response.status_code == 200
        assert "Somebody else has this e-mail address." in response.content.decode()


def test_a_learner_has_no_e_mail_or_name_anywhere(learner):
    row = vars(learner)

    assert (row["email"], row["first_name"], row["last_name"]) == ("", "", "")
    assert "Hina" not in str(row)
    assert timezone.localdate() == row["seen_on"]


def test_the_newest_sign_up_wins_while_nobody_has_confirmed(db, mailoutbox):
    people = get_user_model()
    sign_up_teacher(email="sana@example.org", name="Stranger", password="a stranger's password")

    sign_up_teacher(email="sana@example.org", name="Sana", password="my very own password")

    teacher = people.objects.get(email="sana@example.org")
    assert teacher.first_name == "Sana"
    assert teacher.check_password("my very own password")


def test_a_sign_up_never_replaces_an_account_that_an_operator_made(db, mailoutbox):
    editor = get_user_model().objects.create_user("asma", "asma@example.org", "the editor's password")

    sign_up_teacher(email="asma@example.org", name="Stranger", password="a stranger's password")

    editor.refresh_from_db()
    assert editor.check_password("the editor's password")
