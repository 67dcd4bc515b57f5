"""The list of what was changed in a class: who, what, when."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from lessons.accounts.actions import erase_learner
from lessons.classrooms import audit, class_actions
from lessons.classrooms.audit_sentences import SENTENCES
from lessons.classrooms.log_views import ON_A_PAGE, line_of
from tests.classrooms import people


@pytest.fixture
def read(client, classroom, teacher):
    """Return a function that opens the list as the teacher and returns its lines as text."""
    client.force_login(teacher)

    def opened(language="en", query=""):
        page = client.get(f"/{language}/classes/{classroom.pk}/log/{query}").content.decode()
        lines = re.findall(r"<li>(.*?)</li>", page[page.index('class="list changes"') : page.index("</ol>")], re.DOTALL)
        return [" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in lines]

    return opened


def test_it_says_who_did_what_and_when(read, classroom, teacher):
    teacher.first_name = "Sana"
    teacher.save()
    audit.note(classroom=classroom, kind="code_renewed", by=teacher)
    classroom.events.update(at=timezone.make_aware(timezone.datetime(2026, 11, 21, 9, 5)))

    assert read()[0] == "The class got a new code. Sana · 21 November 2026, 09:05"


def test_the_newest_stands_first(read, classroom, teacher):
    audit.note(classroom=classroom, kind="class_closed", by=teacher)
    classroom.events.filter(kind="class_closed").update(at=timezone.now() + timedelta(minutes=1))

    assert [line.split(" was ")[1].split(" ")[0] for line in read()] == ["closed:", "made."]


def test_a_teacher_without_a_name_is_known_by_the_e_mail(read, teacher):
    assert teacher.email.partition("@")[0] in read()[0]
    assert teacher.email not in read()[0]


def test_a_learner_is_named_as_the_class_knows_them_now(read, classroom, learner, teacher):
    enrolment = classroom.enrolments.get()
    audit.note(classroom=classroom, kind="pin_given", by=teacher, enrolment=enrolment)
    enrolment.name = "حنا"
    enrolment.save()

    assert any("حنا was given a new PIN." in line for line in read())


def test_the_name_goes_with_the_learner(read, classroom, learner, teacher):
    audit.note(classroom=classroom, kind="pin_given", by=teacher, enrolment=classroom.enrolments.get())
    erase_learner(learner)

    assert any(line.startswith("A learner who has left was given a new PIN.") for line in read())
    assert not any("Hina" in line for line in read())


def test_what_nobody_of_the_teachers_did(read, classroom, learner):
    classroom.events.all().delete()
    audit.note(classroom=classroom, kind="joined", enrolment=classroom.enrolments.get())
    assert "a learner" in read()[0]

    # By a teacher whose account is gone: never told as the learner's own doing.
    audit.note(classroom=classroom, kind="pin_given", enrolment=classroom.enrolments.get())
    assert "somebody" in read()[0]
    assert "a learner" not in read()[0]


def test_a_kind_that_is_no_longer_written_is_still_a_line(read, classroom, teacher):
    audit.note(classroom=classroom, kind="of_long_ago", by=teacher, detail="x")

    assert any(line.startswith("Something was changed.") for line in read())


def test_names_are_text_and_nothing_else(client, classroom, teacher):
    name = "<script>alert(1)</script>%(learner)s{0}"
    class_actions.change_class(classroom=classroom, by=teacher, name=name)
    client.force_login(teacher)

    page = client.get(f"/en/classes/{classroom.pk}/log/").content.decode()

    assert "<script>alert" not in page
    assert 'new name: <span dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;%(learner)s{0}</span>.' in page


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_every_kind_is_a_whole_sentence(classroom, learner, teacher, language, kind):
    event = audit.note(classroom=classroom, kind=kind, by=teacher, enrolment=classroom.enrolments.get(), detail="Sana")
    with override(language):
        what = line_of(event).what

    assert what
    assert "%(" not in what
    assert ("Sana</span>" in what) == ("%(detail)s" in str(SENTENCES[kind]))


def test_it_is_paged(read, classroom, teacher):
    for number in range(ON_A_PAGE + 5):
        audit.note(classroom=classroom, kind="name_changed", by=teacher, detail=f"name {number}")

    assert len(read()) == ON_A_PAGE
    assert len(read(query="?page=2")) == 6
    assert read(query="?page=2")[-1].startswith("The class was made.")


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", "9" * 40, "%00", "", "2&page=3"])
def test_any_page_number_is_answered(read, page):
    assert read(query=f"?page={page}")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_queries_do_not_grow_with_lines(client, read, classroom, teacher, language, django_assert_max_num_queries):
    read(language)
    with django_assert_max_num_queries(12) as few:
        read(language)
    for number in range(20):
        learner = people.make_learner(classroom, f"Learner {number}")
        enrolment = classroom.enrolments.get(learner=learner)
        audit.note(classroom=classroom, kind="pin_given", by=people.make_teacher(), enrolment=enrolment)

    with django_assert_max_num_queries(len(few)):
        read(language)


def test_another_class_has_another_list(read, teacher):
    other = people.make_class(teacher, name="9-A")
    class_actions.renew_code(classroom=other, by=teacher)

    assert len(read()) == 1
