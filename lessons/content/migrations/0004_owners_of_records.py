from django.db import migrations


def give_to_the_first(apps, schema_editor):
    """Facts and helplines were everybody's; those who wrote them are the organisation that was there first."""
    first = apps.get_model("organisations", "Organisation").objects.order_by("pk").first()
    for name in ("Fact", "Helpline"):
        rows = apps.get_model("content", name).objects.filter(organisation=None)
        if first is None and rows.exists():
            first = apps.get_model("organisations", "Organisation").objects.create(name="Chiragh", slug="chiragh")
        rows.update(organisation=first)


class Migration(migrations.Migration):
    dependencies = [("content", "0003_drafts_of_records")]
    operations = [migrations.RunPython(give_to_the_first, migrations.RunPython.noop)]
