"""Actions on many things at once. Wagtail names those among them that one may not touch."""

from django.apps import apps
from django.http import Http404
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import CollectionMember, Page

from lessons.content.rights import files, owned, seen_pages


class OwnItemsMixin:
    def get_actionable_objects(self):
        objects, refused = super().get_actionable_objects()
        seen = self._seen([*objects, *refused["items_with_no_access"]])
        objects = [item for item in objects if item.pk in seen]
        refused = refused | {"items_with_no_access": [i for i in refused["items_with_no_access"] if i.pk in seen]}
        if not objects and not any(refused.values()):
            raise Http404
        return objects, refused

    def _seen(self, items):
        user, model = self.request.user, self.model
        if issubclass(model, Page):
            allowed = seen_pages(user)
        elif issubclass(model, CollectionMember):
            allowed = files(model, user)
        elif hasattr(model, "serves_all"):
            allowed = owned(model, user)
        else:  # people, topics: Wagtail's right on the model decides
            return {item.pk for item in items if self.check_perm(item)}
        return set(allowed.filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True))


def bulk_action(request, app_label, model_name, action):
    """Do Wagtail's `action` on those of the things asked for that the person sees."""
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    own_action = type(f"Own{action_class.__name__}", (OwnItemsMixin, action_class), {})
    return own_action(request, apps.get_model(app_label, model_name)).dispatch(request)
