"""What this app puts into the editors of content; each family's module registers its own."""

from lessons.editorial.desk import missing, panel

__all__ = ["missing", "panel"]
