from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.accounts.forms import PlainForm, speak_plainly
from lessons.classrooms.hands import MOST_HANDS

NOT_A_NUMBER = _("Please type a number from 0 to 999.")


class HandsField(forms.IntegerField):
    """How many hands; left empty: none."""

    sentences = {"invalid": NOT_A_NUMBER, "min_value": NOT_A_NUMBER, "max_value": NOT_A_NUMBER}

    def __init__(self, choice, place):
        self.choice, self.place = choice, place
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=MOST_HANDS, required=False, widget=widget, label=str(place))


class HandsForm(PlainForm):
    """A number for each choice of a question that is presented."""

    def __init__(self, *args, asked, **kwargs):
        self.asked = asked
        super().__init__(*args, **kwargs)
        for place, choice in enumerate(asked.shown.choices, start=1):
            self.fields[self.name_of(choice.key)] = field = HandsField(choice, place)
            speak_plainly(field)

    @staticmethod
    def name_of(key):
        return f"hands-{key}"

    @property
    def hands(self):
        """The numbers by choice keys, when the form is valid."""
        return {key: self.cleaned_data.get(self.name_of(key)) or 0 for key in self.asked.item["choices"]}
