"""The content's edition: a number that goes up when anything that a reader can see changes.

Cached pages are kept under it, so that a publication is seen at once in every process, at one short query a page.
"""

from django.db import connection, models
from django.db.models import F
from django.db.models.signals import post_delete, post_save


class Edition(models.Model):
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_edition")]

    def __str__(self):
        return str(self.number)


def current_edition():
    # Every public page asks this; the ORM would take twenty times as long to write the same query anew.
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM content_edition WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else 0


def new_edition(**_signal):
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1, defaults={"number": 1})


def watch():
    """Start a new edition whenever Wagtail publishes, withdraws, moves or hides, or a record or file changes."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Page, PageViewRestriction, Site, get_page_models
    from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

    from lessons.content.models import Choice, Fact, Helpline, Question, Topic

    for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(new_edition, dispatch_uid=f"edition-{id(signal)}")
    for model in (Page, *get_page_models()):
        post_delete.connect(new_edition, sender=model, dispatch_uid=f"edition-delete-{model.__name__}")
    records = (Choice, Fact, Helpline, Question, Topic)
    for model in (*records, PageViewRestriction, Site, get_image_model(), get_document_model()):
        for signal in (post_save, post_delete):
            signal.connect(new_edition, sender=model, dispatch_uid=f"edition-{id(signal)}-{model.__name__}")
