"""What this app puts into the pages of others."""

from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from lessons.core.slots import fill
from lessons.offline.tokens import handle_of


@fill("page.head")
def manifest(_request, _obj):
    """How the site is installed."""
    return format_html('<link rel="manifest" href="{}">', reverse("phone:manifest"))


@fill("exit.neutral")
def neutral(_request, _obj):
    """The address to which the exit leads without a network."""
    return reverse("offline:neutral")


@fill("foot.links")
def to_this_phone(_request, _obj):
    return format_html('<li><a href="{}">{}</a></li>', reverse("offline:kept"), gettext("On this phone"))


@fill("module.keep")
def keep(request, module):
    """On a module's page: keeping it on this phone."""
    if request is None or getattr(request, "is_dummy", False) or not module.live:
        return ""
    return get_template("offline/slots/keep.html").render({"module": module, "request": request})


@fill("phone.forgets")
def forgets(_request, learner):
    """After `learner` was taken off the phone: what is kept on it for their answers goes."""
    return get_template("offline/slots/forgets.html").render({"who": handle_of(learner)})


@fill("phone.clears")
def clears(_request, _obj):
    """On a page whose form ends in a cleared phone: that it does, and what sends the answers before."""
    return get_template("offline/slots/clears.html").render()
