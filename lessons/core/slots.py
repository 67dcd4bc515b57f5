"""Named holes in a page that apps further up fill: a lesson knows nothing of its learner.

A page writes `{% slot "lesson.after" page %}`; an app registers, in its AppConfig.ready, a function that takes the
request and that object and returns HTML or an empty string.
"""

from collections import defaultdict

from django.utils.safestring import mark_safe

_fillings = defaultdict(list)


def fill(name):
    """Register the decorated function as a filling of the slot `name`."""

    def register(function):
        if function not in _fillings[name]:
            _fillings[name].append(function)
        return function

    return register


def render(name, request, obj=None):
    """Return what the registered functions put into the slot, in the order of their apps."""
    return mark_safe("".join(function(request, obj) or "" for function in _fillings[name]))
