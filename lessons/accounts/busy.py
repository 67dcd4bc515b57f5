"""What somebody sees whose source has done too much in this hour, wherever no form can say it beside a field."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lessons.accounts.throttling import TooManyTries


class BusyMiddleware:
    """Answers a TooManyTries that no view has caught with a friendly page, status 429."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the page for TooManyTries, None for whatever else went wrong."""
        if not isinstance(exception, TooManyTries):
            return None
        context = {
            "title": _("Very many people at once"),
            "text": _("Nothing could be kept just now. Go on reading and try again in an hour."),
            "link": f"/{get_language()}/",
        }
        return render(request, "core/message.html", context, status=429)
