from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.content.models import ModulePage
from lessons.content.panels import LANGUAGE_NAMES, mark_language, record_languages
from lessons.content.slugs import RESERVED_SLUG
from lessons.core.bilingual import is_blank
from lessons.editorial.desk.numbering import free_slug, next_number, refusal_of


class SectionField(forms.ModelChoiceField):
    def label_from_instance(self, section):
        return str(section.heading)


class NewModuleForm(forms.Form):
    """What the site must know before it can lay out a module. Number and address may be left to it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    section = SectionField(queryset=None, label=_("For"), empty_label=None)
    heading_en = forms.CharField(label=LANGUAGE_NAMES["en"], max_length=160, required=False)
    heading_ur = forms.CharField(label=LANGUAGE_NAMES["ur"], max_length=160, required=False)
    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=999, required=False, help_text=_("Left empty, it is the next one.")
    )
    slug = forms.SlugField(
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        label=_("Address"),
        max_length=40,
        required=False,
        help_text=_(
            "Short and neutral, such as m9: somebody may look at the browser's history. Left empty, one is found."
        ),
    )
    private_reading = forms.BooleanField(
        label=_("Private reading"),
        required=False,
        help_text=_("Nothing is recorded of its lessons until the learner taps “Mark as done”."),
    )

    def __init__(self, data=None, *, sections, section=None):
        only = section or (sections[0] if len(sections) == 1 else None)
        super().__init__(data, initial=_suggested(only) | {"token": uuid4()})
        self.fields["section"].queryset = sections
        if len(sections) == 1:
            self.fields["section"].initial = sections[0]
            self.fields["section"].widget = forms.HiddenInput()
        mark_language(self)

    @property
    def earlier(self):
        """The module that this very form has already made, or None."""
        section, token = (self._clean_quietly(name) for name in ("section", "token"))
        if not (section and token):
            return None
        return ModulePage.objects.child_of(section).filter(translation_key=token).first()

    def _clean_quietly(self, name):
        try:
            return self.fields[name].clean(self[name].data)
        except forms.ValidationError:
            return None

    def clean(self):
        cleaned = super().clean()
        if all(is_blank(cleaned.get(f"heading_{code}")) for code in record_languages):
            self.add_error(f"heading_{record_languages[0]}", _("Write this in at least one language."))
        if section := cleaned.get("section"):
            self._complete(cleaned, section)
        return cleaned

    def _complete(self, cleaned, section):
        cleaned["number"] = cleaned.get("number") or next_number(section)
        if "slug" not in cleaned:
            return
        cleaned["slug"] = (cleaned["slug"] or free_slug(section, cleaned["number"])).lower()
        refusal = refusal_of(section, cleaned["slug"])
        if refusal == "reserved":
            self.add_error("slug", RESERVED_SLUG)
        elif refusal:
            self.add_error("slug", _("Another page of this section has this address. Choose another."))


def _suggested(section):
    if section is None:
        return {}
    number = next_number(section)
    return {"section": section, "number": number, "slug": free_slug(section, number)}
