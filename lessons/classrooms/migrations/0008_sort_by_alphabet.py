from django.db import migrations

from lessons.classrooms.names import sort_key

A_TIME = 1000


def sort_anew(apps, schema_editor):
    """The key that names are sorted by follows the Urdu alphabet now."""
    model = apps.get_model("classrooms", "Enrolment")
    waiting = []
    for enrolment in model.objects.only("pk", "name").iterator(A_TIME):
        enrolment.sort_key = sort_key(enrolment.name)[:255]
        waiting.append(enrolment)
        if len(waiting) == A_TIME:
            model.objects.bulk_update(waiting, ["sort_key"])
            waiting.clear()
    model.objects.bulk_update(waiting, ["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("classrooms", "0007_practise_week")]
    operations = [migrations.RunPython(sort_anew, migrations.RunPython.noop, elidable=True)]
