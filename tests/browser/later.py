"""The site with a clock that is DAYS_LATER ahead: what somebody finds who comes back then."""

import os
from datetime import timedelta

from django.utils import timezone

_now = timezone.now
timezone.now = lambda: _now() + timedelta(days=int(os.environ["DAYS_LATER"]))

from safety_site.wsgi import application  # noqa: E402 - loads what looks at the clock

__all__ = ["application"]
