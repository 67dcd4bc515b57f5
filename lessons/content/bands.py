"""Age bands: which of the content is written for whom. Nobody is asked their age: a class has a band."""

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

YOUNGEST = "A"
ALL = "ABCD"
BANDS = [("A", _("10–12")), ("B", _("13–15")), ("C", _("16–18")), ("D", _("adult"))]

_providers = []


def provides_band(function):
    """Register a function from a request to the band of its reader, or None; the app that knows classes does."""
    if function not in _providers:
        _providers.append(function)
    return function


def reader_band(request):
    """Return the band of whoever reads, or None for a reader without a class, who may see all."""
    return next((band for band in (provider(request) for provider in _providers) if band), None)


class BandsFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return list(value) if isinstance(value, str) else value

    def clean(self, value):
        return "".join(sorted(super().clean(value)))

    def has_changed(self, initial, data):
        return super().has_changed(list(initial or ""), data)


class BandsField(models.CharField):
    """The bands a piece of content is for, as their letters: "ABCD" is for everyone."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", len(ALL))
        kwargs.setdefault("default", ALL)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return BandsFormField(
            choices=BANDS, label=kwargs.get("label") or capfirst(self.verbose_name), help_text=self.help_text
        )


class BandQuerySet(models.QuerySet):
    def for_band(self, band):
        """Those written for `band`; all of them when it is None."""
        return self.filter(bands__contains=band) if band else self
