"""Choosing a page to link to: browsing shows one's own section, searching also finds what any reader can open.

Another organisation's page goes by the name that its readers know: its next name is still a draft.
"""

from wagtail.admin.views import chooser

from lessons.content.rights import choosable_pages, numbers_of_rows, seen_pages


def own_or_public_pages(pages, request):
    """What Wagtail's hook "construct_page_chooser_queryset" asks."""
    is_search = request.resolver_match.url_name == "choose_page_search"
    allowed = choosable_pages(request.user) if is_search else seen_pages(request.user)
    return pages.filter(pk__in=allowed.values("pk"))


def _seen_ids(user):
    return set(seen_pages(user).values_list("pk", flat=True))


class ReaderTitleColumn(chooser.PageTitleColumn):
    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = seen

    def get_value(self, instance):
        if instance.pk not in self.seen:
            instance.draft_title = instance.title  # for the cells that follow, too
        return super().get_value(instance)


class SeenParentColumn(chooser.ParentPageColumn):
    """A public page may stand under a draft, which then has no name here."""

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = seen

    def get_value(self, instance):
        parent = super().get_value(instance)
        return parent if parent and parent.pk in self.seen else None


class LinkSearchView(chooser.SearchView):
    @property
    def columns(self):
        columns, seen = super().columns, _seen_ids(self.request.user)
        title = 1 if self.is_multiple_choice else 0
        own = {"seen": seen, "label": columns[title].label, "is_multiple_choice": self.is_multiple_choice}
        columns[title] = ReaderTitleColumn("title", **own)
        columns[title + 1] = SeenParentColumn("parent", label=columns[title + 1].label, seen=seen)
        return columns


class ReaderTitleMixin:
    def render_chosen_response(self, result):
        pages = [page for page in (result if isinstance(result, list) else [result]) if "adminTitle" in page]
        seen = _seen_ids(self.request.user) if pages else set()
        for page in pages:
            if page["id"] not in seen:
                page["adminTitle"] = choosable_pages(self.request.user).get(pk=page["id"]).title
        return super().render_chosen_response(result)


class ChosenPagesView(ReaderTitleMixin, chooser.ChosenMultipleView):
    def get(self, request):
        asked = numbers_of_rows(request.GET.getlist("id"))
        request.GET = request.GET.copy()
        request.GET.setlist("id", choosable_pages(request.user).filter(pk__in=asked).values_list("pk", flat=True))
        return super().get(request)


class WebLinkView(ReaderTitleMixin, chooser.ExternalLinkView):
    """An address of a page of this site becomes a link to that page, unless one may not link to it."""

    def render_chosen_response(self, result):
        if "id" in result and not choosable_pages(self.request.user).filter(pk=result["id"]).exists():
            result = self.get_result_data()
        return super().render_chosen_response(result)
