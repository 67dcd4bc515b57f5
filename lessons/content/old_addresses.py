"""Where pages used to stand. Teachers have printed these addresses; they go on working, in both languages."""

from django.db import models
from wagtail.models import Page


class OldAddress(models.Model):
    """An address that led to a page. It goes by path, without host or language: the page has one in each."""

    path = models.CharField(max_length=1000, unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    # No editor uses a page by having moved it.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.path


def moved_page(home, path_components):
    """Return the published page that used to stand at this address below `home`, or None."""
    path = "".join(f"{part}/" for part in path_components)
    found = OldAddress.objects.filter(path=path, page__live=True).select_related("page").first()
    return found and found.page


def keep_addresses(*, page, before, after):
    """Remember where `page` and what is below it stood, now that its `url_path` went from `before` to `after`.

    The latest page that stood at an address has it; a page that stands there now needs no way to it.
    """
    home = _home_of(page)
    if home is None or before == after or not before.startswith(home.url_path):
        return
    below = Page.objects.filter(path__startswith=page.path).exclude(live=False, first_published_at=None)
    now = {path[len(home.url_path) :]: pk for path, pk in below.values_list("url_path", "pk")}
    start = len(after) - len(home.url_path)
    then = [OldAddress(path=before[len(home.url_path) :] + path[start:], page_id=pk) for path, pk in now.items()]
    OldAddress.objects.filter(path__in=now).delete()
    OldAddress.objects.bulk_create(then, update_conflicts=True, unique_fields=["path"], update_fields=["page"])


def _home_of(page):
    return Page.objects.ancestor_of(page).filter(depth=2).first()


def watch():
    """Keep the old address whenever Wagtail moves a page or gives it another slug."""
    from wagtail.signals import page_slug_changed, post_page_move

    page_slug_changed.connect(_slug_changed, dispatch_uid="old-address-slug")
    post_page_move.connect(_moved, dispatch_uid="old-address-move")


def _slug_changed(instance, instance_before, **_signal):
    keep_addresses(page=instance, before=instance_before.url_path, after=instance.url_path)


def _moved(instance, url_path_before, url_path_after, **_signal):
    keep_addresses(page=instance, before=url_path_before, after=url_path_after)
