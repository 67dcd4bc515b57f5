"""Plain mails in the language of the page that asked for them."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from lessons.accounts.tokens import make_confirmation_token

logger = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server did not take the mail."""


def address_of(name, *args):
    """Return the full address of a page, for a mail: never from the request, whose host anyone can write."""
    return settings.BASE_URL + reverse(name, args=args)


def send(kind, to, folder="accounts/mail", **context):
    """Send the mail `kind`: the first line of its template in `folder` is the subject. Raises NotSent."""
    context |= {
        "site_name": settings.SITE_NAMES.get(get_language(), settings.SITE_NAMES["en"]),
        "sign_in_url": address_of("accounts:teacher_sign_in"),
        "password_url": address_of("accounts:password"),
    }
    subject, _, body = render_to_string(f"{folder}/{kind}.txt", context).strip().partition("\n")
    try:
        send_mail(subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to])
    except Exception as error:  # each mail backend has errors of its own
        # The address stays out of the log.
        logger.error("A mail of kind %s was not sent: %s", kind, type(error).__name__)
        raise NotSent from error


def send_confirmation(teacher):
    send("confirm", teacher.email, url=address_of("accounts:confirm", make_confirmation_token(teacher)))
