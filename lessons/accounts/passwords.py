"""How long the password of somebody must be who can change what everybody reads."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

STAFF_LETTERS = 15
TOO_SHORT_FOR_STAFF = _("Whoever publishes here needs a password of 15 letters or more.")


class LongForStaffValidator:
    """Asks whoever works in the CMS for a longer password than a teacher's."""

    def validate(self, password, user=None):
        is_staff = user is not None and (user.is_superuser or (user.pk is not None and user.groups.exists()))
        if is_staff and len(password) < STAFF_LETTERS:
            raise ValidationError(TOO_SHORT_FOR_STAFF, code="password_too_short")

    def get_help_text(self):
        return TOO_SHORT_FOR_STAFF
