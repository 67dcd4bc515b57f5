"""What stands on a printed login card. The QR code holds the class code and never a PIN."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from lessons.accounts.given_pins import given_pictures, given_pin
from lessons.accounts.pictures import pictures_of
from lessons.core.qr import qr_svg


@dataclass(frozen=True)
class Card:
    """`pin` and `pictures` are empty for a learner who has chosen their own."""

    name: str
    pin: str
    pictures: list


def card_of(enrolment, *, uses_pictures):
    """Return the Card of an enrolment whose learner is selected with it."""
    if uses_pictures:
        return Card(enrolment.name, "", pictures_of(given_pictures(enrolment.learner) or ""))
    return Card(enrolment.name, given_pin(enrolment.learner) or "", [])


def sign_in_address(classroom):
    """Return what leads a learner of the class in: the QR code, and the address where its code is typed.

    Signing in, not joining: who has a card is in the class, and it goes on working when the code was renewed.
    """
    with override(classroom.language):
        path = reverse("classrooms:sign_in")
    base = settings.BASE_URL
    return {"qr": qr_svg(f"{base}{path}?code={classroom.code}"), "typed_address": base.partition("://")[2] + path}
