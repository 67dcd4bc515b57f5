"""The choosers of records: Wagtail's show and return every row to whoever gets into the CMS."""

from django.http import Http404
from wagtail.snippets.views import chooser

from lessons.content.rights import choosable_records, numbers_of_rows


class OwnChoiceMixin:
    def get_object_list(self):
        return choosable_records(self.model_class, self.request.user)

    def get_object(self, pk):
        if not pk.isdecimal():
            raise Http404
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks):
        return self.get_object_list().filter(pk__in=numbers_of_rows(pks))

    def can_create(self):
        return super().can_create() and self.get_creation_form_class() is not None


class OwnedChooserViewSet(chooser.SnippetChooserViewSet):
    """Choosers that show and return what a person may choose (content.rights)."""

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(type(f"Own{view_class.__name__}", (OwnChoiceMixin, view_class), {}), **kwargs)
