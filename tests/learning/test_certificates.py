"""A certificate: for whoever has completed a module, checked by anybody, and nobody's name in it."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lessons.accounts import throttling
from lessons.dashboards.actions import erase_person
from lessons.dashboards.exports import everything_about
from lessons.learning.actions import complete_activity
from lessons.learning.certificates import GROUP, LENGTH, Certificate, grouped
from lessons.learning.certifying import NotCompleted, make_certificate
from lessons.learning.joining import erase_record, move_record
from lessons.learning.policies import has_records
from tests import factories
from tests.learning.certified import NAME, text_of, url_of
from tests.learning.playing import queries_of, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(home):
    return factories.make_module(number=3, heading_en="Strong locks", heading_ur="مضبوط تالے")


def main_of(response):
    return text_of(response).split("<main")[1].split("</main")[0]


# --- who gets one ---------------------------------------------------------------------------------------------------


def test_nothing_is_offered_or_given_before_all_is_done(phone, learner, module, lesson, quiz):
    complete_activity(learner=learner, activity=lesson)

    assert "certificates/" not in text_of(phone.get(module.url))
    assert "certificates/" not in text_of(phone.get("/en/me/"))
    assert phone.post(f"/en/certificates/modules/{module.pk}/").status_code == 404
    with pytest.raises(NotCompleted):
        make_certificate(learner=learner, module=module)
    assert not Certificate.objects.exists()


def test_an_empty_module_is_not_completed(learner, module):
    with pytest.raises(NotCompleted):
        make_certificate(learner=learner, module=module)


def test_a_quiz_that_was_not_passed_is_not_done(learner, module, lesson, quiz):
    complete_activity(learner=learner, activity=lesson)
    take(learner, quiz, pick=lambda item: [next(key for key in item["choices"] if key not in item["right"])])

    with pytest.raises(NotCompleted):
        make_certificate(learner=learner, module=module)


@pytest.mark.parametrize("path", ["/{language}/me/", "/{language}/chiragh/{module.slug}/"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_it_is_offered_where_it_was_earned(phone, done, path, language):
    page = text_of(phone.get(path.format(language=language, module=done)))

    assert f'action="/{language}/certificates/modules/{done.pk}/"' in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_what_is_only_for_others_need_not_be_done(learner, module, lesson):
    factories.make_lesson(module, bands="D")
    complete_activity(learner=learner, activity=lesson)

    assert make_certificate(learner=learner, module=module, band="B")
    with pytest.raises(NotCompleted):
        make_certificate(learner=factories.make_guest(), module=module, band="B")


def test_asking_makes_one_and_asking_again_leads_to_it(phone, learner, done):
    first = phone.post(f"/en/certificates/modules/{done.pk}/")
    again = phone.post(f"/ur/certificates/modules/{done.pk}/")

    mine = Certificate.objects.get()
    assert mine.learner == learner
    assert (first["Location"], again["Location"]) == (url_of(mine), url_of(mine, "ur"))
    assert f'href="{url_of(mine)}"' in text_of(phone.get(f"/en/chiragh/{done.slug}/"))
    assert f'href="{url_of(mine)}"' in text_of(phone.get("/en/me/"))


def test_a_certificate_stays_when_the_module_grows_or_is_withdrawn(phone, learner, certificate, done):
    factories.make_lesson(done)
    assert make_certificate(learner=learner, module=done) == certificate

    done.unpublish()
    assert f'href="{url_of(certificate)}"' in text_of(phone.get("/en/me/"))
    assert phone.get(url_of(certificate)).status_code == 200
    assert Client().get(f"/en/verify/{certificate.code}/").status_code == 200


def test_a_withdrawn_module_gives_no_new_one(phone, done):
    done.unpublish()

    assert phone.post(f"/en/certificates/modules/{done.pk}/").status_code == 404


def test_the_database_keeps_it_to_one_a_module(learner, certificate, done):
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(learner=learner, module=done, heading={}, publisher={}, made_in="2026-11-01")


def test_a_certificate_is_its_learners_alone(client, stranger, certificate):
    for person in (None, stranger):
        if person:
            client.force_login(person)
        assert client.get(url_of(certificate)).status_code == 404
        assert client.post(url_of(certificate), {"name": NAME}).status_code == 404


# --- the code -------------------------------------------------------------------------------------------------------


def test_a_code_is_long_enough_and_has_no_look_alikes(certificate):
    from lessons.core.codes import ALPHABET

    assert len(ALPHABET) ** LENGTH > 2**60
    assert set(certificate.code) <= set(ALPHABET) and len(certificate.code) == LENGTH
    assert not set("ILO01QU") & set(ALPHABET)
    assert [len(group) for group in certificate.printed_code.split("-")] == [GROUP] * (LENGTH // GROUP)


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        grouped,
        lambda code: code.lower(),
        lambda code: grouped(code).replace("-", " "),
        lambda code: f"  {grouped(code).lower()} ",
        lambda code: code.replace("2", "۲").replace("3", "Ｚ".replace("Ｚ", "3")),
    ],
)
def test_a_code_is_forgiven_its_case_spaces_and_hyphens(client, certificate, typed):
    Certificate.objects.filter(pk=certificate.pk).update(code="2K3M9PXTD2CVH8RW")

    answer = client.get("/en/verify/", {"code": typed("2K3M9PXTD2CVH8RW")}, follow=True)

    assert answer.redirect_chain == [("/en/verify/2K3M-9PXT-D2CV-H8RW/", 302)]
    assert "Strong locks" in text_of(answer)
    assert client.get(f"/en/verify/{typed('2K3M9PXTD2CVH8RW')}/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Strong locks", "Chiragh", "November 2026"]), ("ur", ["مضبوط تالے", "ادارہ", "نومبر"])],
)
def test_a_code_tells_module_publisher_and_month(client, learner, done, language, words):
    made = make_certificate(learner=learner, module=done, now=datetime(2026, 11, 25, tzinfo=UTC))

    page = main_of(client.get(f"/{language}/verify/{made.code}/"))

    assert all(word in page for word in words)
    assert "25" not in page.replace(made.printed_code, "")


def test_checking_leaves_nothing_behind_and_nothing_of_a_person_in_the_page(client, certificate):
    for path in ("/en/verify/", f"/en/verify/{certificate.code}/"):
        answer = client.get(path)
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in text_of(answer)
        assert answer["Cache-Control"] == "private, no-store"
    seen = main_of(client.get(f"/en/verify/{certificate.code}/"))
    owner = Client()
    owner.force_login(certificate.learner)
    assert seen == main_of(owner.get(f"/en/verify/{certificate.code}/"))


def test_month_and_words_are_those_of_the_day_it_was_made(client, learner, done):
    made = make_certificate(learner=learner, module=done, now=datetime(2026, 10, 31, 21, 0, tzinfo=UTC))
    done.heading_en = "Another heading"
    done.save_revision().publish()
    done.publisher.heading_en = "Another publisher"
    done.publisher.save_revision().publish()

    page = text_of(client.get(f"/en/verify/{made.code}/"))

    # In Karachi it was already November.
    assert f"{made.made_in}" == "2026-11-01"
    assert "Strong locks" in page and "Chiragh" in page and "Another" not in page.split("<main")[1]


@pytest.mark.parametrize("code", ["2K3M9PXTD2CVH8RW", "2K3M", "x" * 3000, "<script>", "%00", "ہیلو", "a'b\"c", "…"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_wrong_code_gets_a_calm_sentence(client, home, code, language):
    answer = client.get(f"/{language}/verify/{code}/")

    assert answer.status_code == 404
    assert answer.templates[0].name == "learning/verify.html"
    assert "<script>" not in text_of(answer).split("<main")[1]


def test_an_empty_form_says_what_to_do(client, home):
    for query in ({"code": ""}, {"code": " - "}, {"code": "…"}):
        answer = client.get("/en/verify/", query)
        assert answer.status_code == 200
        assert 'role="alert"' in text_of(answer)


def test_guessing_is_slowed_down(client, certificate, monkeypatch):
    monkeypatch.setitem(throttling.FROM_A_SOURCE, "certificate", 2)
    for _ in range(2):
        assert client.get("/en/verify/2K3M9PXTD2CVH8RW/").status_code == 404

    assert client.get("/en/verify/2K3M9PXTD2CVH8RW/").status_code == 429
    assert client.get(f"/en/verify/{certificate.code}/").status_code == 429


def test_checking_right_codes_is_never_slowed_down(client, certificate, monkeypatch):
    monkeypatch.setitem(throttling.FROM_A_SOURCE, "certificate", 1)

    assert [client.get(f"/en/verify/{certificate.code}/").status_code for _ in range(3)] == [200, 200, 200]


# --- a learner's own data -------------------------------------------------------------------------------------------


def test_taking_ones_data_includes_certificates(learner, certificate):
    taken = everything_about(learner)["certificates"]

    month = f"{certificate.made_in:%Y-%m}"
    assert taken == [
        {"module": "Strong locks", "publisher": "Chiragh", "month": month, "code": certificate.printed_code}
    ]


@pytest.mark.parametrize(
    "erase", [lambda p: erase_record(learner=p), lambda p: erase_person(person=p), lambda p: p.delete()]
)
def test_after_erasing_a_code_holds_no_longer(client, learner, certificate, erase):
    erase(learner)

    answer = client.get(f"/en/verify/{certificate.code}/")

    assert answer.status_code == 404
    assert "erased" in text_of(answer)


def test_the_page_says_what_erasing_does(phone, certificate):
    assert "erased" in text_of(phone.get(url_of(certificate)))
    assert "certificate" in text_of(phone.get("/en/me/data/erase/"))


def test_joining_two_records_keeps_both_papers_good(client, learner, stranger, lesson, quiz, certificate, done):
    complete_activity(learner=stranger, activity=lesson)
    take(stranger, quiz)
    theirs = make_certificate(learner=stranger, module=done)

    move_record(source=stranger, target=learner)

    assert {c.learner for c in Certificate.objects.all()} == {learner}
    for code in (certificate.code, theirs.code):
        assert client.get(f"/en/verify/{code}/").status_code == 200
    assert make_certificate(learner=learner, module=done) == certificate


def test_a_guests_certificate_moves_with_the_record(learner, stranger, certificate):
    move_record(source=learner, target=stranger)

    assert Certificate.objects.get().learner == stranger


def test_a_module_with_certificates_is_not_deleted(learner, certificate, done):
    learner.completions.all().delete()
    learner.attempts.all().delete()

    assert has_records(done)
    assert has_records(done.get_parent())


def test_its_pages_cost_the_same_for_many_certificates(phone, learner, certificate):
    few = len(queries_of(phone, "/en/me/"))
    for _ in range(4):
        module = factories.make_module()
        complete_activity(learner=learner, activity=factories.make_lesson(module))
        make_certificate(learner=learner, module=module)

    assert len(queries_of(phone, "/en/me/")) == few
    assert len(queries_of(phone, url_of(certificate))) <= 8
    assert len(queries_of(Client(), f"/en/verify/{certificate.code}/")) <= 6
