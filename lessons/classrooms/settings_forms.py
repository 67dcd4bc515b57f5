from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PlainForm, email_input
from lessons.classrooms.forms import ClassroomForm

FIELDS = ["name", "band", "language", "needs_approval", "uses_pictures"]
TOO_MANY_INVITATIONS = _("Ten invitations are open. Withdraw one, or wait until one is accepted.")
TOO_MANY_MAILS = _("Too many mails for now. Please try again later.")


class SettingsForm(ClassroomForm):
    """What a class is, all of it; made from the class, so that nothing of it is lost."""

    needs_approval = forms.BooleanField(
        label=_("Whoever joins waits for me"),
        help_text=_("Nobody is in the class before you let them in."),
        required=False,
    )
    uses_pictures = forms.BooleanField(
        label=_("Five pictures instead of a PIN"),
        help_text=_("For learners who read little. Whoever has a PIN keeps it until you set a new one."),
        required=False,
    )

    def __init__(self, *args, classroom, **kwargs):
        super().__init__(*args, initial={name: getattr(classroom, name) for name in FIELDS}, **kwargs)
        self.fields["language"].required = True


class InvitationForm(PlainForm):
    email = forms.EmailField(label=_("E-mail of a colleague"), max_length=254, widget=email_input())

    def __init__(self, *args, inviter, **kwargs):
        super().__init__(*args, **kwargs)
        self.inviter = inviter
        # The address of somebody else: the browser shall not fill in one's own.
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.inviter.email.lower():
            raise ValidationError(_("This is your own address."), code="own")
        return email
