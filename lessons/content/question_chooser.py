"""Choosing a question, or writing a new one on the spot: the page that is being edited stays open behind it."""

import re
from itertools import product
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.snippets.views import chooser

from lessons.content.bands import ALL
from lessons.content.choosers import RecordChooser
from lessons.content.owned import owned
from lessons.content.pages import OrganisationPage
from lessons.content.panels import LANGUAGE_NAMES, LocalModelForm, record_languages
from lessons.content.questions import Choice, Question, QuestionForm
from lessons.content.rights import numbers_of_rows
from lessons.core.bilingual import is_blank
from lessons.core.urdu import direction
from lessons.organisations.models import Organisation

CHOICES = 6
TEXTS = ("text", "feedback", "misconception")


class NewChoiceForm(LocalModelForm):
    class Meta:
        model = Choice
        fields = [f"{name}_{code}" for name, code in product(TEXTS, record_languages)]
        fields += ["is_right", "key"]
        widgets = {"key": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, code in product(TEXTS, record_languages):
            label = capfirst(str(Choice._meta.get_field(name).verbose_name))
            self.fields[f"{name}_{code}"].label = f"{label} · {LANGUAGE_NAMES[code]}"

    def clean(self):
        cleaned = super().clean()
        if self.has_changed() and all(is_blank(cleaned.get(f"text_{code}")) for code in record_languages):
            self.add_error(f"text_{record_languages[0]}", _("Write this in at least one language."))
        return cleaned


class NewQuestionForm(QuestionForm):
    """A whole question in one short form; its key is suggested."""

    use_required_attribute = False  # the modal's script would look for a field's frame that choices have not

    class Meta:
        model = Question
        fields = ["organisation", "kind", "reveals", "topic", "bands", "prompt_en", "prompt_ur", "key"]
        widgets = {"topic": forms.Select, "key": forms.TextInput}
        formsets = {
            "choices": {
                "form": NewChoiceForm,
                "fields": NewChoiceForm.Meta.fields,
                "extra": CHOICES,
                "max_num": CHOICES,
                "validate_max": True,
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bands"].initial = ALL
        organisations = list(self.fields["organisation"].queryset[:2])
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0]


class _Chosen:
    """What a person may choose: the questions of their organisations."""

    def get_object_list(self):
        return owned(Question, self.request.user)

    def get_object(self, pk):
        try:
            return self.get_object_list().get(pk=pk)
        except (ValueError, ValidationError) as e:
            raise ObjectDoesNotExist from e

    def get_objects(self, pks):
        return self.get_object_list().filter(pk__in=numbers_of_rows(pks))


class _Creation:
    """The form of a new question, for the page in whose editor the chooser was opened."""

    creation_form_template_name = "content/chooser/new_question.html"

    def get_creation_form_kwargs(self):
        page = page_behind(self.request)
        section = OrganisationPage.objects.ancestor_of(page, inclusive=True).first() if page else None
        suggested = {"key": free_key(page), "organisation": section and section.organisation_id}
        return super().get_creation_form_kwargs() | {
            "for_user": self.request.user,
            "initial": suggested,
            "prefix": "question",
        }

    def can_create(self):
        return super().can_create() and Organisation.objects.of_member(self.request.user).exists()


class _Listing(_Chosen, _Creation):
    page_subtitle = ""
    ordering = ["-pk"]  # what was just written comes first
    per_page = 10

    @property
    def title_column(self):
        if self.is_multiple_choice:
            return super().title_column
        return PromptsColumn(
            "title",
            label=_("Question"),
            accessor=str,
            get_url=lambda row: self.append_preserved_url_parameters(reverse(self.chosen_url_name, args=[row.pk])),
        )

    @property
    def columns(self):
        # Wagtail's own column of the state asks for the schedule and the workflow of each row.
        kind = Column("kind", label=_("Kind"), accessor="get_kind_display")
        return [self.title_column, kind, Column("live", label=_("Status"), accessor=_state)]


def _state(question):
    if not question.live:
        return _("draft")
    return _("live, with changes that aren't published") if question.has_unpublished_changes else _("live")


class PromptsColumn(TitleColumn):
    """The prompt in each language, as the link that chooses the question."""

    cell_template_name = "content/chooser/prompts_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        texts = [(code, direction(code), getattr(instance, f"prompt_{code}")) for code in record_languages]
        prompts = [prompt for prompt in texts if not is_blank(prompt[2])]
        return super().get_cell_context_data(instance, parent_context) | {"prompts": prompts}


class ChooseView(_Listing, chooser.ChooseView):
    pass


class ChooseResultsView(_Listing, chooser.ChooseResultsView):
    pass


class ChosenView(_Chosen, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(_Chosen, chooser.SnippetChosenMultipleView):
    pass


class CreateView(_Creation, chooser.SnippetCreateView):
    @transaction.atomic
    def save_form(self, form):
        question = form.save(commit=False)
        question.live = False
        question.save()
        form.save_m2m()
        revision = question.save_revision(user=self.request.user)
        log(instance=question, action="wagtail.create", revision=revision, content_changed=True)
        return question


class QuestionChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView
    creation_form_class = NewQuestionForm
    page_title = _("Choose a question, or write one")
    search_tab_label = _("Choose")
    creation_tab_label = _("Write a new one")
    create_action_label = _("Save as a draft and take it")
    create_action_clicked_label = _("Saving…")

    @cached_property
    def widget_class(self):
        return RecordChooser(model=self.model, icon=self.icon)


def page_behind(request):
    """Return the page in whose editor the chooser stands open, or None: a hint, no more; nothing is allowed by it."""
    try:
        found = resolve(urlsplit(request.headers.get("Referer", "")).path)
    except (Resolver404, ValueError):
        return None
    if found.view_name != "wagtailadmin_pages:edit":
        return None
    page = Page.objects.filter(pk=found.args[0] if found.args else found.kwargs.get("page_id")).first()
    return page if page and page.permissions_for_user(request.user).can_edit() else None


def free_key(page=None):
    """Return the first free key for a question of `page`: m9-q3 for the third in module m9."""
    base = re.sub(r"-(q|quiz|\d+)$", "", page.slug)[:30] if page else "new"
    taken = set(Question.objects.filter(key__startswith=f"{base}-q").values_list("key", flat=True))
    number = 1
    while f"{base}-q{number}" in taken:
        number += 1
    return f"{base}-q{number}"
