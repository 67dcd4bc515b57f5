"""Writes the tokens of our style sheets short: a twelfth of what a page loads for its looks is their names."""

import re
from collections import Counter

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A block of tokens for every page: not indented, so that it stands in no condition.
_FOR_ALL = re.compile(r"^:root \{(.*?)\}", re.DOTALL | re.MULTILINE)
_DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;{}]+);?\s*")
_USED = re.compile(r"var\((--[\w-]+)(,?)")
_NAME = re.compile(r"(?<![\w-])--[a-z][\w-]*")
# The first are read by pictures that are no style sheets, the last are Wagtail's own.
_KEPT = ("--tile-", "--picture-", "--surface", "--w-")


class Tokens:
    """The tokens (custom properties) that a set of style sheets declares."""

    def __init__(self, sheets, every_page):
        """`sheets` are all texts, `every_page` those of them whose names shall not change when the others do."""
        text = "\n".join(_COMMENT.sub("", sheet) for sheet in sheets)
        declared = Counter(name for name, _value in _DECLARED.findall(text) if not name.startswith(_KEPT))
        self.values = dict(self._constants(text, declared))
        used = Counter(name for sheet in every_page for name, _comma in _USED.findall(sheet))
        rest = sorted(declared.keys() - self.values.keys(), key=lambda name: (-used[name], name))
        self.names = dict(zip(rest, _short_names(), strict=False))

    @staticmethod
    def _constants(text, declared):
        """Yield each token that has one value, whatever the language, the scheme and the width, with that value."""
        with_default = {name for name, comma in _USED.findall(text) if comma}
        for block in _FOR_ALL.findall(text):
            for name, value in _DECLARED.findall(block):
                if declared[name] == 1 and "var(" not in value and name not in with_default:
                    yield name, value.strip()

    def shortened(self, css):
        """Return `css` with constant tokens written out where they are used, and short names for the others."""
        css = _COMMENT.sub("", css)
        css = _DECLARED.sub(lambda match: "" if match[1] in self.values else match[0], css)
        css = re.sub(r"var\((--[\w-]+)\)", lambda match: self.values.get(match[1], match[0]), css)
        return _NAME.sub(lambda match: self.names.get(match[0], match[0]), css)


def _short_names():
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from (f"--{one}" for one in letters)
    yield from (f"--{one}{two}" for one in letters for two in letters)
