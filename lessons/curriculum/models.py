from django.db import models


class LoadedItem(models.Model):
    """What `load_curriculum` last wrote of one item, to know what an editor has changed since."""

    name = models.CharField(max_length=200, unique=True)
    source_hash = models.CharField(max_length=64)
    written_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "loaded item"

    def __str__(self):
        return self.name
