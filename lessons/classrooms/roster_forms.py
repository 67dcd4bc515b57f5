"""Forms about the learners of a class."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PlainForm
from lessons.classrooms.forms import NameField
from lessons.classrooms.roster import names_in_file, names_in_text
from lessons.classrooms.roster_files import LARGEST_FILE, NotAList

LONGEST_TEXT = 400_000


class ListForm(PlainForm):
    """Names as lines of text, or a file with them. Cleaned: `found`, a list of NameLists."""

    text = forms.CharField(
        label=_("Names, one a line"),
        help_text=_("Paste them from a message, a sheet or a document. Numbers before the names are dropped."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file: CSV or XLSX"),
        help_text=_("From Excel or Google Classroom, up to 1 MB. Only the names are kept, no e-mail and no number."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        return _found_or_error(names_in_text, text) if text.strip() else None

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more than is allowed is enough to see that a file is too large.
        return _found_or_error(names_in_file, file.read(LARGEST_FILE + 1)) if file else None

    def clean(self):
        data = super().clean()
        data["found"] = [found for found in (data.get("text"), data.get("file")) if found]
        if not data["found"] and not self.errors:
            self.add_error("text", _("Please paste names or choose a file."))
        return data


def _found_or_error(read, source):
    try:
        return read(source)
    except NotAList as reason:
        raise ValidationError(str(reason)) from None


class RenameForm(PlainForm):
    name = NameField(label=_("Name in the class"), help_text=_("The learner signs in with the new name."))


class MoveForm(PlainForm):
    """`classrooms` are those that the learner can be moved to."""

    to = forms.ChoiceField(label=_("To which class?"), widget=forms.RadioSelect())
    name = NameField(label=_("Name in the new class"))

    def __init__(self, *args, classrooms, **kwargs):
        super().__init__(*args, **kwargs)
        self.classrooms = {str(classroom.pk): classroom for classroom in classrooms}
        self.fields["to"].choices = [(pk, classroom.name) for pk, classroom in self.classrooms.items()]

    def clean_to(self):
        return self.classrooms[self.cleaned_data["to"]]


class MergeForm(PlainForm):
    """`others` are the learners of the class that are offered."""

    into = forms.ChoiceField(label=_("Which name do they keep?"), widget=forms.RadioSelect())

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = {str(other.pk): other for other in others}
        self.fields["into"].choices = [(pk, other.name) for pk, other in self.others.items()]

    def clean_into(self):
        return self.others[self.cleaned_data["into"]]


class CardsForm(PlainForm):
    """For whom cards are printed; everything may be left out."""

    ALL, FIRST, SINCE = "all", "first", "since"
    who = forms.ChoiceField(
        label=_("Cards for whom?"),
        choices=[
            (ALL, _("All learners")),
            (FIRST, _("Only those who have a first PIN")),
            (SINCE, _("Only those added on this day or later")),
        ],
        required=False,
        widget=forms.RadioSelect(),
    )
    since = forms.DateField(
        label=_("Added since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self):
        data = super().clean()
        if data.get("who") == self.SINCE and not data.get("since") and not self.has_error("since"):
            self.add_error("since", _("Please choose a day."))
        return data
