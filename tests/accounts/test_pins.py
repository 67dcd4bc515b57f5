import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.accounts.pins import is_pin, is_too_simple, normalise_pin, pin_from, western_digits


@given(st.text())
def test_any_text_is_a_pin_or_not(text):
    pin = normalise_pin(text)

    assert normalise_pin(pin) == pin
    if is_pin(pin):
        assert 4 <= len(pin) <= 6
        assert set(pin) <= set("0123456789")
        is_too_simple(pin)


@given(st.from_regex(r"[0-9]{4,6}", fullmatch=True), st.sampled_from(["۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"]))
def test_digits_of_any_script_are_the_same_pin(pin, digits):
    assert normalise_pin(pin.translate(str.maketrans("0123456789", digits))) == pin


@pytest.mark.parametrize("pin", ["0000", "111111", "1234", "4321", "7890", "0987", "345678"])
def test_what_everybody_tries_first(pin):
    assert is_too_simple(pin)


@pytest.mark.parametrize("pin", ["2468", "1357", "1122", "2580", "9182"])
def test_other_pins_will_do(pin):
    assert not is_too_simple(pin)


def test_a_new_pin_could_have_been_chosen():
    for _ in range(500):
        pin = pin_from(iter(lambda: random.getrandbits(256), None))
        assert is_pin(pin)
        assert not is_too_simple(pin)


def test_letters_stay():
    assert western_digits("جماعت ۸") == "جماعت 8"
