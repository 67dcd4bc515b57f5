import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from lessons.classrooms.actions import NotATeacher, make_classroom
from lessons.classrooms.join_codes import is_code
from lessons.classrooms.models import Classroom
from lessons.content.bands import reader_band
from tests import factories
from tests.classrooms import people

PAGES = ["", "code/"]


@pytest.fixture
def visitor():
    return None


@pytest.fixture
def guest(home):
    return factories.make_guest()


@pytest.fixture
def other_teacher(home):
    return people.make_teacher()


@pytest.fixture
def admin(home, django_user_model):
    return django_user_model.objects.create_superuser("admin", "admin@example.org", people.PASSWORD)


@pytest.fixture
def as_(client, request):
    def enter(who):
        person = request.getfixturevalue(who)
        if person:
            client.force_login(person)
        return client

    return enter


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("teacher", 200),
        ("visitor", 302),
        ("guest", 302),
        ("learner", 404),
        ("other_teacher", 404),
        ("admin", 404),
    ],
)
def test_only_its_teacher_sees_a_class(as_, classroom, page, who, status):
    assert as_(who).get(f"/en/classes/{classroom.pk}/{page}").status_code == status


@pytest.mark.parametrize("who", ["visitor", "guest", "learner", "other_teacher", "admin"])
def test_only_its_teacher_sets_a_new_pin(as_, classroom, learner, who):
    response = as_(who).post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": classroom.enrolments.get().pk})

    assert response.status_code in {302, 404}
    learner.refresh_from_db()
    assert learner.check_password(people.PIN)


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_a_class_that_does_not_exist_is_a_404(client, teacher, number):
    client.force_login(teacher)

    assert client.get(f"/en/classes/{number}/").status_code == 404


@pytest.mark.parametrize("enrolment", ["", "x", "-1", "9" * 40, "۱", "\0"])
def test_a_made_up_learner_is_a_404(client, classroom, teacher, enrolment):
    client.force_login(teacher)

    assert client.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": enrolment}).status_code == 404


def test_a_learner_of_another_class_gets_no_new_pin(client, classroom, teacher, learner):
    other = people.make_class(people.make_teacher())
    stranger = people.make_learner(other)
    client.force_login(teacher)

    response = client.post(f"/en/classes/{classroom.pk}/pin/", {"enrolment": stranger.enrolments.get().pk})

    assert response.status_code == 404


def test_asking_for_a_new_pin_is_a_post(client, classroom, teacher):
    client.force_login(teacher)

    assert client.get(f"/en/classes/{classroom.pk}/pin/").status_code == 405


def test_a_visitor_comes_back_after_signing_in(client, classroom, teacher):
    address = f"/en/classes/{classroom.pk}/"
    response = client.get(address)

    assert client.post(response.url, {"name": teacher.email, "password": people.PASSWORD}).url == address


def test_the_page_shows_code_qr_and_learners(client, classroom, teacher, learner):
    people.make_learner(classroom, "علی")
    client.force_login(teacher)
    page = client.get(f"/ur/classes/{classroom.pk}/").content.decode()

    assert f'<bdi dir="ltr">{classroom.code}</bdi>' in page
    assert "<svg" in page
    assert "/ur/join/</bdi>" in page
    assert page.index("علی") < page.index("Hina")
    assert "style=" not in page


def test_the_qr_code_holds_the_address_of_the_class(client, classroom, teacher, monkeypatch, settings):
    settings.BASE_URL = "https://chiragh.example"
    held = []
    monkeypatch.setattr("lessons.classrooms.teacher_views.qr_svg", lambda address: held.append(address) or "")
    client.force_login(teacher)

    client.get(f"/ur/classes/{classroom.pk}/code/")

    assert held == [f"https://chiragh.example/ur/join/{classroom.code}/"]


def test_without_a_class_the_page_says_what_to_do(client, teacher):
    client.force_login(teacher)

    page = client.get("/en/classes/").content.decode()

    assert "You have no class yet." in page
    assert "/en/classes/new/" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "band": "B"}, "Please fill this in."),
        ({"name": "8-B", "band": ""}, "Please fill this in."),
        ({"name": "8-B", "band": "Z"}, "Please choose one of these."),
        ({"name": "x" * 61, "band": "B"}, "This is too long."),
        ({"name": "8\0B", "band": "B"}, "Some of these letters"),
        ({"name": " … ", "band": "B"}, "Please type a name."),
        ({}, "Please fill this in."),
    ],
)
def test_a_class_that_will_not_do(client, teacher, data, sentence):
    client.force_login(teacher)

    assert sentence in client.post("/en/classes/new/", data).content.decode()
    assert not Classroom.objects.exists()


def test_a_class_gets_a_code_of_its_own(teacher, monkeypatch):
    first = people.make_class(teacher)
    codes = iter([first.code, first.code, "CHRGH7"])
    monkeypatch.setattr("lessons.classrooms.actions.new_code", lambda: next(codes))

    assert is_code(first.code)
    assert people.make_class(teacher).code == "CHRGH7"


def test_only_a_confirmed_teacher_makes_a_class(home, learner):
    for person in (learner, people.make_teacher(email_confirmed_at=None)):
        with pytest.raises(NotATeacher):
            make_classroom(teacher=person, name="8-B", band="B")


@pytest.mark.parametrize("path", ["/en/classes/", "/en/classes/{pk}/", "/en/classes/{pk}/code/"])
def test_queries_do_not_grow_with_learners(client, classroom, teacher, path, django_assert_max_num_queries):
    people.make_learner(classroom)
    client.force_login(teacher)
    address = path.format(pk=classroom.pk)
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for number in range(12):
        people.make_learner(classroom, f"Learner {number}")
        people.make_class(teacher)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("path", ["/en/join/", "/en/sign-in/", "/en/join/{code}/"])
def test_queries_of_the_learners_forms(client, guest_client, classroom, path, django_assert_max_num_queries):
    address = path.format(code=classroom.code)
    guest_client.get(address)

    with django_assert_max_num_queries(12):
        guest_client.get(address)


class TestTheReadersBand:
    def band(self, person):
        request = RequestFactory().get("/")
        request.COOKIES = {"session": "x"}
        request.user = person
        return reader_band(request)

    def test_of_a_learner_is_that_of_the_class_joined_last(self, teacher, classroom, learner):
        assert self.band(learner) == "B"
        last = people.make_class(teacher, band="D")
        last.enrolments.create(learner=learner, name="Hina")

        assert self.band(learner) == "D"

    def test_nobody_else_has_one(self, teacher, guest):
        assert self.band(guest) is None
        assert self.band(teacher) is None

    def test_it_is_asked_for_once_a_request(self, learner, django_assert_num_queries):
        request = RequestFactory().get("/")
        request.COOKIES = {"session": "x"}
        request.user = learner

        with django_assert_num_queries(1):
            assert {reader_band(request) for _ in range(3)} == {"B"}


def test_the_foot_leads_in_and_out(client, learner, teacher):
    def foot():
        page = client.get("/en/leaving/").content.decode()
        return set(re.findall(r'href="/en/([a-z/-]+)/"', page[page.index("<footer") :]))

    assert {"join", "sign-in", "teachers/sign-in"} <= foot()
    client.force_login(learner)
    assert "sign-out" in foot()
    assert "join" not in foot()
    client.force_login(teacher)
    with override("en"):
        assert {"classes", "sign-out"} <= foot()
