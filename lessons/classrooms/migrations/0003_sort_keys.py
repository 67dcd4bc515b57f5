from django.db import migrations

from lessons.classrooms.names import sort_key


def fill(apps, schema_editor):
    for enrolment in apps.get_model("classrooms", "Enrolment").objects.filter(sort_key="").iterator():
        enrolment.sort_key = sort_key(enrolment.name)[:255]
        enrolment.save(update_fields=["sort_key"])


class Migration(migrations.Migration):
    dependencies = [("classrooms", "0002_whole_class")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
