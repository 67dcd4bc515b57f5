from django.shortcuts import get_object_or_404

from lessons.content.models import ModulePage


def get_open_module(pk):
    """Return the published module `pk`. Raises Http404 for a draft or withdrawn one: a phone then removes it."""
    return get_object_or_404(ModulePage.objects.live().public(), id=pk)
