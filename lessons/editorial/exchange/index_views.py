"""Where editors bring things in and take them out."""

from django.views.decorators.http import require_safe

from lessons.editorial.exchange.admin_pages import draw
from lessons.editorial.translation.access import modules_of


@require_safe
def index(request):
    rows = [(module, f"page:{module.pk}") for module in modules_of(request.user)]
    return draw(request, "index", None, {"rows": rows})
