"""Whatever is sent to a form or an address, the answer is never an error of ours."""

from urllib.parse import quote

from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.classrooms import people
from tests.world import make_world

ROLES = ["visitor", "learner", "teacher"]
LEARNER_PAGES = ["", "pin/", "move/", "double/", "remove/", "back/"]
CLASS_PAGES = ["settings", "code/renew", "state", "remove", "log", "invitations", "leave"]
FIELDS = """
    text file step names seal line-0 line-1 let_in refuse all into who since learner
    pin_again pictures pictures_again guest list
    name pin code keep own_phone email password band choice group enrolment block next to csrfmiddlewaretoken
    place-1 taken_on learners right-1 new_password1 q limit offset type fields order search child_of page
    to language needs_approval uses_pictures
""".split()
NASTY = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "a" * 200_000,
    "😀" * 500,
    "\u202eabc\u2066",
    "\ud800",
    "a\udfffb",
    "\u0661\u0662\u0663\u0664",
    "\r\nSet-Cookie: a=b",
    "9" * 60,
    "-1",
    "0",
    "1e400",
    "NaN",
    "true",
    "None",
    "[]",
    '{"a": []}',
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../../etc/passwd",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "http://[",
    "/\\elsewhere.example",
    "%00",
    "%",
    "{0.__class__}",
    "%(n)s",
    "yes",
    "B",
    "2468",
    "Hina",
    "a@b.example",
    "a@" + "b" * 300,
    "*",
    "00000000-0000-0000-0000-000000000000",
]
surrogate_text = st.text(st.characters(), max_size=40)
value = st.sampled_from(NASTY) | surrogate_text | st.integers(-(10**25), 10**25).map(str)
# A list of pairs: fields may be missing, unknown or repeated.
form = st.lists(st.tuples(st.sampled_from(FIELDS) | surrogate_text, value), max_size=8)
number = st.sampled_from(["0", "1", "2", "9", "9" * 19, "9" * 40, str(2**63), "007"]) | st.integers(0, 10**30).map(str)
segment = st.sampled_from([n for n in NASTY if n]) | surrogate_text.filter(bool)
language = st.sampled_from(["en", "ur"])


health = list(HealthCheck)
many = settings(max_examples=150, deadline=None, suppress_health_check=health)
# Where one example is a dozen requests.
some = settings(max_examples=40, deadline=None, suppress_health_check=health)


