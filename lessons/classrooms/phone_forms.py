"""Forms of the list of who learns on this phone: one is added, comes in, or is taken off."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PinField
from lessons.accounts.picture_field import PicturesField
from lessons.classrooms.forms import NameField, SecretForm, new_pictures_field, new_pin_field
from lessons.classrooms.names import name_key

LONGEST = 20
GUEST_SALT = "chiragh.phone-list.guest"
DAY = 24 * 60 * 60


class NameHereField(NameField):
    def __init__(self):
        super().__init__(
            label=_("Name on this phone"),
            help_text=_("A first name or a nickname is enough. Whoever holds this phone can read it."),
            max_length=LONGEST,
        )


class NamedForm(SecretForm):
    """A form with a name that nobody of `entries` has on this phone."""

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = {name_key(entry.name) for entry in entries}

    def clean_name(self):
        if name_key(self.cleaned_data["name"]) in self.taken:
            raise ValidationError(_("This name is on the list already. Please add a second one."), code="taken")
        return self.cleaned_data["name"]


class AddForm(NamedForm):
    """A name, and a PIN or pictures twice: nobody can set them anew for somebody without a class."""

    keep_choices = [("yes", _("Yes, keep it under my name")), ("no", _("No, leave it as it is"))]
    name = NameHereField()
    pin = new_pin_field()
    pin_again = PinField(label=_("The same PIN once more"))
    pictures = new_pictures_field()
    pictures_again = PicturesField(label=_("The same five pictures once more"))
    guest = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, guest=None, **kwargs):
        super().__init__(*args, guest_record=guest.record if guest else "", **kwargs)
        del self.fields["pin_again" if self.with_pictures else "pictures_again"]
        again = self.fields[f"{self.secret_name}_again"]
        again.short_label = again.label
        self.initial["guest"] = signing.dumps(guest.person.pk, salt=GUEST_SALT) if guest else ""

    def clean_guest(self):
        """Return the id of the guest for whom the page was drawn, else None."""
        try:
            return signing.loads(self.cleaned_data["guest"], salt=GUEST_SALT, max_age=DAY)
        except signing.BadSignature:
            return None

    def clean(self):
        data, again = super().clean(), f"{self.secret_name}_again"
        if {self.secret_name, again} <= data.keys() and data[self.secret_name] != data[again]:
            self.add_error(again, _("This is not the same. Please do both once more."))
        return data


class OwnSecretForm(SecretForm):
    """The PIN or the pictures of somebody on the list."""

    pin = PinField(label=_("Your PIN"))
    pictures = PicturesField(label=_("Your five pictures"), help_text=_("In any order."))


class AddMeForm(NamedForm, OwnSecretForm):
    """For whoever is signed in: they keep what they sign in with."""

    name = NameHereField()
    field_order = ["name"]
