"""The form with which a moderator approves a page or record: it names the languages that were read."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page

from lessons.core.bilingual import LANGUAGES
from lessons.editorial.desk.publishing import new_records
from lessons.editorial.translation.directions import language_name
from lessons.editorial.translation.drafts import draft_of
from lessons.editorial.translation.states import states_of


class ReviewForm(TaskStateCommentForm):
    """Approves what `task` has last been asked about, as its latest draft has it.

    Each language that the draft has text in, or a new record that is published with it, has to be named: all of them
    go to the readers together. `read` is the page or record and those new records. Who asks for
    more before something is approved puts a form of its own before this one.
    """

    task = None  # set by LanguageApproval: Wagtail makes the form with nothing but what was posted

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages that you have read and approve"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "All languages of the draft go to the readers together. Is one not ready? Send it back."
        ),
    )
    # Wagtail's own says its label in the language in which the site was started.
    comment = forms.CharField(label=gettext_lazy("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    field_order = ["languages", "comment"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.task.reviewed
        self.read = [page, *(new_records(draft_of(page)) if isinstance(page, Page) else [])]
        states, *others = states_of(self.read)
        self.written = [code for code in LANGUAGES if any(each[code].has_text for each in (states, *others))]
        self.fields["languages"].choices = [
            (code, f"{language_name(code)} – {states[code].words}") for code in self.written
        ]

    def clean_languages(self):
        named = self.cleaned_data["languages"]
        unread = [code for code in self.written if code not in named]
        if unread:
            sentence = _("Unread: %(languages)s. It would go to the readers, too. Read and tick it, or send it back.")
            raise ValidationError(sentence % {"languages": _names(unread)})
        return named

    def words(self):
        """Return what the history of the workflow says of this approval."""
        named, comment = self.cleaned_data["languages"], self.cleaned_data["comment"].strip()
        approved = _("Approved: %(languages)s") % {"languages": _names(named)} if named else ""
        return "\n".join(line for line in (approved, comment) if line)


def _names(languages):
    # Translators: what stands between two names of languages in a list.
    return _(", ").join(language_name(code) for code in languages)
