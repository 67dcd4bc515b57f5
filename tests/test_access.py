"""Who may see and do what: one table of every address against every kind of person."""

import uuid

from django.contrib.auth import get_user_model
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lessons.accounts.tokens import make_confirmation_token
from lessons.learning.models import Attempt, Completion
from tests.undoing import undone
from tests.world import make_world

SAME = {"sec-fetch-site": "same-origin"}
ROLES = ["visitor", "guest", "learner", "other_learner", "teacher", "other_teacher", "editor", "admin"]

# Address, then what each answers: visitor, guest, learner of the class, learner of another class, its teacher, another
# teacher, editor, admin. The attempt, the data and the place in the class belong to the learner.
TABLE = """
GET  front_door                    302 302 302 302 302 302 302 302
GET  healthz                       200 200 200 200 200 200 200 200
GET  readyz                        200 200 200 200 200 200 200 200
GET  media                         404 404 404 404 404 404 404 404
GET  core:language                 302 302 302 302 302 302 302 302
GET  core:letters                  302 302 302 302 302 302 302 302
GET  core:leaving                  200 200 200 200 200 200 200 200
GET  accounts:sign_out             200 200 200 200 200 200 200 200
POST accounts:sign_out             302 302 302 302 302 302 302 302
GET  accounts:teacher_sign_in      200 200 200 200 200 200 200 200
POST accounts:teacher_sign_in      200 200 200 200 200 200 200 200
GET  accounts:sign_up              200 200 200 200 200 200 200 200
POST accounts:sign_up              200 200 200 200 200 200 200 200
GET  accounts:sign_up_sent         200 200 200 200 200 200 200 200
GET  accounts:send_confirmation    405 405 405 405 405 405 405 405
POST accounts:send_confirmation    404 404 404 404 404 404 404 404
GET  accounts:confirm              200 200 200 200 200 200 200 200
GET  accounts:confirm/wrong        404 404 404 404 404 404 404 404
POST accounts:confirm/wrong        404 404 404 404 404 404 404 404
GET  accounts:password             200 200 200 200 200 200 200 200
POST accounts:password             200 200 200 200 200 200 200 200
GET  accounts:password_sent        200 200 200 200 200 200 200 200
GET  accounts:password_confirm     200 200 200 200 200 200 200 200
POST accounts:password_confirm     200 200 200 200 200 200 200 200
POST learning:start                302 302 302 302 302 302 302 302
GET  learning:start                405 405 405 405 405 405 405 405
POST learning:start/draft          404 404 404 404 404 404 404 404
POST learning:done                 302 302 302 302 302 302 302 302
GET  learning:done                 405 405 405 405 405 405 405 405
POST learning:done/draft           404 404 404 404 404 404 404 404
POST learning:position             204 204 204 204 204 204 204 204
GET  learning:position             405 405 405 405 405 405 405 405
GET  learning:attempt              404 404 302 404 404 404 404 404
GET  learning:item                 404 404 200 404 404 404 404 404
POST learning:item                 404 404 200 404 404 404 404 404
GET  learning:item/none            404 404 404 404 404 404 404 404
GET  learning:end                  404 404 302 404 404 404 404 404
POST learning:end                  404 404 302 404 404 404 404 404
GET  classrooms:join               200 200 200 200 200 200 200 200
POST classrooms:join               200 200 200 200 200 200 200 200
GET  classrooms:join_class         200 200 200 200 200 200 200 200
POST classrooms:join_class         200 200 200 200 200 200 200 200
GET  classrooms:join_class/none    404 404 404 404 404 404 404 404
GET  classrooms:sign_in            200 200 200 200 200 200 200 200
POST classrooms:sign_in            200 200 200 200 200 200 200 200
GET  classrooms:classes            302 302 404 404 200 200 200 200
GET  classrooms:new_classroom      302 302 404 404 200 200 302 302
POST classrooms:new_classroom      302 302 404 404 200 200 302 302
GET  classrooms:classroom          302 302 404 404 200 404 404 404
GET  classrooms:classroom/none     302 302 404 404 404 404 404 404
GET  classrooms:code               302 302 404 404 200 404 404 404
GET  classrooms:new_pin            405 405 405 405 405 405 405 405
POST classrooms:new_pin            302 302 404 404 200 404 404 404
GET  classrooms:disclosure         302 302 404 404 200 200 200 200
GET  classrooms:assignments        302 302 404 404 200 404 404 404
GET  classrooms:results            302 302 404 404 200 404 404 404
GET  classrooms:teach              302 302 404 404 200 404 404 404
GET  classrooms:settings           302 302 404 404 200 404 404 404
GET  dashboards:me                 200 200 200 200 200 200 200 200
GET  dashboards:my_data            200 200 200 200 200 200 200 200
GET  dashboards:take_my_data       405 405 405 405 405 405 405 405
POST dashboards:take_my_data       302 200 200 200 200 200 200 200
GET  dashboards:erase_my_data      302 200 200 200 200 200 200 200
POST dashboards:erase_my_data      302 200 200 200 200 200 200 200
GET  page/lesson                   200 200 200 200 200 200 200 200
GET  page/draft                    404 404 404 404 404 404 404 404
GET  page/none                     404 404 404 404 404 404 404 404
GET  cms                           302 302 302 302 302 302 200 200
GET  cms/lesson                    302 302 302 302 302 302 200 200
GET  cms/other_lesson              302 302 302 302 302 302 302 200
GET  cms/people                    302 302 302 302 302 302 302 200
"""
ROWS = [(line.split()[0], line.split()[1], line.split()[2:]) for line in TABLE.strip().splitlines()]


