"""What the CMS shows of lessons.editorial.exchange."""

from lessons.editorial.exchange import question_hooks  # noqa: F401 - registers its own
