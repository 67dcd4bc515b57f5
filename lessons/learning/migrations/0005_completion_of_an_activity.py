import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0004_practice"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.RemoveConstraint(model_name="completion", name="learner_has_a_lesson_once"),
        migrations.RenameField(model_name="completion", old_name="lesson", new_name="activity"),
        migrations.AlterField(
            model_name="completion",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.AlterModelOptions(name="completion", options={"verbose_name": "activity of a learner"}),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(fields=("learner", "activity"), name="learner_has_an_activity_once"),
        ),
    ]
