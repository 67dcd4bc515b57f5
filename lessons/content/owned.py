"""Whose a row is. Wagtail's snippet views ask whether a person may work on a model, never on this row."""

from django.contrib.admin.utils import unquote
from django.http import Http404
from wagtail.snippets.views.snippets import SnippetViewSet

from lessons.organisations.models import Organisation

# All views of one row; those of none (list, add) are limited by get_queryset and by the form.
VIEWS = [
    *("edit", "delete", "usage", "history", "inspect", "revisions", "revisions_compare", "revisions_unschedule"),
    *("unpublish", "preview_on_edit", "lock", "unlock", "workflow_action", "collect_workflow_action_data"),
    *("confirm_workflow_cancellation", "workflow_preview", "workflow_history", "workflow_history_detail"),
]


class OwnRowMixin:
    def setup(self, request, *args, **kwargs):
        pk = kwargs.get("pk", args[0] if args else None)
        if pk is not None and not owned(self.model, request.user).filter(pk=unquote(str(pk))).exists():
            raise Http404
        super().setup(request, *args, **kwargs)


def owned(model, user):
    """Return the rows of the organisations that `user` publishes for."""
    return model._default_manager.filter(organisation__in=Organisation.objects.of_member(user))


def _limited(name):
    view = getattr(SnippetViewSet, f"{name}_view_class")
    return type(f"Own{view.__name__}", (OwnRowMixin, view), {})


class OwnedViewSet(SnippetViewSet):
    """A viewset that lists, opens and changes only the rows of one's own organisations."""

    def get_queryset(self, request):
        return owned(self.model, request.user)


for _name in VIEWS:
    setattr(OwnedViewSet, f"{_name}_view_class", _limited(_name))
