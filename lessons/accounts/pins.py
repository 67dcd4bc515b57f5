"""PINs as typed: digits of any script, four to six of them, not the ones that everybody tries first."""

import unicodedata

SHORTEST = 4
LONGEST = 6
_SIMPLE_STEPS = [{0}, {1}, {9}]  # 0000, 1234 and 7890, 4321


def western_digits(text):
    """Return `text` with every decimal digit, ۱ or १ too, as 0–9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def normalise_pin(typed):
    """Return what was typed without spaces, hyphens and invisible marks, its digits as 0–9."""
    kept = (c for c in typed if not c.isspace() and c != "-" and unicodedata.category(c) != "Cf")
    return western_digits("".join(kept))


def is_pin(pin):
    return pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST


def is_too_simple(pin):
    """Return whether `pin` is one digit again and again, or counts up or down by one."""
    steps = {(int(b) - int(a)) % 10 for a, b in zip(pin, pin[1:], strict=False)}
    return steps in _SIMPLE_STEPS


def pin_from(numbers):
    """Return the four digits of the first of `numbers`, random and large, that a learner could have chosen too."""
    pins = (f"{number % 10**SHORTEST:0{SHORTEST}}" for number in numbers)
    return next(pin for pin in pins if not is_too_simple(pin))
