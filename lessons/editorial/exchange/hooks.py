"""What the CMS shows of lessons.editorial.exchange."""

from lessons.editorial.exchange import question_hooks, text_hooks

__all__ = ["question_hooks", "text_hooks"]
