"""What this app puts into the pages of others."""

from django.template.loader import render_to_string

from lessons.core import slots
from lessons.core.same_origin import has_session


@slots.fill("foot.links")
def foot_links(request, _obj):
    """Joining and signing in for a visitor, signing out for whoever is signed in."""
    person = request.user if request is not None and has_session(request) and hasattr(request, "user") else None
    return render_to_string("classrooms/includes/foot_links.html", {"person": person})
