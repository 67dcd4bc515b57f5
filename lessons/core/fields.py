from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations: a new block is no change to the database."""

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
