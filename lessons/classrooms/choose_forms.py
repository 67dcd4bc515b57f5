"""Forms in which a learner chooses a PIN, or shows one beside the one they came in with."""

from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PinField
from lessons.accounts.picture_field import PicturesField
from lessons.classrooms.forms import SecretForm, new_pictures_field, new_pin_field


class ChooseForm(SecretForm):
    """A PIN or pictures in the place of those that a teacher gave."""

    pin = new_pin_field()
    pictures = new_pictures_field()


class ChangeForm(SecretForm):
    """The old PIN or pictures (`old_with_pictures`), then the new ones."""

    old_pin = PinField(label=_("Your PIN until now"))
    old_pictures = PicturesField(label=_("Your pictures until now"), help_text=_("In any order."))
    pin = new_pin_field()
    pictures = new_pictures_field()

    def __init__(self, *args, old_with_pictures=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.old_name = "old_pictures" if old_with_pictures else "old_pin"
        del self.fields["old_pin" if old_with_pictures else "old_pictures"]

    @property
    def old_secret(self):
        return self.cleaned_data[self.old_name]


class DoubleForm(SecretForm):
    """The PIN or pictures that go with the learner's other name."""

    pin = PinField(label=_("The PIN of that name"))
    pictures = PicturesField(label=_("The pictures of that name"), help_text=_("In any order."))
