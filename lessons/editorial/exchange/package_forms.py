from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.content.models import OrganisationPage
from lessons.editorial.exchange.package_format import MAX_PACKAGE, PackageRefused
from lessons.editorial.exchange.package_read import read_package
from lessons.editorial.translation.access import sections_of


class PackageInForm(forms.Form):
    """A package, and the organisation that is to have what is in it."""

    section = forms.ModelChoiceField(
        label=_("For"), queryset=OrganisationPage.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A package that was made with this program. Nothing is written before you have seen it."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        sections = sections_of(user)
        self.fields["section"].queryset = sections
        self.fields["section"].initial = sections.first()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_PACKAGE:
            raise forms.ValidationError(_("The package is too large."))
        try:
            self.package = read_package(file.read())
        except PackageRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return file
