"""A list of learners: shown line by line, changing nothing until confirmed, then added at once."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lessons.accounts.given_pins import given_pin
from lessons.classrooms.learner_actions import remove_learner
from lessons.classrooms.models import ClassEvent, Enrolment
from lessons.classrooms.roster_plan import ListChanged, add_learners, plan_list
from tests.classrooms import people


@pytest.fixture
def path(client, classroom, teacher):
    client.force_login(teacher)
    return f"/en/classes/{classroom.pk}/learners/list/"


def looked_at(client, path, text):
    """Paste `text`; return the page that answers and what its form would post."""
    response = client.post(path, {"text": text})
    plan = response.context["plan"]
    return response, {"names": response.context["names"], "seal": plan.seal, "step": "add"}


def outcomes(response):
    return {line.name: line.outcome for line in response.context["plan"].lines}


def names_of(classroom):
    return list(classroom.enrolments.current().by_name().values_list("name", flat=True))


def test_looking_changes_nothing_and_confirming_adds(client, classroom, path):
    response, form = looked_at(client, path, "1. Ayesha\n2. بلال\n3. Zain")
    assert outcomes(response) == {"Ayesha": "new", "بلال": "new", "Zain": "new"}
    assert not Enrolment.objects.exists()

    response = client.post(path, form)

    assert response.url == classroom.get_absolute_url()
    assert names_of(classroom) == ["بلال", "Ayesha", "Zain"]
    event = ClassEvent.objects.get(kind="learners_added")
    assert event.detail == "3" and event.by is not None


def test_line_by_line(client, classroom, teacher, path):
    people.make_learner(classroom, "Hina")
    gone = people.make_learner(classroom, "Zoya").enrolments.get()
    remove_learner(enrolment=gone, by=teacher)
    waits = people.make_learner(classroom, "Waqar").enrolments.get()
    Enrolment.objects.filter(pk=waits.pk).update(approved_at=None)

    response, form = looked_at(
        client, path, f"Ali\nHINA\nzoya\nWaqar\nعلی\nعلي\nali@x.example\n03001234567\n17\n{'x' * 41}"
    )

    assert list(outcomes(response).values()) == [
        *("new", "already", "returns", "let_in", "new", "twice", "contact", "contact", "no_name", "too_long")
    ]
    page = response.content.decode()
    for sentence in ("New learner", "In the class already: skipped", "Was removed: comes back", "Twice in the list"):
        assert sentence in page
    assert "Add 4 learners" in page
    client.post(path, form)
    assert names_of(classroom) == ["علی", "Ali", "Hina", "Waqar", "Zoya"]


def test_who_comes_back_joins_anew(client, classroom, teacher, path):
    gone = people.make_learner(classroom, "Zoya").enrolments.get()
    remove_learner(enrolment=gone, by=teacher)
    before = timezone.now()

    client.post(path, looked_at(client, path, "Zoya")[1])

    gone.refresh_from_db()
    assert gone.is_current and gone.joined_at >= before


def test_a_line_is_mended_where_it_stands(client, classroom, path):
    _response, form = looked_at(client, path, "Ali\nAli\nhina@x.example\n17")
    mended = form | {"line-1": "Ali Raza", "line-2": "", "line-3": "17"}

    response = client.post(path, mended)
    assert outcomes(response) == {"Ali": "new", "Ali Raza": "new", "17": "no_name"}
    assert "The list or the class has changed." in response.content.decode()
    assert not Enrolment.objects.exists()

    client.post(path, {"names": response.context["names"], "seal": response.context["plan"].seal, "step": "add"})
    assert names_of(classroom) == ["Ali", "Ali Raza"]


def test_checking_again_changes_nothing(client, path):
    _response, form = looked_at(client, path, "Ali\nAli")

    response = client.post(path, form | {"step": "check", "line-1": "Ali Raza"})

    assert outcomes(response) == {"Ali": "new", "Ali Raza": "new"}
    assert "has changed" not in response.content.decode()
    assert not Enrolment.objects.exists()


def test_what_is_confirmed_is_what_was_seen(client, classroom, path):
    _response, form = looked_at(client, path, "Ali\nHina")
    people.make_learner(classroom, "Ali")

    response = client.post(path, form)

    assert outcomes(response) == {"Ali": "already", "Hina": "new"}
    assert names_of(classroom) == ["Ali"]
    assert client.post(path, form | {"names": "Somebody\nElse"}).context["has_changed"]
    assert names_of(classroom) == ["Ali"]


def test_confirming_twice_adds_once(client, classroom, path):
    _response, form = looked_at(client, path, "Ali\nHina")

    client.post(path, form)
    assert client.post(path, form).context["has_changed"]

    assert names_of(classroom) == ["Ali", "Hina"]


def test_the_list_can_be_changed_as_a_whole(client, path):
    response = client.post(path, {"step": "again", "names": "Ali\nHina"})

    assert "Ali\nHina</textarea>" in response.content.decode().replace("\r", "")


def test_a_learner_from_a_list_signs_in_with_the_given_pin(client, classroom, path):
    client.post(path, looked_at(client, path, "Ayesha")[1])
    learner = classroom.enrolments.get().learner

    assert learner.is_learner and not learner.is_guest and not learner.has_usable_password()
    client.post("/en/sign-out/")
    people.sign_in(client, classroom, "Ayesha", given_pin(learner))
    assert client.get("/en/me/").status_code in {200, 302}
    learner.refresh_from_db()
    assert not learner.has_usable_password()


def test_a_file_and_which_column_was_taken(client, classroom, path):
    data = "Roll No;Name;Phone\n1;Ayesha;03001234567\n2;علی;03001234568\n".encode("utf-16")

    response = client.post(path, {"file": SimpleUploadedFile("list.csv", data)})

    page = response.content.decode()
    assert outcomes(response) == {"Ayesha": "new", "علی": "new"}
    assert "<bdi>Name</bdi>" in page and "The other columns are left out" in page
    assert "0300" not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Please paste names or choose a file."),
        ({"text": " \n "}, "Please paste names or choose a file."),
        ({"text": "\0"}, "Some of these letters"),
        ({"text": ",,,\n,,,"}, "No names were found."),
        ({"text": "Ali\n" * 2001}, "up to 2,000 names"),
        ({"file": b"\x89PNG\r\n\x1a\n\0\0\0\0"}, "can&#x27;t be read"),
        ({"file": b"x" * (1024 * 1024 + 1)}, "larger than 1 MB"),
        ({"file": b""}, "No names were found."),
        ({"step": "add"}, None),
        ({"step": "check", "names": "\0\n\n", "line-0": "\ufffd"}, "Not a name"),
        ({"step": "again"}, "Add learners by list"),
    ],
)
def test_a_list_that_will_not_do_is_answered_in_words(client, path, data, sentence):
    if "file" in data:
        data = {"file": SimpleUploadedFile("list.csv", data["file"])}

    response = client.post(path, data, follow=True)

    assert response.status_code == 200
    assert (sentence or "No names were found.") in response.content.decode()
    assert not Enrolment.objects.exists()


def test_what_was_pasted_is_not_lost_by_a_bad_file(client, path):
    data = {"text": "Ayesha\nBilal", "file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\0")}

    assert "Ayesha\nBilal</textarea>" in client.post(path, data).content.decode()


def test_pasted_names_and_a_file_are_added_together(client, path):
    response = client.post(path, {"text": "Ayesha", "file": SimpleUploadedFile("a.csv", b"Name\nBilal\nAYESHA\n")})

    assert outcomes(response) == {"Ayesha": "new", "Bilal": "new", "AYESHA": "twice"}


@pytest.mark.parametrize("language", ["en", "ur"])
def test_2000_names_are_added_quickly(client, classroom, teacher, language, django_assert_max_num_queries):
    names = [f"Learner {number}" for number in range(2000)]
    plan = plan_list(classroom, names)
    # SQLite takes 999 values a statement.
    with django_assert_max_num_queries(90):
        began = time.monotonic()
        add_learners(classroom=classroom, names=names, seal=plan.seal, by=teacher)
    assert time.monotonic() - began < 10

    assert classroom.enrolments.current().count() == 2000
    assert get_user_model().objects.filter(is_learner=True).exclude(given_pin_seed="").count() == 2000
    assert list(classroom.enrolments.by_name().values_list("name", flat=True)) == names
    client.force_login(teacher)
    client.get(f"/{language}/classes/{classroom.pk}/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/{language}/classes/{classroom.pk}/?page=40").content.decode()
    assert "Learner 1999" in page and "Learner 1949" not in page
    assert "Learner 77<" in client.get(f"/{language}/classes/{classroom.pk}/?q=ner+77").content.decode()


def test_nothing_is_added_when_a_name_is_taken_in_the_same_moment(classroom, teacher, monkeypatch):
    plan = plan_list(classroom, ["Ali", "Hina"])
    people.make_learner(classroom, "Hina")
    people_before = get_user_model().objects.count()
    monkeypatch.setattr("lessons.classrooms.roster_plan.plan_list", lambda *_: plan)

    with pytest.raises(ListChanged):
        add_learners(classroom=classroom, names=["Ali", "Hina"], seal=plan.seal, by=teacher)

    assert names_of(classroom) == ["Hina"]
    assert get_user_model().objects.count() == people_before


def test_another_teacher_reaches_nothing(client, classroom, path):
    client.force_login(people.make_teacher())

    assert client.get(path).status_code == 404
    assert (
        client.post(path, {"step": "add", "names": "Ali", "seal": plan_list(classroom, ["Ali"]).seal}).status_code
        == 404
    )
    assert not Enrolment.objects.exists()
