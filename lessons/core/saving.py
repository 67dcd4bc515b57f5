"""Fewer bytes for whoever pays for each: pages without pictures and without a font to be fetched."""

COOKIE = "data"
LITTLE, ALL = "little", "all"


def saves_data(request):
    """Return whether `request` wants little data: by the reader's choice on this site, else by `Save-Data: on`.

    The header comes from a browser whose own data saver, or the phone's, is on (https://wicg.github.io/savedata/).
    """
    chosen = request.COOKIES.get(COOKIE)
    if chosen in {LITTLE, ALL}:
        return chosen == LITTLE
    return request.headers.get("Save-Data", "").strip().lower() == "on"
