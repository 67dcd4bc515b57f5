"""Wagtail finds its hooks here; each family registers its own."""

from lessons.editorial.checking import hooks as checking
from lessons.editorial.desk import hooks as desk
from lessons.editorial.exchange import hooks as exchange
from lessons.editorial.founding import hooks as founding
from lessons.editorial.scenarios import hooks as scenarios
from lessons.editorial.translation import hooks as translation
from lessons.editorial.upkeep import hooks as upkeep

__all__ = ["checking", "desk", "exchange", "founding", "scenarios", "translation", "upkeep"]