def encoded(text):
    """Percent-encode as a careless client would: lone surrogates and all."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def body_of(pairs):
    return "&".join(f"{encoded(name)}={encoded(text)}" for name, text in pairs)


class RubbishTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = make_world()

    def send(self, role, method, path, pairs, content_type="application/x-www-form-urlencoded", body=None):
        cache.clear()
        client = Client(headers={"sec-fetch-site": "same-origin"})
        if self.world["people"][role]:
            client.force_login(self.world["people"][role])
        if method == "GET":
            response = client.get(f"{path}?{body_of(pairs)}")
        else:
            response = client.generic("POST", path, body or body_of(pairs), content_type=content_type)
        assert response.status_code < 500, (method, path, response.status_code)
        return response

    def forms(self):
        """Return every address that takes something, with what it needs to be found."""
        attempt, classroom, quiz, lesson = (self.world[key] for key in ("attempt", "classroom", "quiz", "lesson"))
        return [
            "sign-out/",
            "sign-in/",
            "sign-in/?with=pictures",
            "choose-pin/",
            "who/add/",
            "who/add/?with=pictures",
            "who/me/",
            "who/1/",
            "who/1/off/",
            "me/pin/",
            "me/pin/?with=pictures",
            f"me/double/{self.world['double'].pk}/",
            f"me/double/{self.world['double'].pk}/no/",
            "join/",
            f"join/{classroom.code}/",
            "teachers/sign-in/",
            "teachers/sign-up/",
            "teachers/confirm/",
            "password/",
            f"activities/{quiz.pk}/attempts/",
            f"activities/{lesson.pk}/done/",
            f"activities/{lesson.pk}/position/",
            *[f"attempts/{attempt.pk}/{place}/" for place in (1, 2)],
            f"attempts/{attempt.pk}/end/",
            f"activities/{self.world['scenario'].pk}/runs/",
            *[f"runs/{self.world['run'].pk}/{page}" for page in ("1/", "back/", "end/")],
            f"certificates/modules/{lesson.module.pk}/",
            f"certificates/{self.world['certificate'].pk}/",
            "verify/",
            f"verify/{self.world['certificate'].code}/",
            "classes/new/",
            f"classes/{classroom.pk}/present/{quiz.pk}/2/",
            f"classes/{classroom.pk}/present/{quiz.pk}/2/hands/",
            f"classes/{classroom.pk}/hands/",
            f"classes/{classroom.pk}/pin/",
            f"classes/{classroom.pk}/practice/",
            f"classes/{classroom.pk}/practice/back/",
            *[f"classes/{classroom.pk}/{page}" for page in ("", "cards/", "learners/list/", "learners/removed/")],
            f"classes/{classroom.pk}/learners/waiting/",
            *[f"classes/{classroom.pk}/learners/{self.world['enrolment'].pk}/{page}" for page in LEARNER_PAGES],
            f"classes/{classroom.pk}/paper/{quiz.pk}/results/",
            f"classes/{classroom.pk}/paper/results/{self.world['paper_count'].pk}/delete/",
            *[f"classes/{classroom.pk}/{page}/" for page in CLASS_PAGES],
            f"classes/{classroom.pk}/invitations/{self.world['invitation'].pk}/withdraw/",
            f"classes/{classroom.pk}/teachers/{self.world['co_teaching'].pk}/remove/",
            f"classes/{classroom.pk}/teachers/{self.world['co_teaching'].pk}/hand-over/",
            f"classes/invitations/{self.world['invitation_token']}/",
            "me/data/file/",
            "me/data/erase/",
            "language/",
            "letters/",
            "",
            "help/",
        ]

    @many
    @given(st.data())
    def test_rubbish_in_a_form(self, data):
        path = f"/{data.draw(language)}/{data.draw(st.sampled_from(self.forms()))}"
        role = data.draw(st.sampled_from(ROLES))
        self.send(role, data.draw(st.sampled_from(["GET", "POST", "POST", "POST"])), path, data.draw(form))

    @many
    @given(st.sampled_from(ROLES), language, st.sampled_from(["name", "pin", "code"]), value)
    def test_rubbish_in_one_field_of_a_form_that_is_right_otherwise(self, role, code, field, rubbish):
        right = {"code": self.world["classroom"].code, "name": "Hina", "pin": people.PIN}
        self.send(role, "POST", f"/{code}/sign-in/", list((right | {field: rubbish}).items()))
        self.send(role, "POST", f"/{code}/join/{right['code']}/", list((right | {field: rubbish}).items()))

    @many
    @given(st.sampled_from(ROLES), language, st.sampled_from(["name", "email", "password"]), value)
    def test_rubbish_from_somebody_who_signs_up(self, role, code, field, rubbish):
        right = {"email": "sana@school.example", "name": "Sana", "password": people.PASSWORD}
        for path in ("teachers/sign-up/", "teachers/sign-in/"):
            self.send(role, "POST", f"/{code}/{path}", list((right | {field: rubbish}).items()))

    @many
    @given(st.sampled_from(["learner"]), language, st.lists(value, max_size=6), st.sampled_from([1, 2]))
    def test_rubbish_as_an_answer(self, role, code, picks, place):
        item = self.world["attempt"].items[place - 1]
        pairs = [("choice", pick) for pick in picks]
        pairs += [(f"place-{key}", pick) for key, pick in zip(item["choices"], picks, strict=False)]
        self.send(role, "POST", f"/{code}/attempts/{self.world['attempt'].pk}/{place}/", pairs)

    @some
    @given(st.sampled_from(ROLES), st.sampled_from(["GET", "POST"]), language, number, segment, segment)
    def test_rubbish_in_an_address(self, role, method, code, some_number, one, two):
        attempt, classroom = self.world["attempt"].pk, self.world["classroom"].pk
        for path in (
            f"classes/{some_number}/",
            f"classes/{some_number}/code/",
            f"classes/{self.world['classroom'].pk}/present/{some_number}/{some_number}/",
            f"classes/{self.world['classroom'].pk}/present/{self.world['quiz'].pk}/{some_number}/hands/",
            f"classes/{self.world['classroom'].pk}/hands/{some_number}/delete/",
            f"classes/{some_number}/pin/",
            f"classes/{some_number}/cards/",
            *[f"classes/{some_number}/learners/{page}/" for page in ("list", "waiting", "removed")],
            *[f"classes/{classroom}/learners/{some_number}/{page}" for page in LEARNER_PAGES],
            f"classes/{classroom}/teach/{some_number}/",
            f"classes/{classroom}/paper/{some_number}/",
            f"classes/{classroom}/paper/{some_number}/results/",
            f"classes/{classroom}/paper/results/{some_number}/delete/",
            f"classes/{some_number}/settings/",
            f"classes/{self.world['classroom'].pk}/teachers/{some_number}/remove/",
            f"classes/{self.world['classroom'].pk}/invitations/{some_number}/withdraw/",
            f"classes/invitations/{encoded(one)}/",
            f"activities/{some_number}/attempts/",
            f"activities/{some_number}/done/",
            f"activities/{some_number}/position/",
            f"attempts/{attempt}/{some_number}/",
            f"attempts/{encoded(one)}/",
            f"join/{encoded(one)}/",
            f"teachers/confirm/{encoded(one)}/",
            f"password/{encoded(one)}/{encoded(two)}/",
            f"{encoded(one)}/{encoded(two)}/",
        ):
            self.send(role, method, f"/{code}/{path}", [])

    @some
    @given(st.sampled_from(ROLES), form, number, segment)
    def test_rubbish_at_the_doors_beside_the_pages(self, role, pairs, some_number, one):
        for path in (
            "/",
            "/healthz",
            "/readyz",
            "/api/v2/pages/",
            f"/api/v2/pages/{some_number}/",
            f"/documents/{some_number}/{encoded(one)}",
            f"/media/{encoded(one)}",
            "/cms/login/",
        ):
            self.send(role, "GET", path, pairs)

    @many
    @given(
        st.sampled_from(ROLES),
        st.sampled_from(
            ["application/json", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", ""]
        ),
        st.binary(max_size=200) | st.sampled_from([b"--x\r\n", b'{"name": [', b"name=%ff%fe&pin=\xff", b"=&&==&"]),
        st.data(),
    )
    def test_a_body_that_is_no_form(self, role, content_type, body, data):
        path = f"/en/{data.draw(st.sampled_from(self.forms()))}"
        self.send(role, "POST", path, [], content_type=content_type, body=body)
