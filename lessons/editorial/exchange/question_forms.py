"""What an editor says of a file before it is read, and of one before it is written."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.content.bands import ALL, BANDS, BandsFormField
from lessons.content.models import Question, Topic
from lessons.content.panels import LANGUAGE_NAMES
from lessons.editorial.exchange.neutral import NotQuestions
from lessons.editorial.exchange.question_files import CSV, GIFT, LARGEST_FILE, MOODLE_XML, read_questions
from lessons.editorial.exchange.question_import import Defaults
from lessons.organisations.models import Organisation

LANGUAGE_CHOICES = [(code, LANGUAGE_NAMES.get(code, name)) for code, name in settings.LANGUAGES]
REVEALS = [choice for choice in Question.Reveals.choices if choice[0] != Question.Reveals.REFLECTION]


class DefaultsForm(forms.Form):
    """Where questions come in, and what they get if the file says nothing."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"), empty_label=None)
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=_("Topic"), help_text=_("For questions whose topic the file doesn't say.")
    )
    bands = BandsFormField(choices=BANDS, label=_("Age bands"), initial=ALL)
    reveals = forms.ChoiceField(
        choices=REVEALS,
        label=_("What the answer reveals"),
        help_text=_("Look at this once more in each question: what is sensitive never counts."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.of_member(user)

    @property
    def defaults(self):
        """The Defaults that the valid form holds."""
        data = self.cleaned_data
        return Defaults(topic=data["topic"].key, bands=data["bands"], reveals=data["reveals"])


class ImportForm(DefaultsForm):
    """A file with questions; `found` of the valid form is what was read from it."""

    file = forms.FileField(
        label=_("File"), help_text=_("GIFT, Moodle XML or CSV; up to 2 MB and 500 questions."), max_length=200
    )
    language = forms.ChoiceField(
        choices=LANGUAGE_CHOICES,
        label=_("Language of the file"),
        help_text=_("GIFT and Moodle XML hold one language. The columns of a CSV say theirs."),
    )

    field_order = ["file", "language", "organisation", "topic", "bands", "reveals"]
    found = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file") and cleaned.get("language"):
            # A little more than may be: enough to see that it is too much.
            data = cleaned["file"].read(LARGEST_FILE + 1)
            try:
                self.found = read_questions(data, cleaned["language"])
            except NotQuestions as refusal:
                raise ValidationError({"file": str(refusal)}) from None
        return cleaned


class ExportForm(forms.Form):
    """As what questions go out."""

    format = forms.ChoiceField(
        choices=[
            (CSV, _("CSV: everything, both languages; for spreadsheets")),
            (MOODLE_XML, _("Moodle XML: for Moodle and what reads its files")),
            (GIFT, _("GIFT: plain text, for Moodle and many other programs")),
        ],
        label=_("Kind of file"),
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        choices=LANGUAGE_CHOICES,
        label=_("Language of the file"),
        help_text=_("For GIFT and Moodle XML, which hold one language."),
    )
