from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets.slug import SlugInput

from lessons.accounts.forms import PlainForm, email_input, speak_plainly
from lessons.content.models import HomePage
from lessons.content.panels import LANGUAGE_NAMES, mark_language, record_languages
from lessons.content.slugs import RESERVED_SLUG, is_reserved
from lessons.core.bilingual import is_blank
from lessons.editorial.founding.addresses import addresses_in
from lessons.organisations.models import Membership, Organisation

FIRST_PEOPLE = 10
LONGEST_SLUG = 30
ONE_LANGUAGE = _("Write this in at least one language.")


class OrganisationForm(WagtailAdminModelForm):
    """What can be changed of an organisation; its address stays, because links lead there."""

    class Meta:
        model = Organisation
        fields = ["name", "slug", "source_language"]
        help_texts = {
            "name": _("What editors see. Readers see the heading of its page."),
            "slug": _("Part of the address of its pages. It stays as it is, because links lead there."),
            "source_language": _("Texts in the other language are held against this one."),
        }
        labels = {"slug": _("Address")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["dir"] = "auto"
        self.fields["slug"].widget.attrs["dir"] = "ltr"
        if self.instance.pk:
            self.fields["slug"].disabled = True
        for field in self.fields.values():
            speak_plainly(field)

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if Organisation.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("An organisation has this name already. Choose another."), code="taken")
        return name


class FoundingForm(OrganisationForm):
    """All that it takes to found an organisation."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=LONGEST_SLUG,
        help_text=_("A short word in small English letters: part of the address of its pages. It can't be changed."),
        widget=SlugInput,
        error_messages={"invalid": _("Only English letters, digits and hyphens.")},
    )
    moderators = forms.CharField(
        label=_("Moderators"),
        help_text=_("E-mail addresses, one a line. They read what others write, publish it, and invite people."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )
    editors = forms.CharField(
        label=_("Editors"),
        help_text=_("E-mail addresses, one a line. They write and translate."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )

    class Meta(OrganisationForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in record_languages:
            heading = forms.CharField(label=LANGUAGE_NAMES[code], max_length=160, required=False)
            speak_plainly(heading)
            self.fields[f"heading_{code}"] = heading
        mark_language(self)

    def clean_slug(self):
        slug = self.cleaned_data["slug"].lower()
        if is_reserved(slug):
            raise ValidationError(RESERVED_SLUG, code="reserved")
        home = HomePage.objects.first()
        is_taken = home is not None and home.get_children().filter(slug=slug).exists()
        if is_taken or Organisation.objects.filter(slug=slug).exists():
            raise ValidationError(_("This address is taken. Choose another."), code="taken")
        return slug

    def clean_moderators(self):
        return self._addresses("moderators")

    def clean_editors(self):
        return self._addresses("editors")

    def _addresses(self, name):
        found, wrong = addresses_in(self.cleaned_data[name])
        if wrong:
            words = _("This does not look like an e-mail address: %(wrong)s") % {"wrong": wrong[0][:80]}
            raise ValidationError(words, code="invalid")
        return found

    def clean(self):
        data = super().clean()
        if all(is_blank(data.get(f"heading_{code}")) for code in record_languages):
            self.add_error(f"heading_{record_languages[0]}", ONE_LANGUAGE)
        moderators, editors = data.get("moderators") or [], data.get("editors") or []
        if both := [address for address in editors if address in moderators]:
            self.add_error("editors", _("This address is among the moderators too: %(email)s") % {"email": both[0]})
        if len(moderators) + len(editors) > FIRST_PEOPLE:
            self.add_error("editors", _("Ten people at once are enough. Invite the others afterwards."))
        return data

    @property
    def first_people(self):
        """Return (address, role) of each who is to be invited."""
        roles = {"moderators": Membership.Role.MODERATOR, "editors": Membership.Role.EDITOR}
        return [(address, role) for name, role in roles.items() for address in self.cleaned_data[name]]

    @property
    def headings(self):
        return {f"heading_{code}": self.cleaned_data[f"heading_{code}"] for code in record_languages}


class PersonForm(PlainForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=email_input())
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.EDITOR)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The address of somebody else: the browser shall not fill in one's own.
        self.fields["email"].widget.attrs["autocomplete"] = "off"
