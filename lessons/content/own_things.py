"""One gate for the pages and files that an address of the CMS names.

Most of Wagtail's views ask about rights, each in its own way. Some name a page first (moving, copying, choosing a
picture's format), and where they refuse they tell that there is something.
"""

from django.http import Http404
from django.urls import reverse
from django.views.defaults import page_not_found
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from lessons.content.rights import files, numbers_of_rows, seen_pages

# What Wagtail calls a page in its addresses, queries and forms; "chooser" is where many pages are moved to.
PAGES = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk", "new_parent_page", "childOf"}
PAGES |= {"chooser"}
IMAGES = {"image_id"}
DOCUMENTS = {"document_id", "doc_id"}


class OwnThingsMiddleware:
    """Answers 404 when an address of the CMS, or a form in it, names a page or file that its person may not see."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return
        _ask_for_no_long_numbers(request)
        if request.user.is_superuser or not request.user.has_perm("wagtailadmin.access_admin"):
            return  # who sees all; who is sent to sign in
        if not (_may_set_up(request) and all(_may_see(request, *thing) for thing in _named(request, args, kwargs))):
            return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")


def _ask_for_no_long_numbers(request):
    """Wagtail looks up what a query lists, and databases fail over a number that no row can have; none has 0 either."""
    asked = request.GET.getlist("id")
    possible = ["0" if pk.isdecimal() and not numbers_of_rows([pk]) else pk for pk in asked]
    if possible != asked:
        request.GET = request.GET.copy()
        request.GET.setlist("id", possible)


def _may_set_up(request):
    """Wagtail lets everybody choose among the tasks of all workflows, which bear the names of organisations."""
    is_set_up = request.resolver_match.namespace == "wagtailadmin_workflows"
    return not is_set_up or request.user.has_perm("wagtailcore.change_workflow")


def _named(request, args, kwargs):
    yield from kwargs.items()
    if args and request.resolver_match.namespace == "wagtailadmin_pages":
        yield "page_id", args[0]  # the comparison of revisions has an address of its own kind
    for sent in (request.GET, request.POST):
        for name in PAGES & set(sent):
            for pk in filter(None, sent.getlist(name)):
                yield name, pk


def _may_see(request, name, pk):
    if name in PAGES:
        allowed = seen_pages(request.user)
    elif name in IMAGES:
        allowed = files(get_image_model(), request.user)
    elif name in DOCUMENTS:
        allowed = files(get_document_model(), request.user)
    else:
        return True
    return str(pk).isdecimal() and allowed.filter(pk=pk).exists()
