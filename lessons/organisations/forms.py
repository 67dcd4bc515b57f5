from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PlainForm, email_input, password_input
from lessons.accounts.passwords import STAFF_LETTERS, TOO_SHORT_FOR_STAFF


class AccountForm(PlainForm):
    """Name and password of whoever was invited and has no account yet; the address is that of the invitation."""

    email = forms.EmailField(label=_("E-mail"), disabled=True, widget=email_input())
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Your colleagues see it; readers don't."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("15 letters or more. Four words in a row are easy to keep in mind."),
        max_length=1000,
        strip=False,
        widget=password_input("new-password"),
    )

    def clean(self):
        data = super().clean()
        if "password" in data:
            person = get_user_model()(email=data.get("email", ""), first_name=data.get("name", ""))
            try:
                if len(data["password"]) < STAFF_LETTERS:
                    raise ValidationError(TOO_SHORT_FOR_STAFF, code="password_too_short")
                validate_password(data["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        return data
