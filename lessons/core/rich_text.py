"""What rich text holds besides what is read."""

import re

_KEY = re.compile(r' data-block-key="[^"]*"')


def without_keys(html):
    """Return `html` without the keys of its paragraphs, which the CMS's editor writes anew each time it saves."""
    return _KEY.sub("", html)
