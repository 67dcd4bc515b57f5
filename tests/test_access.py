"""Who may see and do what: one table of every address against every kind of person."""

import uuid

from django.contrib.auth import get_user_model
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lessons.accounts.tokens import make_confirmation_token
from lessons.learning.models import Attempt, Completion
from tests.access_table import POSTS, ROLES, ROWS
from tests.undoing import undone
from tests.world import make_world

SAME = {"sec-fetch-site": "same-origin"}


def address(name, world):
    """Return the path of a row of the table, and the fields that a form of it would post."""
    lesson, quiz, attempt, classroom = (world[key] for key in ("lesson", "quiz", "attempt", "classroom"))
    special = {
        "healthz": "/healthz",
        "readyz": "/readyz",
        "media": "/media/documents/anything.pdf",
        "page/lesson": lesson.url,
        "page/scenario": world["scenario"].url,
        "page/draft": lesson.url.replace(lesson.slug, "draft"),
        "page/none": "/en/chiragh/no-such-page/",
        "cms": "/cms/",
        "cms/lesson": f"/cms/pages/{lesson.pk}/edit/",
        "cms/other_lesson": f"/cms/pages/{world['other_lesson'].pk}/edit/",
        "cms/people": "/cms/users/",
    }
    if name in special:
        return special[name]
    page, elsewhere = ["content.lessonpage", lesson.pk], ["content.lessonpage", world["other_lesson"].pk]
    words = {"edit", "delete", "history", "history_results", "usage"}
    arguments = {
        "checking:check": page,
        "checking:check/other": elsewhere,
        "checking:publish": page,
        "checking:mend": page,
        "checking:mend/other": elsewhere,
        **{f"watched-words:{view}": [world["site_word"].pk] for view in words},
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
        "learning:run_start": [world["scenario"].pk],
        "learning:run_start/draft": [world["draft_scenario"].pk],
        "learning:run": [world["run"].pk],
        "learning:run_step": [world["run"].pk, 1],
        "learning:run_step/none": [uuid.uuid4(), 1],
        "learning:run_back": [world["run"].pk],
        "learning:run_end": [world["run"].pk],
        "learning:make_certificate": [lesson.module.pk],
        "learning:make_certificate/none": [10**9],
        "learning:certificate": [world["certificate"].pk],
        "learning:certificate/none": [uuid.uuid4()],
        "learning:verify_code": [world["certificate"].printed_code],
        "learning:verify_code/none": ["2222-3333-4444-5555"],
        "learning:practice_item": [world["practice_round"].pk, 1],
        "learning:practice_end": [world["practice_round"].pk],
        "offline:module": [lesson.module.pk],
        "offline:module/none": [10**9],
        "offline:tries": [lesson.module.pk],
        "offline:tries/none": [10**9],
        "classrooms:join_class": [classroom.code],
        "classrooms:join_class/none": ["ZZZZZZ"],
        "classrooms:join_class/old": [world["old_code"]],
        "classrooms:who_enter/none": [1],
        "classrooms:who_off/none": [1],
        "classrooms:double": [world["double"].pk],
        "classrooms:not_my_double": [world["double"].pk],
        "classrooms:classroom": [classroom.pk],
        "classrooms:classroom/none": [10**9],
        "classrooms:code": [classroom.pk],
        "classrooms:new_pin": [classroom.pk],
        "classrooms:cards": [classroom.pk],
        "classrooms:cards/none": [10**9],
        "classrooms:add_by_list": [classroom.pk],
        "classrooms:answer_waiting": [classroom.pk],
        "classrooms:removed_learners": [classroom.pk],
        "classrooms:learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:learner/other": [classroom.pk, world["other_enrolment"].pk],
        "classrooms:shown_pin": [classroom.pk, world["enrolment"].pk],
        "classrooms:move_learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:merge_learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:remove_learner": [classroom.pk, world["enrolment"].pk],
        "classrooms:bring_back": [classroom.pk, world["double"].pk],
        "classrooms:assignments": [classroom.pk],
        "classrooms:new_assignment": [classroom.pk],
        "classrooms:assign": [classroom.pk, world["assignment"].module_id],
        "classrooms:assign/none": [classroom.pk, 10**9],
        "classrooms:change_assignment": [classroom.pk, world["assignment"].pk],
        "classrooms:change_assignment/none": [classroom.pk, 10**9],
        "classrooms:withdraw_assignment": [classroom.pk, world["assignment"].pk],
        "classrooms:set_practise_week": [classroom.pk],
        "classrooms:take_back_practise_week": [classroom.pk],
        "classrooms:results": [classroom.pk],
        "classrooms:results_csv": [classroom.pk],
        "classrooms:results_xlsx": [classroom.pk],
        "classrooms:learner_results": [classroom.pk, world["enrolment"].pk],
        "classrooms:learner_results/none": [classroom.pk, 10**9],
        "classrooms:module_results": [classroom.pk, quiz.module.pk],
        "classrooms:module_results/none": [classroom.pk, 10**9],
        "classrooms:teach": [classroom.pk],
        "classrooms:guide": [classroom.pk, lesson.module.pk],
        "classrooms:paper_lesson": [classroom.pk, lesson.pk],
        "classrooms:paper_quiz": [classroom.pk, quiz.pk],
        "classrooms:paper_quiz/draft": [classroom.pk, world["draft_quiz"].pk],
        "classrooms:paper_key": [classroom.pk, quiz.pk],
        "classrooms:paper_results": [classroom.pk, quiz.pk],
        "classrooms:paper_delete": [classroom.pk, world["paper_count"].pk],
        "classrooms:present": [classroom.pk, quiz.pk],
        "classrooms:present/draft": [classroom.pk, world["draft"].pk],
        "classrooms:slide": [classroom.pk, quiz.pk, 2],
        "classrooms:slide/none": [classroom.pk, quiz.pk, 99],
        "classrooms:count_hands": [classroom.pk, quiz.pk, 2],
        "classrooms:hands": [classroom.pk],
        "classrooms:delete_hands": [classroom.pk, world["hand_count"].pk],
        "classrooms:settings": [classroom.pk],
        "classrooms:renew_code": [classroom.pk],
        "classrooms:change_state": [classroom.pk],
        "classrooms:remove_class": [classroom.pk],
        "classrooms:log": [classroom.pk],
        "classrooms:invitations": [classroom.pk],
        "classrooms:withdraw_invitation": [classroom.pk, world["invitation"].pk],
        "classrooms:leave_class": [classroom.pk],
        "classrooms:remove_co_teacher": [classroom.pk, world["co_teaching"].pk],
        "classrooms:remove_co_teacher/own": [classroom.pk, world["own_teaching"].pk],
        "classrooms:hand_over": [classroom.pk, world["co_teaching"].pk],
        "classrooms:hand_over/own": [classroom.pk, world["own_teaching"].pk],
        "classrooms:invitation": [world["invitation_token"]],
        "classrooms:invitation/none": ["no-such-token"],
        "organisations:invitation/none": ["no-such-token"],
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


def our_patterns(resolver=None, namespace=""):
    """Yield the name of each URL pattern whose view is ours; without a name, its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if str(pattern.pattern) == "cms/":
            continue  # walked in tests/editorial/test_two_organisations.py
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
        data = {
            "classrooms:new_pin": {"enrolment": self.world["enrolment"].pk},
            "classrooms:change_state": {"to": "closed"},
            "classrooms:answer_waiting": {"all": "1"},
        }.get(name, {})
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
            # Answers from a phone carry signed tokens of their learner and try; the session is not asked.
            for name in set(POSTS) - {"phone:replay"}:
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
