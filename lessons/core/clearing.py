"""Has a phone forget what it keeps of the site."""


def clear_phone(response):
    """Return `response`, which tells the browser to drop kept pages, kept answers and the service worker.

    The session's cookie stays; browsers that don't know the header are cleared by script (offline/js/clear.js).
    """
    response["Clear-Site-Data"] = '"cache", "storage"'
    response["Cache-Control"] = "private, no-store"
    return response
