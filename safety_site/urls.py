from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lessons.content.api import api_router
from lessons.core import views

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("", include("lessons.offline.root_urls")),
    path("cms/", include("lessons.content.cms_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    # A small server has nothing in front; a larger one lets its proxy answer /media/ (docs/deploy.md). Documents go
    # through Wagtail's view above, which minds private collections and sends a policy of its own.
    re_path(r"^media/(?P<path>(?!documents/).*)$", views.media, name="media"),
]
urlpatterns += i18n_patterns(
    path("", include("lessons.core.urls")),
    path("", include("lessons.accounts.urls")),
    path("", include("lessons.organisations.urls")),
    path("", include("lessons.learning.urls")),
    path("", include("lessons.classrooms.urls")),
    path("", include("lessons.dashboards.urls")),
    path("", include("lessons.offline.urls")),
    path("", include(wagtail_urls)),
)
