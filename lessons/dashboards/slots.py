from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext

from lessons.core.same_origin import has_session
from lessons.core.slots import fill


@fill("bar.account")
def account_link(request, _obj):
    """The way to one's own page in the bar; nothing for a visitor, whose pages are cached."""
    if request is None or not has_session(request) or not hasattr(request, "user"):
        return ""
    if not request.user.is_authenticated:
        return ""
    if request.user.is_learner:
        url, label, icon_name = reverse("dashboards:me"), gettext("My progress"), "me"
    else:
        url, label, icon_name = reverse("classrooms:classes"), gettext("My classes"), "class"
    here = url if request.path.startswith(url) else ""
    context = {"url": url, "label": label, "icon_name": icon_name, "here": here, "nav": url}
    return get_template("core/includes/nav_link.html").render(context)