def address(name, world):
    """Return the path of a row of the table, and the fields that a form of it would post."""
    lesson, quiz, attempt, classroom = (world[key] for key in ("lesson", "quiz", "attempt", "classroom"))
    special = {
        "healthz": "/healthz",
        "readyz": "/readyz",
        "media": "/media/documents/anything.pdf",
        "page/lesson": lesson.url,
        "page/draft": lesson.url.replace(lesson.slug, "draft"),
        "page/none": "/en/chiragh/no-such-page/",
        "cms": "/cms/",
        "cms/lesson": f"/cms/pages/{lesson.pk}/edit/",
        "cms/other_lesson": f"/cms/pages/{world['other_lesson'].pk}/edit/",
        "cms/people": "/cms/users/",
    }
    if name in special:
        return special[name]
    arguments = {
        "accounts:confirm": [make_confirmation_token(world["new_teacher"])],
        "accounts:confirm/wrong": ["no-such-token"],
        "accounts:password_confirm": ["MQ", "no-such-token"],
        "learning:start": [quiz.pk],
        "learning:start/draft": [world["draft_quiz"].pk],
        "learning:done": [lesson.pk],
        "learning:done/draft": [world["draft"].pk],
        "learning:position": [lesson.pk],
        "learning:attempt": [attempt.pk],
        "learning:item": [attempt.pk, 1],
        "learning:item/none": [uuid.uuid4(), 1],
        "learning:end": [attempt.pk],
        "classrooms:join_class": [classroom.code],
        "classrooms:join_class/none": ["ZZZZZZ"],
        "classrooms:classroom": [classroom.pk],
        "classrooms:classroom/none": [10**9],
        "classrooms:code": [classroom.pk],
        "classrooms:new_pin": [classroom.pk],
        "classrooms:assignments": [classroom.pk],
        "classrooms:results": [classroom.pk],
        "classrooms:teach": [classroom.pk],
        "classrooms:settings": [classroom.pk],
    }.get(name, [])
    return reverse(name.split("/")[0], args=arguments)


ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"referer": "https://elsewhere.example/"},
    {},
]
POSTS = sorted({name for method, name, _expected in ROWS if method == "POST"})


def our_patterns(resolver=None, namespace=""):
    """Yield the name of each URL pattern whose view is ours; without a name, its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from our_patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if view.__module__.startswith("lessons.") and not namespace.startswith("wagtail"):
                yield f"{namespace}{pattern.name}" if pattern.name else str(pattern.pattern)


def snapshot():
    """What the posts above would change."""
    return [get_user_model().objects.count(), Attempt.objects.count(), Completion.objects.count()]


class AccessTest(TestCase):
    """One of each thing and each kind of person; what one row does to them is undone before the next."""

    @classmethod
    def setUpTestData(cls):
        cls.world = make_world()

    def client_of(self, role, **options):
        client = Client(**options)
        if self.world["people"][role]:
            client.force_login(self.world["people"][role])
        return client

    def test_each_person_gets_what_the_table_says(self):
        got = {(method, name): self.answers(method, name) for method, name, _expected in ROWS}
        assert got == {(method, name): " ".join(expected) for method, name, expected in ROWS}

    def answers(self, method, name):
        codes = []
        path = address(name, self.world)
        data = {"enrolment": self.world["enrolment"].pk} if name == "classrooms:new_pin" else {}
        for role in ROLES:
            with undone():
                client = self.client_of(role, headers=SAME)
                response = client.get(path) if method == "GET" else client.post(path, data)
                codes.append(str(response.status_code))
        return " ".join(codes)

    def test_every_address_of_ours_has_a_row(self):
        names = set(our_patterns())
        assert len(names) > 25
        assert names - {name.split("/")[0] for _method, name, _expected in ROWS} == set()

    def test_a_visitor_of_a_teachers_page_is_asked_to_sign_in(self):
        response = Client().get(address("classrooms:classroom", self.world))
        assert response["Location"].startswith(reverse("accounts:teacher_sign_in"))

    def test_a_post_without_a_token_is_refused_for_whoever_has_a_session(self):
        before = snapshot()
        got = {}
        for role in ROLES[1:]:
            client = self.client_of(role, enforce_csrf_checks=True, headers=SAME)
            for name in POSTS:
                got[role, name] = client.post(address(name, self.world), {"name": "Hina"}).status_code
        assert {key for key, status in got.items() if status != 403} == set()
        assert snapshot() == before

    def test_a_post_from_elsewhere_is_refused_for_a_visitor(self):
        before = snapshot()
        got = {}
        for name in POSTS:
            for headers in ELSEWHERE:
                for data in ({}, {"code": "ABC", "name": "Hina"}):
                    client = Client(enforce_csrf_checks=True, headers=headers, raise_request_exception=False)
                    answer = client.post(address(name, self.world), data)
                    got[name, str(headers), bool(data)] = answer.status_code
        assert {key: status for key, status in got.items() if status != 403} == {}
        assert snapshot() == before

    def test_a_post_from_a_page_of_ours_needs_no_token_without_a_session(self):
        for name in ("learning:start", "learning:done"):
            for headers in (SAME, {"origin": "http://testserver"}, {"referer": "http://testserver/en/"}):
                client = Client(enforce_csrf_checks=True, headers=headers)
                assert client.post(address(name, self.world)).status_code == 302
