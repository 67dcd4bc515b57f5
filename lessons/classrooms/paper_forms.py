from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PlainForm

MOST_LEARNERS = 5000


class CountField(forms.IntegerField):
    """A number of learners, typed in any digits."""

    sentences = {"invalid": _("Please type a number, such as 12.")}

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)


class DayField(forms.DateField):
    sentences = {"invalid": _("Please give a day, such as 2026-11-21.")}

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)


class PaperResultsForm(PlainForm):
    """How a class did on paper. `items` are the PaperItems of the quiz; `today` is the last day that may be given."""

    taken_on = DayField(label=_("Day of the quiz"))
    learners = CountField(label=_("How many learners took it?"))

    def __init__(self, *args, items, today=None, **kwargs):
        self.items, self.today = items, today or timezone.localdate()
        kwargs.setdefault("initial", {"taken_on": self.today})
        self.base_fields = self.base_fields | {name_of(item): self._right_field(item) for item in items}
        super().__init__(*args, **kwargs)

    def _right_field(self, item):
        label = gettext("Question %(number)s: how many had it right?") % {"number": item.number}
        return CountField(label=label)

    @property
    def question_fields(self):
        """(PaperItem, its bound field) in the order of the sheet."""
        return [(item, self[name_of(item)]) for item in self.items]

    def clean_taken_on(self):
        day = self.cleaned_data["taken_on"]
        if day > self.today:
            raise ValidationError(_("This day is still to come."))
        if day.year < 2000:
            raise ValidationError(_("This day is too long ago. Please check the year."))
        return day

    def clean_learners(self):
        learners = self.cleaned_data["learners"]
        if learners < 1:
            raise ValidationError(_("At least one learner must have taken it."))
        if learners > MOST_LEARNERS:
            raise ValidationError(_("This is more than any class. Please check the number."))
        return learners

    def clean(self):
        data = super().clean()
        learners = data.get("learners")
        for name in map(name_of, self.items):
            right = data.get(name)
            if right is not None and right < 0:
                self.add_error(name, _("This can't be less than 0."))
            elif right is not None and learners is not None and right > learners:
                self.add_error(name, _too_many(learners))
        return data

    @property
    def right(self):
        """{question key: how many had it right}"""
        return {item.question.key: self.cleaned_data[name_of(item)] for item in self.items}


def name_of(item):
    """Return the name of the field that asks about a PaperItem."""
    return f"right-{item.question.pk}"


def _too_many(learners):
    sentence = ngettext(
        "Only %(n)s learner took it, so it can't be more.",
        "Only %(n)s learners took it, so it can't be more.",
        learners,
    )
    return sentence % {"n": learners}
