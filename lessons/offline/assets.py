"""What a page loads besides itself: style, script, letters and pictures."""

import re
from functools import cache
from urllib.parse import urljoin

from lessons.core.weights import file_of

_LOADED = re.compile(r"""<(?:link|script|img|use|source)\b[^>]*?\s(?:src|href)="([^"]+)\"""")
# A script that comes with the first tap, when a part of the page is read aloud for instance.
_LATER = re.compile(r"""\sdata-[a-z]+="([^"]+\.js)\"""")
_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')#?;]+)["']?""")


def assets_of(html):
    """Return the addresses of our own files that a page loads, at once or later, those of its style sheets included.

    Sound and films are left out: they would weigh more than everything else together.
    """
    found = {}
    for address in _LOADED.findall(html) + _LATER.findall(html):
        address = address.partition("#")[0]
        if file_of(address) is None:
            continue
        found[address] = True
        if address.endswith(".css"):
            found |= dict.fromkeys(_of_style(address), True)
    return list(found)


@cache
def _of_style(address):
    css = file_of(address).read_text(encoding="utf-8")
    wanted = [urljoin(address, part) for part in _IN_STYLE.findall(css) if not part.startswith("data:")]
    found = [asset for asset in wanted if file_of(asset) is not None]
    # Our style sheets import others until they are bundled.
    return found + [asset for sheet in found if sheet.endswith(".css") for asset in _of_style(sheet)]
