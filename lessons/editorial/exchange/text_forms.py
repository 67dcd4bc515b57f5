from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lessons.content.panels import LANGUAGE_NAMES
from lessons.editorial.exchange.entries import MAX_BYTES, FileRefused
from lessons.editorial.exchange.text_import import read_file

LANGUAGES = [(code, LANGUAGE_NAMES.get(code, code)) for code, _name in settings.LANGUAGES]


def usual_target(source):
    """Return the language into which most people translate what is written in `source` first."""
    return next(code for code, _name in LANGUAGES if code != source)


class TextsOutForm(forms.Form):
    """Which texts a file should hold."""

    language = forms.ChoiceField(label=gettext_lazy("Translate into"), choices=LANGUAGES, widget=forms.RadioSelect)
    which = forms.ChoiceField(
        label=gettext_lazy("Which texts"),
        choices=[
            ("open", gettext_lazy("Only what is not translated yet")),
            ("all", gettext_lazy("All, to read over what is there as well")),
        ],
        widget=forms.RadioSelect,
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[
            ("po", gettext_lazy("PO, for Poedit, Weblate and the like")),
            ("xliff", gettext_lazy("XLIFF, for OmegaT and agencies")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, source_language, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"language": usual_target(source_language), "which": "open", "format": "po"}


class TextsInForm(forms.Form):
    """A file of texts that comes back."""

    language = forms.ChoiceField(label=gettext_lazy("Translated into"), choices=LANGUAGES, widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A PO or XLIFF file that was made here. Nothing is written before you have seen it."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, *args, source_language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = usual_target(source_language)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(size)s. Bring it in several parts.") % {"size": filesizeformat(MAX_BYTES)}
            )
        return file

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file") and cleaned.get("language"):
            try:
                read_file(cleaned["file"].read(), cleaned["language"])
            except FileRefused as refusal:
                self.add_error("file", str(refusal))
        return cleaned
