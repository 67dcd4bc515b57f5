from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import OwnPhoneField, PinField, PlainForm, speak_plainly
from lessons.accounts.picture_field import PicturesField
from lessons.classrooms.models import Classroom
from lessons.classrooms.names import LONGEST, is_name, looks_like_contact, tidy_name
from lessons.content.bands import BANDS

# Each language is called what it calls itself.
OWN_NAMES = [("ur", "اردو"), ("en", "English")]
NO_SUCH_CLASS = _("No class has this code. Ask your teacher.")
NAME_TAKEN = _("Somebody in this class uses this name. Is it you? Then sign in. If not, add a second name.")
NO_MATCH = _("Name and PIN don't match. Check both.")
NO_MATCH_WITH_PICTURES = _("Name and pictures don't match. Check both.")


class NameField(forms.CharField):
    """What a learner is called in a class; never an e-mail address or a number."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "dir": "auto", "spellcheck": "false", "autocapitalize": "words"}
        kwargs.setdefault("label", _("Your name in the class"))
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value):
        name = tidy_name(super().clean(value))
        if not is_name(name):
            raise ValidationError(_("Please type a name."), code="no_name")
        if looks_like_contact(name):
            raise ValidationError(_("Only a name, please: no e-mail and no number."), code="contact")
        return name


class CodeField(forms.CharField):
    sentences = {"max_length": NO_SUCH_CLASS, "null_characters_not_allowed": NO_SUCH_CLASS}

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        kwargs.setdefault("label", _("Class code"))
        kwargs.setdefault("help_text", _("Six letters and digits. Your teacher has them."))
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs | {"class": "code"}), **kwargs)


class KeepField(forms.ChoiceField):
    """Phones are shared: was it this learner who did what the guest on this phone has done?"""

    sentences = {"required": _("Please choose one of these.")}

    def __init__(self, description, choices):
        super().__init__(
            label=_("Was this you?"), help_text=description, choices=choices, widget=forms.RadioSelect(), required=True
        )


class GuestAwareForm(PlainForm):
    """A form that asks about what a guest has done on this phone, when there is something."""

    keep_choices = [("yes", _("Yes, keep it")), ("no", _("No, erase it"))]

    def __init__(self, *args, guest_record="", **kwargs):
        super().__init__(*args, **kwargs)
        if guest_record:
            self.fields["keep"] = KeepField(guest_record, self.keep_choices)
            speak_plainly(self.fields["keep"])
            self.order_fields(["keep"])

    @property
    def asks_about_guest(self):
        return "keep" in self.fields

    @property
    def keeps(self):
        return self.cleaned_data.get("keep") != "no"


class SecretForm(GuestAwareForm):
    """A form with a PIN and, in its place, five pictures; `secret` is what was typed or picked."""

    def __init__(self, *args, with_pictures=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.with_pictures = with_pictures
        self.secret_name, other = ("pictures", "pin") if with_pictures else ("pin", "pictures")
        del self.fields[other]

    @property
    def secret(self):
        return self.cleaned_data[self.secret_name]

    @property
    def has_board(self):
        """Whether a page with this form needs the styles and the script of the board of pictures."""
        return any(isinstance(field, PicturesField) for field in self.fields.values())

    @property
    def no_match(self):
        return NO_MATCH_WITH_PICTURES if self.with_pictures else NO_MATCH


def new_pin_field():
    return PinField(
        is_new=True,
        label=_("Choose a PIN of 4–6 digits"),
        help_text=_("You need it to sign in. Keep it to yourself."),
    )


def new_pictures_field():
    return PicturesField(
        is_new=True,
        label=_("Choose five pictures"),
        help_text=_("You need them to sign in. Which ones counts, not the order. Keep them to yourself."),
    )


class CodeForm(PlainForm):
    code = CodeField()


class JoinForm(SecretForm):
    name = NameField(help_text=_("As your teacher knows you. It need not be your full name."))
    pin = new_pin_field()
    pictures = new_pictures_field()
    own_phone = OwnPhoneField()


class JoinWithPinForm(PlainForm):
    """For a learner who is signed in: they keep their PIN."""

    name = NameField(help_text=_("As your teacher knows you. It need not be your full name."))


class SignInForm(SecretForm):
    code = CodeField()
    name = NameField()
    pin = PinField(label=_("Your PIN"), help_text=_("Forgotten it? Your teacher can give you a new one."))
    pictures = PicturesField(
        label=_("Your five pictures"), help_text=_("In any order. Forgotten them? Your teacher can give you new ones.")
    )
    own_phone = OwnPhoneField()


class ClassroomForm(PlainForm):
    name = forms.CharField(
        label=_("Name of the class"),
        help_text=_("Learners see it when they join, for example 8-B."),
        max_length=Classroom._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    band = forms.ChoiceField(
        label=_("Age of the learners"),
        help_text=_("Lessons and questions are chosen by it."),
        choices=BANDS,
        widget=forms.RadioSelect(),
    )
    language = forms.ChoiceField(
        label=_("Language of the class"),
        help_text=_("Cards, sheets and the page that the code opens are in it. Each learner may switch."),
        choices=OWN_NAMES,
        initial=get_language,
        required=False,
        widget=forms.RadioSelect(),
    )

    def clean_language(self):
        return self.cleaned_data["language"] or get_language()

    def clean_name(self):
        name = tidy_name(self.cleaned_data["name"])
        if not is_name(name):
            raise ValidationError(_("Please type a name."), code="no_name")
        return name
