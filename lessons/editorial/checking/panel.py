"""The way from an editor to all that the content check finds."""

from django.template.loader import render_to_string

from lessons.core.slots import fill
from lessons.editorial.checking.gate import check_address, is_checked


@fill("editor.top")
def way_to_the_check(request, obj):
    if not is_checked(obj):
        return ""
    return render_to_string("editorial/checking/includes/way.html", {"url": check_address(obj)}, request)
