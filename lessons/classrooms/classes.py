from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.accounts.invitations import InvitationQuerySet, MailedInvitation
from lessons.classrooms.join_codes import LENGTH
from lessons.classrooms.names import teacher_name
from lessons.content.bands import BANDS


class ClassroomQuerySet(models.QuerySet):
    def open(self):
        """Classes that can be joined; learners sign in to all others too."""
        return self.filter(closed_at=None, archived_at=None, removed_at=None)

    def with_code(self, code):
        """The class that has this code, or had it before it was renewed."""
        return self.filter(
            models.Q(code=code) | models.Q(pk__in=EarlierCode.objects.filter(code=code).values("classroom"))
        )

    def taught_by(self, user):
        return self.filter(teachings__teacher=user, removed_at=None)

    def owned_by(self, user):
        """Classes in which `user` is the teacher, not a co-teacher."""
        return self.filter(teachings__teacher=user, teachings__role=Teaching.Role.TEACHER, removed_at=None)

    def with_learner_count(self):
        current = models.Q(enrolments__removed_at=None, enrolments__approved_at__isnull=False)
        return self.annotate(learner_count=models.Count("enrolments", filter=current, distinct=True))

    def with_waiting_count(self):
        waiting = models.Q(enrolments__removed_at=None, enrolments__approved_at=None)
        # A class without learners joins one row of nothing, which waits for nobody.
        return self.annotate(waiting_count=models.Count("enrolments", filter=waiting, distinct=True))


class Classroom(models.Model):
    """Learners of one age band whom one or more people teach.

    Closing, archiving or removing it stops joining and never signing in: learners keep reaching their own record.
    """

    name = models.CharField(_("name"), max_length=60)
    band = models.CharField(_("age"), max_length=1, choices=BANDS)
    code = models.CharField(_("class code"), max_length=LENGTH, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # What is printed for the class and the page that its code opens are in this language.
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="ur")
    needs_approval = models.BooleanField(_("who joins waits for the teacher"), default=False)
    uses_pictures = models.BooleanField(_("five pictures instead of a PIN"), default=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Removed for its teachers; codes and names stay, so that its learners still sign in.
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("classrooms:classroom", args=[self.pk])

    @property
    def is_open(self):
        return self.closed_at is None and self.archived_at is None and self.removed_at is None

    @property
    def is_archived(self):
        return self.archived_at is not None


class EarlierCode(models.Model):
    """A code that a class had before: it joins nobody, and its learners still sign in with it."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="earlier_codes")
    code = models.CharField(max_length=LENGTH, unique=True)
    retired_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self):
        return self.code


class Teaching(models.Model):
    """Who teaches a class, and as what."""

    class Role(models.TextChoices):
        TEACHER = "teacher", _("teacher")
        CO_TEACHER = "co-teacher", _("co-teacher")

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="teachings")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teachings")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.TEACHER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["classroom", "teacher"], name="one_role_in_a_class")]

    def __str__(self):
        return f"{self.teacher}: {self.get_role_display()}, {self.classroom}"

    @property
    def name(self):
        return teacher_name(self.teacher)


class OpenClassInvitations(InvitationQuerySet):
    def open(self, now=None):
        return super().open(now).filter(classroom__removed_at=None)


class Invitation(MailedInvitation):
    """A mail that asks somebody to teach a class too."""

    SALT = "chiragh.invitation"

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="invitations")

    objects = OpenClassInvitations.as_manager()

    def __str__(self):
        return f"{self.email}: {self.classroom}"


class ClassEvent(models.Model):
    """A line of what teachers and learners have changed in a class: who, what, when (classrooms.audit writes it).

    It names a learner through the enrolment only, so that a name goes when its learner erases it.
    """

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    # Null: a learner by themselves, or somebody whose account is gone.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=30)
    enrolment = models.ForeignKey(
        "classrooms.Enrolment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the sentence needs besides: a class name, a co-teacher's e-mail, a page's heading, a number.
    detail = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.kind}: {self.classroom}"
