from django.db import migrations
from django.utils import timezone


def remember(apps, schema_editor):
    """Note of what was live before it had drafts that readers have seen it: taken off, it is no new record."""
    for name in ("fact", "helpline", "question"):
        rows = apps.get_model("content", name).objects.filter(live=True, first_published_at=None)
        rows.update(first_published_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("content", "0008_records_are_locked")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
