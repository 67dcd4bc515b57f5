from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts import mails, throttling
from lessons.accounts.pins import is_pin, is_too_simple, normalise_pin

TOO_MANY_TRIES = _("Too many tries. Wait an hour or ask your teacher.")
TOO_MANY_TRIES_WITH_PASSWORD = _("Too many tries. Wait an hour or set a new password.")
TOO_MANY_REQUESTS = _("Too many tries. Please wait an hour.")
MAIL_NOT_SENT = _("The mail could not be sent just now. Please try again later.")
# One short sentence for each way in which any of our fields can be wrong.
SENTENCES = {
    "required": _("Please fill this in."),
    "max_length": _("This is too long. Please use fewer letters."),
    "invalid_choice": _("Please choose one of these."),
    "null_characters_not_allowed": _("Some of these letters can't be used. Please type it again."),
}
NOT_AN_EMAIL = _("This does not look like an e-mail address. Please check it.")


def posted(request):
    """Return what was posted, an empty post too; None, for an unbound form, when the page was only asked for."""
    return request.POST if request.method == "POST" else None


class PlainForm(forms.Form):
    """A form whose errors are short sentences of ours; browsers would speak their own language."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)


def speak_plainly(field):
    """Give `field` our sentences, and over them those in its own `sentences`."""
    email = {"invalid": NOT_AN_EMAIL} if isinstance(field, forms.EmailField) else {}
    field.error_messages = field.error_messages | SENTENCES | email | getattr(field, "sentences", {})


class OwnPhoneField(forms.BooleanField):
    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("This is my own phone"))
        kwargs.setdefault("help_text", _("You stay signed in. Leave it empty on a phone that others use too."))
        super().__init__(**kwargs)


class PinField(forms.CharField):
    """A PIN as typed; `is_new` also refuses the ones that others would guess first."""

    def __init__(self, *, is_new=False, **kwargs):
        self.is_new = is_new
        self.short_label = _("PIN")
        attrs = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "class": "code pin"}
        super().__init__(max_length=40, strip=True, widget=forms.PasswordInput(attrs=attrs), **kwargs)

    def clean(self, value):
        pin = normalise_pin(super().clean(value))
        if not is_pin(pin):
            raise ValidationError(_("A PIN has 4–6 digits."), code="shape")
        if self.is_new and is_too_simple(pin):
            raise ValidationError(_("Others would guess this PIN. Please choose another."), code="simple")
        return pin


def password_input(autocomplete):
    return forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"})


def email_input():
    return forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"})


def new_password_field(label):
    return forms.CharField(
        label=label,
        help_text=_("12 letters or more. Three or four words in a row are easy to keep in mind."),
        max_length=1000,
        strip=False,
        widget=password_input("new-password"),
    )


class TeacherSignInForm(PlainForm):
    name = forms.CharField(
        label=_("E-mail or user name"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "dir": "ltr"}),
    )
    password = forms.CharField(
        label=_("Password"), max_length=1000, strip=False, widget=password_input("current-password")
    )
    own_phone = OwnPhoneField(label=_("This is my own phone or computer"))


class SignUpForm(PlainForm):
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=email_input())
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("You can leave this empty."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    password = new_password_field(_("Password"))

    def clean(self):
        data = super().clean()
        if "password" in data:
            person = get_user_model()(email=data.get("email", ""), first_name=data.get("name", ""))
            try:
                validate_password(data["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return data


class PasswordResetForm(PlainForm, auth_forms.PasswordResetForm):
    """Django's, with our mail; it never goes to a learner, who has no address."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=email_input())

    def get_users(self, email):
        return (person for person in super().get_users(email) if not person.is_learner)

    def save(self, **options):
        options["domain_override"] = "-"  # Django would ask the request; our links begin with BASE_URL
        super().save(**options)

    def send_mail(self, subject, template, context, from_email, to_email, html_email_template_name=None):
        if not throttling.may_mail(to_email):
            return
        url = mails.address_of("accounts:password_confirm", context["uid"], context["token"])
        try:
            mails.send("password", to_email, url=url)
        except mails.NotSent:
            # Said to nobody: it would tell that the account exists. It is in the log.
            return


class SetPasswordForm(PlainForm):
    """For Django's reset view, which passes the person as `user`."""

    password = new_password_field(_("New password"))

    def __init__(self, user, *args, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def save(self):
        self.user.set_password(self.cleaned_data["password"])
        self.user.save(update_fields=["password"])
        return self.user
