"""Urdu pages speak Urdu: no three Latin words in a row, also where a form answers with errors; and what runs from left
to right in them (words, phone numbers, times, codes, percentages) is kept apart from the line round it.
"""

import re

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.test import Client, TestCase

from lessons.classrooms.assignment_actions import assign
from lessons.classrooms.invitations import invite
from lessons.content.models import LessonPage, ModulePage, QuizPage
from lessons.learning.actions import start_attempt, submit_answer
from tests import factories
from tests.classrooms import people
from tests.curriculum.starter import put_starter_curriculum
from tests.learning.playing import right_of, wrong_of

WORD = r"[A-Za-z][A-Za-z'’]*"
THREE = re.compile(rf"\b{WORD}(?:[\s,.:;!?“”\"()–-]+{WORD}){{2,}}")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+(?:[:/]\S*)?|/\w[\w/.-]*")
# What has a name of its own in every language.
NAMES = {"Take It Down"}
SPOKEN = ("aria-label", "alt", "title", "placeholder", "content", "data-once", "data-leaving", "data-up", "data-down")
PASSWORD = people.PASSWORD


def foreign(html):
    """Return the runs of three or more Latin words that are not marked as English.

    Latin runs in Urdu sentences get a `<bdi lang="en">` by themselves; in what belongs to a form (labels, hints,
    errors) that is no excuse, for there nobody has written English on purpose.
    """
    page = BeautifulSoup(html, "html.parser")
    for part in page(["script", "style", "svg"]):
        part.decompose()
    for part in page.select("[lang=en]"):
        if not (part.name == "bdi" and part.find_parent(["form", "label", "button", "h1"])):
            part.replace_with(" · ")
    spoken = [tag[name] for tag in page.find_all(True) for name in SPOKEN if tag.get(name) and tag.name != "option"]
    for part in page.find_all(["p", "li", "h1", "h2", "h3", "div", "label", "summary", "a", "button", "span", "title"]):
        part.insert_before(" · ") if part.name not in {"span", "a"} else None
    texts = [page.get_text(" "), *(text for text in spoken if "width=device-width" not in text)]
    return sorted({found for text in texts for found in THREE.findall(ADDRESS.sub(" · ", text))} - NAMES)


# A number of digits only stands right in any line; with a sign, a space or another number beside it, it may turn round.
TURNS = re.compile(r"[A-Za-z][A-Za-z0-9 ._/@-]*|[+#-] ?[0-9]+|[0-9]+(?:[ .,:/+–-]+[0-9]+)+|[0-9]+ ?[%+]")
# Where no element can stand, or nothing is drawn.
UNDRAWN = {"script", "style", "title", "option", "textarea", "svg", "template"}
APART = {"bdi", "code", "pre"}


def unisolated(html):
    """Return what runs from left to right and stands, without an element that isolates it, in a line of Urdu."""
    page = BeautifulSoup(html, "html.parser")
    found = set()
    for text in page.find("body").find_all(string=TURNS):
        parts = [part for part in text.parents if part.name != "html"]
        if isinstance(text, PreformattedString) or any(part.name in UNDRAWN | APART for part in parts):
            continue
        is_word = text.parent.get("lang") == "en" and re.fullmatch(r"[A-Za-z\s]+", text)
        if not is_word and not any(part.get("dir") for part in parts):
            found |= set(TURNS.findall(text))
    return sorted(found)


def wrong_in(html):
    return foreign(html) + [f"not isolated: {run}" for run in unisolated(html)]


class UrduPagesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        put_starter_curriculum()
        cls.teacher = people.make_teacher(first_name="ثنا")
        cls.classroom = people.make_class(cls.teacher, name="آٹھویں ب")
        cls.learner = people.make_learner(cls.classroom, name="حنا")

    def client_of(self, person=None):
        client = Client(headers={"sec-fetch-site": "same-origin"})
        if person:
            client.force_login(person)
        return client

    def read(self, client, paths):
        """Return what is foreign on each of the pages, and the pages that did not come."""
        found = {}
        for path in paths:
            response = client.get(path, follow=True)
            if response.status_code != 200 and "no-such" not in path:
                found[path] = response.status_code
            elif wrong := wrong_in(response.content.decode()):
                found[path] = wrong
        return found

    def post(self, client, forms):
        """Return what is foreign where each form came back; a form that was taken is a mistake of the test."""
        found = {}
        for name, (path, data) in forms.items():
            response = client.post(path, data)
            html = response.content.decode()
            if response.status_code not in {200, 403, 404}:
                found[name] = response.status_code
            elif wrong := wrong_in(html):
                found[name] = wrong
        return found

    def linked(self, client, below="/ur/"):
        """Return every Urdu page below `below` that links lead to from there, of slides the first few."""
        seen, waiting = [], [below]
        while waiting:
            path = waiting.pop(0)
            if (
                path in seen
                or not path.startswith(below)
                or path.startswith(("/ur/letters/", "/ur/saving/", "/ur/language/"))
            ):
                continue
            if re.search(r"/present/\d+/(?:[4-9]|\d\d)", path) or path.endswith((".csv", ".xlsx")):
                continue
            seen.append(path)
            html = client.get(path, follow=True).content.decode()
            links = BeautifulSoup(html, "html.parser").select("a[href^='/ur/']")
            waiting += [link["href"].partition("#")[0].partition("?")[0] for link in links]
        return seen

    def test_the_finder_finds(self):
        assert foreign("<p>یہ Please fill this in ہے</p>") == ["Please fill this in"]
        assert foreign('<p>یہ <bdi lang="en">Come and see</bdi> ہے</p>') == []
        assert foreign("<label>Take It Down</label>") == []
        assert foreign('<form><p><bdi lang="en">Please fill this in</bdi></p></form>') == ["Please fill this in"]
        assert foreign('<button aria-label="Show the menu">چراغ</button>') == ["Show the menu"]
        assert foreign("<p>https://one.example/two three@four.example</p>") == []

    def test_the_finder_finds_what_is_not_kept_apart(self):
        wrong = {
            "صبح 09:00 سے": ["09:00"],
            "0300 1234567 پر": ["0300 1234567"],
            "75% نے": ["75%"],
            "+92 ملائیں": ["+92"],
            "کوڈ CHRGH7 ہے": ["CHRGH7 "],
            "<span>2–5</span> منٹ": ["2–5"],
            "10 سے 6 بجے، 2026": [],
            'کوڈ <bdi dir="ltr">CHRGH7</bdi> ہے': [],
            '<span dir="auto">Zoya Ali</span> نے': [],
            '<a lang="en">English</a>': [],
        }
        assert {text: unisolated(f"<body><p>{text}</p></body>") for text in wrong} == wrong

    def test_every_page_that_a_visitor_reaches(self):
        client = self.client_of()
        paths = self.linked(client)
        assert len(paths) > 25
        others = ["/ur/teachers/sign-up/sent/", "/ur/password/sent/", "/ur/password/", "/ur/sign-out/", "/ur/me/"]
        others += ["/ur/no-such-page/", "/ur/teachers/confirm/no-such/", "/ur/password/MQ/no-such/", "/ur/me/data/"]
        others += [f"/ur/join/{self.classroom.code}/"]
        assert self.read(client, paths + others) == {}

    def test_every_form_that_a_visitor_gets_back(self):
        join = f"/ur/join/{self.classroom.code}/"
        sign_in = {"code": self.classroom.code, "name": "حنا", "pin": "9753"}
        sign_up = {"email": "sana@school.example", "name": "", "password": PASSWORD}
        forms = {
            "join empty": ("/ur/join/", {}),
            "join with a wrong code": ("/ur/join/", {"code": "ZZZZZZ"}),
            "join with a long code": ("/ur/join/", {"code": "Z" * 50}),
            "join with a null": ("/ur/join/", {"code": "\x00"}),
            "no such class": ("/ur/join/ZZZZZZ/", {}),
            "class empty": (join, {}),
            "class with a simple PIN": (join, {"name": "علی", "pin": "1234"}),
            "class with a short PIN": (join, {"name": "علی", "pin": "12"}),
            "class with a number for a name": (join, {"name": "03001234567", "pin": "4812"}),
            "class with signs for a name": (join, {"name": "!!!", "pin": "4812"}),
            "class with a long name": (join, {"name": "ا" * 300, "pin": "4812"}),
            "class with a taken name": (join, {"name": "حنا", "pin": "4812"}),
            "class with nulls": (join, {"name": "\x00", "pin": "\x00"}),
            "sign in empty": ("/ur/sign-in/", {}),
            "sign in with a wrong PIN": ("/ur/sign-in/", sign_in),
            "sign in to no class": ("/ur/sign-in/", sign_in | {"code": "ZZZZZZ"}),
            "teacher empty": ("/ur/teachers/sign-in/", {}),
            "teacher wrong": ("/ur/teachers/sign-in/", {"name": "x", "password": "y"}),
            "sign up empty": ("/ur/teachers/sign-up/", {}),
            "sign up with no address": ("/ur/teachers/sign-up/", sign_up | {"email": "x"}),
            "sign up with a short password": ("/ur/teachers/sign-up/", sign_up | {"password": "short"}),
            "sign up with a number": ("/ur/teachers/sign-up/", sign_up | {"password": "849301756283"}),
            "sign up with a common password": ("/ur/teachers/sign-up/", sign_up | {"password": "123456789012"}),
            "sign up with the address": ("/ur/teachers/sign-up/", sign_up | {"password": "sana@school.example"}),
            "sign up with nulls": ("/ur/teachers/sign-up/", {"email": "\x00", "name": "\x00", "password": "\x00" * 20}),
            "password empty": ("/ur/password/", {}),
            "password wrong": ("/ur/password/", {"email": "x"}),
        }
        assert self.post(self.client_of(), forms) == {}

    def test_too_many_tries(self):
        client = self.client_of()
        for _try in range(11):
            data = {"code": self.classroom.code, "name": "حنا", "pin": "9753"}
            response = client.post("/ur/sign-in/", data)
        assert wrong_in(response.content.decode()) == []
        for _try in range(11):
            response = client.post("/ur/teachers/sign-in/", {"name": self.teacher.email, "password": "wrong"})
        assert wrong_in(response.content.decode()) == []

    def test_a_post_that_comes_too_late(self):
        client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
        response = client.post("/ur/join/", {"code": "ABC"})
        assert response.status_code == 403
        assert wrong_in(response.content.decode()) == []

    def test_every_page_of_a_quiz(self):
        found = {}
        for pick in (right_of, wrong_of):
            guest = factories.make_guest()
            client = self.client_of(guest)
            for quiz in QuizPage.objects.live():
                attempt = start_attempt(learner=guest, quiz=quiz)
                base = f"/ur/attempts/{attempt.pk}/"
                empty = {item["key"]: (f"{base}{n}/", {}) for n, item in enumerate(attempt.items, start=1)}
                found |= self.post(client, empty)
                found |= self.read(client, [f"{base}{n + 1}/" for n in range(len(attempt.items))])
                for item in attempt.asked_items:
                    submit_answer(attempt=attempt, item=item, picked=pick(item))
                found |= self.read(client, [f"{base}{n + 1}/" for n in range(len(attempt.items))] + [f"{base}end/"])
            join = (f"/ur/join/{self.classroom.code}/", {"name": "علی", "pin": "4812"})
            found |= self.post(client, {"was this you": join})
            found |= self.read(client, ["/ur/", "/ur/me/", "/ur/me/data/", "/ur/me/data/erase/", "/ur/sign-out/"])
        assert found == {}

    def test_what_a_learner_sees(self):
        client = self.client_of(self.learner)
        lesson = LessonPage.objects.live().first()
        client.post(f"/ur/activities/{lesson.pk}/done/")
        other = people.make_class(self.teacher, name="نویں الف")
        paths = self.linked(client)
        paths += ["/ur/me/data/erase/", "/ur/sign-in/", f"/ur/join/{self.classroom.code}/", f"/ur/join/{other.code}/"]
        assert self.read(client, [*paths, lesson.url.replace("/en/", "/ur/")]) == {}

    def test_what_a_teacher_sees(self):
        client = self.client_of(self.teacher)
        place = f"/ur/classes/{self.classroom.pk}/"
        paths = ["/ur/classes/", "/ur/classes/new/", place, f"{place}code/", "/ur/sign-out/", "/ur/teachers/sign-in/"]
        assert self.read(client, [*paths, f"/ur/join/{self.classroom.code}/"]) == {}
        module = ModulePage.objects.live().first()
        assign(classroom=self.classroom, by=self.teacher, module=module, note="پہلے سبق، پھر کوئز۔")
        invite(classroom=self.classroom, by=self.teacher, email="sana@school.example")
        classes = self.linked(client, "/ur/classes/")
        assert len(classes) > 60
        assert self.read(client, classes) == {}
        enrolment = self.classroom.enrolments.get()
        forms = {
            "class empty": ("/ur/classes/new/", {}),
            "class with signs": ("/ur/classes/new/", {"name": "!!!", "band": "Z"}),
            "class with a long name": ("/ur/classes/new/", {"name": "ا" * 500, "band": "B"}),
            "settings with signs": (f"{place}settings/", {"name": "!!!"}),
            "list of nothing": (f"{place}learners/list/", {}),
            "list of anything": (f"{place}learners/list/", {"text": "علی\nعلی\n03001234567\n!!!\nحنا"}),
            "a name of signs": (f"{place}learners/{enrolment.pk}/", {"name": "!!!"}),
            "assigned badly": (
                f"{place}assignments/new/{module.pk}/",
                {"whom": "some", "due_on": "2020-01-01", "note": "0300 1234567"},
            ),
        }
        assert self.post(client, forms) == {}

    def test_what_an_unconfirmed_teacher_sees(self):
        client = self.client_of(people.make_teacher(email_confirmed_at=None))
        assert self.read(client, ["/ur/classes/", "/ur/classes/new/"]) == {}
        response = client.post("/ur/teachers/confirm/", follow=True)
        assert wrong_in(response.content.decode()) == []
