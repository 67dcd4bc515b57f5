import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PlainForm
from lessons.core.codes import normalise_code

LONGEST = 100
# They join letters of one word, and the parts of an emoji.
_JOINERS = {"\u200c", "\u200d"}


def tidy(name):
    """Return `name` on one line, without the invisible signs that turn what stands beside them round."""
    spaced = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf", "Co"}).strip()


class NameToPrintForm(PlainForm):
    """The one name on a certificate: typed, printed, kept nowhere."""

    name = forms.CharField(
        label=_("Name to print"),
        help_text=_("It goes onto the paper and is not kept here. Leave it empty to write it by hand."),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "spellcheck": "false"}),
    )

    def clean_name(self):
        return tidy(self.cleaned_data["name"])


class CheckForm(PlainForm):
    """A code to check, however it was typed."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("It stands on the certificate: four groups of four letters and digits."),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "code code--long",
            }
        ),
    )

    def clean_code(self):
        code = normalise_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(self.fields["code"].error_messages["required"], code="required")
        return code
