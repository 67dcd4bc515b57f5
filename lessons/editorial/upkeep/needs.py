"""What is overdue, for the first page of the CMS."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lessons.editorial.desk.needs import SHOWN, Need, provides_needs
from lessons.editorial.upkeep.queries import overdue_records


@provides_needs
def overdue(user):
    return Need(*needs(user))


def needs(user):
    """Return (title, items, more_url, more_label); each item is (label, url, note), the longest overdue first."""
    items = [
        (str(record), reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk]), _note(record))
        for record in overdue_records(user)[:SHOWN]
    ]
    return _("Facts and helplines to check"), items, reverse("upkeep:report"), _("All that is to be checked")


def _note(record):
    return _("due since %(day)s") % {"day": date_format(record.review_after, "DATE_FORMAT")}
