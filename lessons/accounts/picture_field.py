"""The board of sixteen pictures in a form: checkboxes, so that it works with a keyboard and without JavaScript."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.accounts.pictures import HOW_MANY, NAMES, PICTURES, is_pictures, is_too_simple, normalise_pictures

CHOOSE_FIVE = _("Choose five pictures.")


class PictureBoard(forms.CheckboxSelectMultiple):
    """Four by four. Like a PIN, what was picked is never sent back with the page."""

    template_name = "accounts/includes/picture_board.html"
    draws_itself = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        cells = [option | {"symbol": PICTURES[option["value"]]} for _g, group, _i in context["widget"]["optgroups"]
                 for option in group]  # fmt: skip
        return context | {"cells": cells, "how_many": HOW_MANY}


class PicturesField(forms.MultipleChoiceField):
    """Five pictures, cleaned to the secret they stand for; `is_new` also refuses what others would guess first."""

    sentences = {"required": CHOOSE_FIVE}

    def __init__(self, *, is_new=False, **kwargs):
        self.is_new = is_new
        self.short_label = _("Pictures")
        super().__init__(choices=list(NAMES.items()), widget=PictureBoard(), **kwargs)

    def clean(self, value):
        secret = normalise_pictures(super().clean(value))
        if not is_pictures(secret):
            raise ValidationError(CHOOSE_FIVE, code="shape")
        if self.is_new and is_too_simple(secret):
            raise ValidationError(_("Others would guess these pictures. Please choose others."), code="simple")
        return secret
