import re

import pytest
from django.contrib.auth import get_user_model

from lessons.core.anchors import anchor_of
from lessons.learning.actions import complete_activity, note_position
from lessons.learning.models import Completion
from lessons.learning.queries import record_of
from tests import factories
from tests.learning.playing import OUR_PAGE, queries_of

pytestmark = pytest.mark.django_db


def block_of(lesson):
    lesson.refresh_from_db()
    return lesson.body.raw_data[0]["id"]


def publish_and_withdraw(lesson):
    lesson.save_revision().publish()
    lesson.refresh_from_db()
    lesson.unpublish()


def read_to(client, lesson, block):
    return client.post(f"/en/activities/{lesson.pk}/position/", {"place": anchor_of(lesson.body, block)})


def test_a_visitor_who_marks_a_lesson_as_done_is_kept_as_a_guest_and_goes_on(client, module, lesson):
    following = factories.make_lesson(module)
    page = client.get(lesson.url).content.decode()

    response = client.post(f"/en/activities/{lesson.pk}/done/", headers=OUR_PAGE)

    assert "csrfmiddlewaretoken" not in page
    assert f"/en/activities/{lesson.pk}/done/" in page
    assert response.url == following.url
    assert Completion.objects.get().learner.is_guest
    assert Completion.objects.get().is_done


def test_the_page_of_a_visitor_stays_the_same_for_all(client, lesson):
    first, second = client.get(lesson.url), client.get(lesson.url)

    assert "public" in first["Cache-Control"]
    assert not first.cookies
    assert first.content == second.content


def test_the_last_lesson_leads_back_to_its_module(phone, module, lesson):
    assert phone.post(f"/en/activities/{lesson.pk}/done/").url == module.url


def test_marking_twice_keeps_the_first_time(phone, lesson):
    phone.post(f"/en/activities/{lesson.pk}/done/")
    first = Completion.objects.get().completed_at
    phone.post(f"/en/activities/{lesson.pk}/done/")

    assert Completion.objects.get().completed_at == first


def test_a_done_lesson_says_so_and_offers_what_comes_next(phone, learner, module, lesson):
    following = factories.make_lesson(module)
    complete_activity(learner=learner, activity=lesson)

    page = phone.get(lesson.url).content.decode()

    assert f"/en/activities/{lesson.pk}/done/" not in page
    assert following.url in page
    assert "Done" in page


def test_whoever_has_a_withdrawn_lesson_open_still_did_read_it(phone, module, lesson):
    publish_and_withdraw(lesson)

    response = phone.post(f"/en/activities/{lesson.pk}/done/")

    assert response.url == module.url
    assert Completion.objects.get().is_done


def test_a_withdrawn_module_leads_to_the_front_page(phone, module, lesson):
    publish_and_withdraw(lesson)
    module.unpublish()

    assert phone.post(f"/en/activities/{lesson.pk}/done/").url == "/en/"


def test_a_draft_or_a_page_that_is_no_lesson_is_a_404(phone, module, quiz):
    draft = factories.make_lesson(module, live=False)

    for pk in (draft.pk, quiz.pk, module.pk, 0, 10**30):
        assert phone.post(f"/en/activities/{pk}/done/").status_code == 404
        assert phone.post(f"/en/activities/{pk}/position/").status_code == 404


def test_the_position_of_a_learner_is_kept(phone, lesson):
    response = read_to(phone, lesson, block_of(lesson))

    assert response.status_code == 204
    assert Completion.objects.get().position == block_of(lesson)
    assert not Completion.objects.get().is_done


def test_the_place_that_a_page_names_is_the_one_that_is_kept(phone, lesson):
    page = phone.get(lesson.url).content.decode()
    place = re.search(r'class="block[^"]*" id="([^"]+)"', page)[1]

    phone.post(f"/en/activities/{lesson.pk}/position/", {"place": place})

    assert Completion.objects.get().position == block_of(lesson)


@pytest.mark.parametrize("block", ["", "nonsense", "\x00", "x" * 5000])
def test_a_position_that_is_not_in_the_lesson_is_not_kept(phone, lesson, block):
    assert phone.post(f"/en/activities/{lesson.pk}/position/", {"place": block}).status_code == 204
    assert not Completion.objects.exists()


def test_of_a_mere_reader_no_position_is_kept(client, lesson):
    response = client.post(
        f"/en/activities/{lesson.pk}/position/", {"place": anchor_of(lesson.body, block_of(lesson))}, headers=OUR_PAGE
    )

    assert response.status_code == 204
    assert not response.cookies
    assert not get_user_model().objects.exists()


def test_private_reading_records_nothing_until_it_is_marked(phone, learner, home):
    lesson = factories.make_lesson(factories.make_module(private_reading=True))
    page = phone.get(lesson.url).content.decode()
    read_to(phone, lesson, block_of(lesson))

    assert "/position/" not in page
    assert record_of(learner).is_empty
    phone.post(f"/en/activities/{lesson.pk}/done/")
    assert record_of(learner).state(lesson.pk) == "done"
    read_to(phone, lesson, block_of(lesson))
    assert Completion.objects.get().position == ""


def test_reading_help_is_never_recorded(phone, learner):
    help_page = factories.make_help()
    phone.get(help_page.url)

    assert phone.post(f"/en/activities/{help_page.pk}/position/", {"place": "x"}).status_code == 404
    assert phone.post(f"/en/activities/{help_page.pk}/done/").status_code == 404
    assert record_of(learner).is_empty


def test_going_on_reading_does_not_undo_a_completion(learner, lesson):
    complete_activity(learner=learner, activity=lesson)
    note_position(learner=learner, lesson=lesson, position="p")

    assert Completion.objects.get().is_done


def test_a_learners_state_adds_few_queries_to_a_lesson_page(phone, learner, module, lesson):
    factories.make_lesson(module)
    complete_activity(learner=learner, activity=lesson)

    ours = [query for query in queries_of(phone, lesson.url) if "learning_" in query["sql"]]

    assert len(ours) == 1


def test_a_lesson_page_for_a_learner_takes_few_queries(phone, learner, module, lesson):
    factories.make_help()
    factories.make_lesson(module)
    complete_activity(learner=learner, activity=lesson)

    assert len(queries_of(phone, lesson.url)) <= 12


def test_a_module_page_takes_the_same_queries_however_many_lessons(phone, learner, module):
    complete_activity(learner=learner, activity=factories.make_lesson(module))
    few = len(queries_of(phone, module.url))
    for _ in range(5):
        factories.make_lesson(module)

    assert len(queries_of(phone, module.url)) <= few
    assert "Done" in phone.get(module.url).content.decode()
