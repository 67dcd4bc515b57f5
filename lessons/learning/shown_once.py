"""Feedback that is shown right after an answer and never again: somebody may look over a shoulder later."""

KEY = "shows_once"


def show_once(request, answer):
    """Let the next look at `answer`, which was given just now in this browser, show it."""
    request.session[KEY] = str(answer.pk)


def may_show_now(request, answer):
    """Return whether this is that look; the one after it is not."""
    if request.session.get(KEY) != str(answer.pk):
        return False
    # A mere HEAD shows nothing.
    if request.method == "GET":
        del request.session[KEY]
    return True
