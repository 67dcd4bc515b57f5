"""The yardsticks of bench/serve.py: a bare page and a bare write behind the same middleware and server."""

import os
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.bare_settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from lessons.content.models import Edition  # noqa: E402
from lessons.curriculum.models import LoadedItem  # noqa: E402
from safety_site.urls import urlpatterns as site_patterns  # noqa: E402


def hello(request):
    return HttpResponse("hello")


@csrf_exempt
@transaction.atomic
def write(request):
    LoadedItem.objects.create(name=str(uuid.uuid4()), source_hash="", written_hash="")
    Edition.objects.filter(pk=1).update(number=F("number") + 1)
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [path("bench/hello/", hello), path("bench/write/", write), *site_patterns]
