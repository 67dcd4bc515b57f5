"""The models of the app, each family in a module of its own."""

from lessons.editorial.checking.words import WatchedWord
from lessons.editorial.exchange.packaged import PackagedItem
from lessons.editorial.exchange.uploads import HeldUpload
from lessons.editorial.translation.checks import TranslationCheck
from lessons.editorial.translation.review import LanguageReview

__all__ = ["HeldUpload", "LanguageReview", "PackagedItem", "TranslationCheck", "WatchedWord"]
