from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lessons.accounts.forms import PlainForm
from lessons.classrooms.assignments import NOTE_LENGTH
from lessons.classrooms.notes import CONTACT, LINK, NUMBER, find_contact, tidy_note
from lessons.classrooms.paper_forms import DayField
from lessons.core.bilingual import local_field

WHOLE, CLASS, SOME = "whole", "class", "some"
FURTHEST = timedelta(days=2 * 365)
WHOMS = [(CLASS, _("The whole class, also those who join later")), (SOME, _("Only the learners I choose"))]
# What was found, and why it can't stay.
REFUSALS = {
    LINK: _(
        "This looks like a link: “%(words)s”. A note holds none, because learners tap whatever a teacher sends. If it"
        " isn't one, put a space after the full stop."
    ),
    NUMBER: _(
        "This may be a telephone number: %(words)s. A note holds no more than four digits in a row, so that nobody's"
        " number goes round. Write other numbers with words between them."
    ),
    CONTACT: _(
        "This looks like an e-mail or the name of an account: “%(words)s”. A note holds neither, so that it leads"
        " nobody into a private chat."
    ),
}


class NoteField(forms.CharField):
    """Plain words to a class; find_contact says what isn't plain."""

    def __init__(self, **kwargs):
        attrs = {"rows": 4, "dir": "auto"}
        super().__init__(max_length=NOTE_LENGTH, required=False, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value):
        note = tidy_note(super().clean(value))
        if found := find_contact(note):
            raise ValidationError(REFUSALS[found.kind], code=found.kind, params={"words": found.words})
        return note


class LearnersField(forms.MultipleChoiceField):
    """Some of a class: boxes to tick, which the template draws itself, two thousand of them too."""

    sentences = {"invalid_choice": _("One of these learners is no longer in the class. Please choose again.")}

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.roster = {}

    def validate(self, value):
        if not self.roster.keys() >= set(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")

    def clean(self, value):
        return [self.roster[pk] for pk in dict.fromkeys(super().clean(value))]


class TermsForm(PlainForm):
    """For whom, when, and a note. `roster`: the enrolments that can be chosen; `today` is the first day to choose."""

    whom = forms.ChoiceField(label=_("For whom?"), choices=WHOMS, initial=CLASS, widget=forms.RadioSelect())
    learners = LearnersField(label=_("Which learners?"))
    opens_on = DayField(
        label=_("Opening day"),
        help_text=_("Learners see it from this day on. Leave it empty to open it now."),
        required=False,
    )
    due_on = DayField(
        label=_("Due day"), help_text=_("Leave it empty, and everyone takes their own time."), required=False
    )
    note = NoteField(
        label=_("Note to the class"),
        help_text=_("You can leave this empty. Plain words only: no links, long numbers, e-mails or account names."),
    )

    def __init__(self, *args, roster, today=None, **kwargs):
        self.today = today or timezone.localdate()
        super().__init__(*args, **kwargs)
        self.fields["learners"].roster = {str(enrolment.pk): enrolment for enrolment in roster}

    @property
    def learner_rows(self):
        """(key, name, is chosen) of each learner who can be chosen."""
        chosen = {str(value) for value in self["learners"].value() or []}
        return [(pk, enrolment.name, pk in chosen) for pk, enrolment in self.fields["learners"].roster.items()]

    def clean_opens_on(self):
        return self._day("opens_on")

    def clean_due_on(self):
        return self._day("due_on")

    def _day(self, name):
        day = self.cleaned_data[name]
        if day is None or day == self.initial.get(name):
            return day
        if day < self.today:
            raise ValidationError(_("This day is over. Choose today or a later day."), code="over")
        if day > self.today + FURTHEST:
            raise ValidationError(_("This day is too far away. Please check the year."), code="far")
        return day

    def clean(self):
        data = super().clean()
        opens_on, due_on = data.get("opens_on") or self.initial.get("opened_on"), data.get("due_on")
        if opens_on and due_on and due_on < opens_on:
            self.add_error("due_on", _("It would be due before it opens. Choose a later due day."))
        if data.get("whom") == SOME and not data.get("learners") and "learners" not in self.errors:
            self.add_error("learners", _("Choose at least one learner."))
        return data

    @property
    def terms(self):
        """The arguments of assignment_actions that this form knows."""
        terms = {name: value for name, value in self.cleaned_data.items() if name in {"opens_on", "due_on", "note"}}
        is_for_class = self.cleaned_data.get("whom", SOME) == CLASS
        return terms | {"learners": None if is_for_class else self.cleaned_data["learners"]}


class AssignForm(TermsForm):
    """A new assignment of a module, of which `activities` fit the class."""

    what = forms.ChoiceField(label=_("What?"), initial=WHOLE, widget=forms.RadioSelect())

    field_order = ["what", "whom"]

    def __init__(self, *args, activities, **kwargs):
        super().__init__(*args, **kwargs)
        self.activities = {str(activity.pk): activity for activity in activities}
        whole = ngettext("The whole module: %(n)s activity", "The whole module: %(n)s activities", len(activities))
        ones = [(pk, self._label(activity)) for pk, activity in self.activities.items()]
        self.fields["what"].choices = [(WHOLE, whole % {"n": len(activities)}), *ones]

    @staticmethod
    def _label(activity):
        heading = local_field(activity, "heading").text
        kind = activity.kind_name
        # Many a heading says it already.
        return heading if kind.casefold() in heading.casefold() else f"{heading} · {kind}"

    @property
    def terms(self):
        return super().terms | {"activity": self.activities.get(self.cleaned_data["what"])}


class ChangeForm(TermsForm):
    """The terms of an assignment; once it is open, it keeps its opening day and comes to nobody else."""

    def __init__(self, *args, assignment, roster, today=None, **kwargs):
        today = today or timezone.localdate()
        had = set(assignment.learners.values_list("pk", flat=True))
        has_opened = assignment.has_opened(today)
        kept_small = has_opened and not assignment.is_for_class
        shown = [enrolment for enrolment in roster if enrolment.pk in had or not kept_small]
        super().__init__(*args, initial=_terms_of(assignment, had), roster=shown, today=today, **kwargs)
        if has_opened:
            del self.fields["opens_on"]
            self.initial["opened_on"] = assignment.opens_on
        if kept_small:
            del self.fields["whom"]

    def clean(self):
        data = super().clean()
        if "whom" not in self.fields and not data.get("learners") and "learners" not in self.errors:
            self.add_error("learners", _("Choose at least one learner. To take it from everyone, withdraw it."))
        return data


def _terms_of(assignment, had):
    return {
        "whom": CLASS if assignment.is_for_class else SOME,
        "learners": had,
        "opens_on": assignment.opens_on,
        "due_on": assignment.due_on,
        "note": assignment.note,
    }


def initial_like(assignment, today=None):
    """Return what a form that sets `assignment` once more begins with: its words, and its days if still to come.

    One that was withdrawn is set for the same learners; one that stands, for others, who are still to be chosen.
    """
    today = today or timezone.localdate()
    days = {name: day for name in ("opens_on", "due_on") if (day := getattr(assignment, name)) and day >= today}
    whom = {"whom": SOME, "learners": set()}
    if assignment.withdrawn_at:
        had = set(assignment.learners.values_list("pk", flat=True))
        whom = {"whom": CLASS if assignment.is_for_class else SOME, "learners": had}
    return whom | days | {"what": str(assignment.activity_id or WHOLE), "note": assignment.note}
