"""Five pictures out of sixteen instead of a PIN, for who reads little: which ones counts, not in which order.

4,368 sets are fewer than 10,000 PINs; the same caps on wrong tries hold (accounts.throttling).
"""

# Key of each picture, in the order of the board; a secret is the five keys in this order. Icons: pictures.svg.
PICTURES = {
    "a": "apple", "b": "bird", "c": "cup", "d": "drum", "e": "egg", "f": "fish", "g": "goat", "h": "hut",
    "i": "ice", "j": "jug", "k": "kite", "l": "lamp", "m": "moon", "n": "nest", "o": "orange", "p": "pen",
}  # fmt: skip
HOW_MANY = 5


def normalise_pictures(picked):
    """Return the secret that picking these keys means, in whatever order they were picked."""
    return "".join(sorted(set(picked)))


def is_pictures(secret):
    return len(secret) == HOW_MANY and set(secret) <= set(PICTURES) and list(secret) == sorted(set(secret))


def is_too_simple(secret):
    """Return whether the five pictures stand side by side on the board: what others would try first."""
    return ord(secret[-1]) - ord(secret[0]) == HOW_MANY - 1


def random_pictures(chance):
    """Return five pictures that a learner could have chosen too, drawn with `chance`, a random.Random."""
    while True:
        secret = normalise_pictures(chance.sample(list(PICTURES), HOW_MANY))
        if not is_too_simple(secret):
            return secret
