"""A teacher signs up, confirms the e-mail and makes a class; a learner joins it."""

import itertools
import re

import pytest

from lessons.core.qr import qr_svg
from tests.browser import steps
from tests.browser.mail import link_in, mails_to

PASSWORD = "seven mild mangoes on a roof"
_numbers = itertools.count(1)


@pytest.fixture
def address():
    return f"teacher{next(_numbers)}@school.example"


def sign_up(page, language, address, password=PASSWORD):
    page.goto(f"/{language}/teachers/sign-up/")
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=name]").fill("Sana")
    page.locator("input[name=password]").fill(password)
    steps.submit(page, "main form.form")


def make_class(page, language, name="8-B"):
    page.goto(f"/{language}/classes/new/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=band][value=B]").check()
    steps.submit(page, "main form.form")
    return page.locator("main .joinbox__code").text_content().strip()


def test_a_teacher_signs_up_makes_a_class_and_a_learner_joins_it(
    new_page, language, script, address, site, site_folder
):
    page = new_page(script=script)
    sign_up(page, language, address)
    assert steps.path_of(page) == f"/{language}/teachers/sign-up/sent/"
    mails = mails_to(site_folder, address)
    assert len(mails) == 1
    page.goto(link_in(mails[0]))
    assert page.locator("html").get_attribute("lang") == language
    assert address in steps.main(page).text_content()
    steps.submit(page, "main form.form")
    page.locator("input[name=name]").fill(address)
    page.locator("input[name=password]").fill(PASSWORD)
    steps.submit(page, "main form.form")
    assert steps.path_of(page) == f"/{language}/classes/"
    code = make_class(page, language)
    assert re.fullmatch(r"[A-Z0-9]{6}", code)
    # The QR code of the class is the one of the address on which this class is joined.
    joining = f"{site}/{language}/join/{code}/"
    drawn = page.locator("main .joinbox__qr svg").evaluate("svg => svg.outerHTML")
    assert re.findall(r' d="([^"]+)"', drawn) == re.findall(r' d="([^"]+)"', str(qr_svg(joining)))
    class_page = page.url

    phone = new_page(script=script)
    name = steps.new_name()
    phone.goto(joining)
    steps.fill_join_form(phone, name)
    assert steps.path_of(phone) == f"/{language}/me/"
    page.goto(class_page)
    assert name in page.locator("main .roster").text_content()


def test_no_class_before_the_address_is_confirmed(new_page, language, address):
    page = new_page()
    sign_up(page, language, address)
    steps.sign_in_with_password(page, language, address, PASSWORD)
    page.goto(f"/{language}/classes/new/")
    assert steps.path_of(page) == f"/{language}/classes/"
    assert address in steps.main(page).text_content()
    assert page.locator("main a[href$='/classes/new/']").count() == 0


def test_a_short_password_is_refused_in_words_and_the_rest_stays(new_page, language, script, address):
    page = new_page(script=script)
    sign_up(page, language, address, password="short")
    field = page.locator("input[name=password]")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(".error").first.text_content().strip()
    assert page.locator("input[name=email]").input_value() == address
    assert page.locator("input[name=name]").input_value() == "Sana"


def test_a_learner_who_forgot_the_pin_gets_a_new_one_from_the_teacher_and_chooses_their_own(new_page, language, script):
    page = new_page(script=script)
    steps.sign_in_with_password(page, language, "teacher")
    code = make_class(page, language, "9-C")
    name = steps.new_name()
    steps.join(new_page(), language, code, name)
    page.reload()
    steps.follow(page, page.locator("main .roster a").first)
    steps.submit(page, "main form[action$='/pin/']")
    pin = page.locator("main .poster .code").text_content().strip()
    phone = new_page(script=script)
    steps.sign_in(phone, language, code, name)
    assert steps.path_of(phone) == f"/{language}/sign-in/"
    steps.sign_in(phone, language, code, name, pin=pin)
    assert steps.path_of(phone) == f"/{language}/choose-pin/"
    # The one that the teacher knows is not the learner's own.
    phone.locator("input[name=pin]").fill(pin)
    steps.submit(phone, "main form.form")
    assert phone.locator("input[name=pin]").get_attribute("aria-invalid") == "true"
    phone.locator("input[name=pin]").fill("7391")
    steps.submit(phone, "main form.form")
    assert steps.path_of(phone) == f"/{language}/me/"
    another = new_page(script=script)
    steps.sign_in(another, language, code, name, pin=pin)
    assert steps.path_of(another) == f"/{language}/sign-in/"
    steps.sign_in(another, language, code, name, pin="7391")
    assert steps.path_of(another) == f"/{language}/me/"


def test_a_forgotten_password_is_set_anew_by_mail(new_page, language, script, address, site_folder):
    page = new_page(script=script)
    sign_up(page, language, address)
    page.goto(f"/{language}/password/")
    page.locator("input[name=email]").fill(address)
    steps.submit(page, "main form.form")
    page.goto(link_in(mails_to(site_folder, address)[-1]))
    page.locator("input[name=password]").fill("another calm sentence of mine")
    steps.submit(page, "main form.form")
    steps.sign_in_with_password(page, language, address, "another calm sentence of mine")
    assert steps.path_of(page) == f"/{language}/classes/"
    assert page.locator("main a[href$='/classes/new/']").count() == 1
