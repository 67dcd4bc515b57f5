"""The tile of each module: eight of one ajrak-like motif, after the eighth they begin again."""

import re
from functools import cache
from pathlib import Path

_DRAWN = Path(__file__).resolve().parent / "tiles.svg"
_TILE = re.compile(r'<symbol id="tile-(\d+)" (viewBox="[^"]*")>(.*?)</symbol>', re.DOTALL)
_ON_INDIGO = {1, 4, 5, 8}


def tile_of(number):
    """Return of the tile of module `number` its viewBox attribute, what is drawn in it, and whether it is on indigo.

    Its colours are `var(--tile-ground, …)`, `--tile-mark` and `--tile-accent`.
    """
    tiles = _tiles()
    place = (int(number) - 1) % len(tiles) + 1
    return *tiles[place], place in _ON_INDIGO


@cache
def _tiles():
    return {int(n): (box, inner) for n, box, inner in _TILE.findall(_DRAWN.read_text(encoding="utf-8"))}
