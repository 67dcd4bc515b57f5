"""What the CMS shows of lessons.editorial.exchange."""

from lessons.editorial.exchange import package_hooks, question_hooks, text_hooks

__all__ = ["package_hooks", "question_hooks", "text_hooks"]
