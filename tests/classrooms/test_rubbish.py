"""Whatever is sent, the answer is a page."""

import string
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.classrooms import people

FORMS = [
    "/en/join/",
    "/en/join/{code}/",
    "/ur/sign-in/",
    "/en/sign-in/?with=pictures",
    "/en/choose-pin/",
    "/en/me/pin/",
    "/ur/me/pin/?with=pictures",
    "/en/me/double/{pk}/",
    "/en/me/double/{pk}/no/",
    "/en/sign-out/",
    "/ur/teachers/sign-in/",
    "/en/teachers/sign-up/",
    "/en/teachers/confirm/",
    "/en/password/",
    "/en/classes/new/",
    "/en/classes/{pk}/pin/",
    "/en/classes/{pk}/learners/list/",
    "/ur/classes/{pk}/learners/waiting/",
]
FIELDS = [
    "name",
    "pin",
    "pictures",
    "old_pin",
    "old_pictures",
    "code",
    "keep",
    "own_phone",
    "email",
    "password",
    "band",
    "enrolment",
    "next",
]
words = st.one_of(
    st.text(max_size=60),
    st.text(string.digits, max_size=40),
    st.sampled_from(["\0", "x" * 20_000, "۱۲۳۴", "\u202eabc", "a@b.pk", "' OR 1=1 --", "{{ 7*7 }}", "CHRGH7"]),
)
posts = st.dictionaries(st.sampled_from(FIELDS), st.one_of(words, st.lists(words, max_size=3)), max_size=8)
slow = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("who", [None, "learner", "teacher"])
@pytest.mark.parametrize("form", FORMS)
@slow
@given(data=posts)
def test_a_form_answers_any_post(client, classroom, learner, teacher, form, who, data):
    cache.clear()
    client.logout()
    if who:
        client.force_login({"learner": learner, "teacher": teacher}[who])

    response = client.post(form.format(code=classroom.code, pk=classroom.pk), data)

    assert response.status_code in {200, 302, 404}


@pytest.mark.parametrize(
    "address", ["/en/join/{}/", "/en/classes/{}/", "/ur/teachers/confirm/{}/", "/en/password/{}/{}/"]
)
@slow
@given(part=st.text(min_size=1, max_size=60))
def test_an_address_answers_any_text(client, teacher, address, part):
    cache.clear()
    client.force_login(teacher)
    response = client.get(address.format(quote(part, safe=""), quote(part, safe="")))

    assert response.status_code in {200, 301, 302, 404}


@pytest.mark.parametrize("query", ["next=%00", "next=%E2%28", "code=%00", "code=" + "x" * 3000, "next=//e.org"])
@pytest.mark.parametrize("path", ["/en/sign-in/", "/en/teachers/sign-in/"])
def test_queries_of_any_kind(client, home, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


def test_a_broken_body(client, classroom):
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "application/json", "text/plain"):
        response = client.generic("POST", f"/en/join/{classroom.code}/", b"\xff\x00{", content_type=kind)
        assert response.status_code in {200, 400}


def test_every_form_wants_its_token(classroom, home, learner):
    strict = Client(enforce_csrf_checks=True)
    for form in FORMS:
        strict.force_login(learner)
        response = strict.post(form.format(code=classroom.code, pk=classroom.pk), {"name": "Hina", "pin": people.PIN})
        assert response.status_code == 403
