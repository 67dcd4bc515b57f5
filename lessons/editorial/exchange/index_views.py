"""Where editors bring things in and take them out."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.views.decorators.http import require_safe

from lessons.content.models import ModulePage, OrganisationPage
from lessons.editorial.exchange.admin_pages import draw
from lessons.organisations.models import Organisation


def modules_of(user):
    """Return the modules of the organisations that `user` publishes for, drafts too."""
    sections = OrganisationPage.objects.filter(organisation__in=Organisation.objects.of_member(user))
    paths = [Q(path__startswith=path) for path in sections.values_list("path", flat=True)]
    return ModulePage.objects.filter(reduce(or_, paths)).order_by("path") if paths else ModulePage.objects.none()


@require_safe
def index(request):
    rows = [(module, f"page:{module.pk}") for module in modules_of(request.user)]
    return draw(request, "index", None, {"rows": rows})
