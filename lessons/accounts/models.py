import secrets

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserQuerySet(models.QuerySet):
    def learners(self):
        return self.filter(is_learner=True)

    def guests(self):
        """Learners who have no way to sign in."""
        return self.learners().filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, given_pin_seed="")

    def staff_and_teachers(self):
        """Whoever signs in with a password: the CMS lists them and never a learner."""
        return self.filter(is_learner=False)

    def unseen_since(self, day):
        return self.filter(seen_on__lt=day)

    def signing_in_as(self, name):
        """Whoever signs in with a password and has this name or e-mail, the name first."""
        name = self.model.normalize_username(name)
        named = self.staff_and_teachers().alias(lower_email=Lower("email"))
        return named.filter(models.Q(username=name) | models.Q(lower_email=name.lower())).order_by(
            models.Case(models.When(username=name, then=0), default=1)
        )


class PeopleManager(UserManager.from_queryset(UserQuerySet)):
    def create_guest(self):
        """Return a new learner who has no way to sign in yet."""
        guest = self.model(username=f"learner-{secrets.token_hex(8)}", is_learner=True, seen_on=timezone.localdate())
        guest.set_unusable_password()
        guest.save(using=self._db)
        return guest


class User(AbstractUser):
    """A person. Roles are memberships (teacher of this class, editor of this organisation), not fields.

    A learner has no e-mail or name here: a class knows them by the name in their enrolment. A guest is a learner
    without a PIN of their own or from a teacher.
    """

    is_learner = models.BooleanField(_("learner"), default=False, editable=False)
    # The day on which a learner was last here; a guest not seen for GUEST_DAYS is erased.
    seen_on = models.DateField(null=True, editable=False)
    # While set, a PIN that follows from it lets the learner in once, to choose their own (accounts.given_pins).
    given_pin_seed = models.CharField(max_length=32, blank=True, editable=False)
    # When a teacher last set the PIN anew; stays, so that the learner is told. Null: never, first PINs do not count.
    pin_set_anew_at = models.DateTimeField(null=True, editable=False)
    email_confirmed_at = models.DateTimeField(null=True, editable=False)
    # When an operator let this teacher open classes; only asked for with TEACHERS_NEED_APPROVAL.
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PeopleManager()

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_account_an_email",
                violation_error_message=_("Somebody else has this e-mail address."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_learner=False) | models.Q(email="", first_name="", last_name=""),
                name="no_name_or_email_of_a_learner",
            ),
        ]

    @property
    def is_guest(self):
        return self.is_learner and not self.given_pin_seed and not self.has_usable_password()

    @property
    def awaits_approval(self):
        return settings.TEACHERS_NEED_APPROVAL and self.approved_at is None

    @property
    def may_open_classes(self):
        """Whether this is a teacher whose e-mail is confirmed and whom an operator, where asked for, has let in."""
        return not self.is_learner and self.email_confirmed_at is not None and not self.awaits_approval


class WrongTries(models.Model):
    """How often an account was tried with a wrong PIN or password. The key is a keyed hash: nobody can read whose."""

    key = models.CharField(max_length=64, unique=True)
    this_hour = models.PositiveSmallIntegerField(default=0)
    in_all = models.PositiveIntegerField(default=0)
    last_wrong_at = models.DateTimeField(db_index=True)
    # Of an account that exists: the count stays until it is reset.
    is_lasting = models.BooleanField()

    class Meta:
        verbose_name = _("wrong tries")
        verbose_name_plural = _("wrong tries")

    def __str__(self):
        return f"{self.this_hour}/{self.in_all}"
