from django.utils.translation import get_language

from lessons.content.kept import kept
from lessons.content.links import site_links


def links(request):
    """Help and the pages of the foot, kept for an edition; none in the CMS."""
    if request.path.startswith("/cms/"):
        return {}
    return kept(request, f"links:{get_language()}", site_links)
