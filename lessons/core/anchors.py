"""Where on a page a block of its body is found: by its number, the same in every language.

A link that an editor writes to a number leads elsewhere once a block is put in above it. But
the ids of blocks are random, and a page names dozens: they took a tenth of a long lesson on a slow network.
"""


def anchor(number):
    """Return the name of the place of the block at `number`, counted from 1."""
    return f"b-{number}"


def anchor_of(body, block):
    """Return the anchor of the block with the id `block`, "" when `body` (of a StreamField) has it no more."""
    return next((place for place, found in _places(body) if found == block), "")


def block_at(body, place):
    """Return the id of the block at the anchor `place`, "" when there is none."""
    return next((found for name, found in _places(body) if name == place), "")


def _places(body):
    return ((anchor(number), raw.get("id", "")) for number, raw in enumerate(body.raw_data, start=1))
