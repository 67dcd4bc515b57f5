from django import forms
from django.utils.translation import gettext_lazy as _


class PassForm(forms.Form):
    """Why a moderator publishes what the content check stops; `revision` is the one whose findings were shown."""

    reason = forms.CharField(
        label=_("Why it may be published all the same"),
        help_text=_("It is kept in the history, with your name and what was found."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, latest, **kwargs):
        super().__init__(*args, initial={"revision": latest}, **kwargs)
        self.latest = latest

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("revision") != self.latest:
            self.data = self.data.copy()
            self.data["revision"] = self.latest
            self.add_error(None, _("Somebody has saved it since you came here. Look at the findings again."))
        return cleaned
