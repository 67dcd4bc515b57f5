"""The link in a confirmation mail: signed, good for a day and for one use."""

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36


class ConfirmationTokens(PasswordResetTokenGenerator):
    key_salt = "lessons.accounts.tokens.ConfirmationTokens"

    def _make_hash_value(self, user, timestamp):
        # Confirming changes email_confirmed_at, which spends the token.
        return f"{user.pk}{user.email}{user.email_confirmed_at}{timestamp}"


_tokens = ConfirmationTokens()


def make_confirmation_token(teacher):
    return f"{int_to_base36(teacher.pk)}-{_tokens.make_token(teacher)}"


def teacher_of_token(token):
    """Return the teacher whose e-mail `token` confirms, or None when it is spent, old or not ours."""
    number, _, rest = token.partition("-")
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    teacher = get_user_model().objects.staff_and_teachers().filter(pk=pk, is_active=True).first()
    return teacher if teacher and _tokens.check_token(teacher, rest) else None
