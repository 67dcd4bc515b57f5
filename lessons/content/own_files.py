"""Images and documents: Wagtail limits them by collection, except in what it gives to other programs, and in tags."""

from django.contrib.contenttypes.models import ContentType
from django.http import JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents import get_document_model
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views import documents
from wagtail.images import get_image_model
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import chooser as image_chooser
from wagtail.images.views import images

from lessons.content.rights import files
from lessons.core.search import fold


class OwnFilesMixin:
    def get_queryset(self):
        return super().get_queryset().filter(pk__in=files(self.model, self.request.user).values("pk"))


class OwnImagesAPIViewSet(OwnFilesMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocumentsAPIViewSet(OwnFilesMixin, DocumentsAdminAPIViewSet):
    pass


class ReadPagesAPIViewSet(PagesAdminAPIViewSet):
    """The pages to look at. Wagtail's own publishes, moves and deletes, too, past the hooks that refuse or check it."""

    actions = {}


def own_files_api(router):
    """What Wagtail's hook "construct_admin_api" asks; after Wagtail's own, whose places these take."""
    router.register_endpoint("pages", ReadPagesAPIViewSet)
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)


# --- tags belong to nobody: unlimited, everybody is offered the words that others put on their files ----------------
def own_tags(user, *models):
    """Return the tags of the images or documents that `user` sees."""
    tagged = TaggedItem.objects.none()
    for model in models:
        of_model = TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(model))
        tagged |= of_model.filter(object_id__in=files(model, user).values("pk"))
    return Tag.objects.filter(pk__in=tagged.values("tag"))


class OwnTagsMixin:
    """A filter of files that offers the tags of one's own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "tag" in self.filters:
            names = set(own_tags(self.request.user, self._meta.model).values_list("name", flat=True))
            self.filters["tag"].extra["choices"] = [
                (n, n) for n, _label in self.filters["tag"].extra["choices"] if n in names
            ]


class ImagesFilterSet(OwnTagsMixin, images.ImagesFilterSet):
    class Meta(images.ImagesFilterSet.Meta):
        pass


class ImagesView(images.IndexView):
    filterset_class = ImagesFilterSet


class DocumentsFilterSet(OwnTagsMixin, documents.DocumentsFilterSet):
    class Meta(documents.DocumentsFilterSet.Meta):
        pass


class DocumentsView(documents.IndexView):
    filterset_class = DocumentsFilterSet


class ImageChooseView(image_chooser.ImageChooseView):
    def get_context_data(self, **kwargs):
        context, own = super().get_context_data(**kwargs), own_tags(self.request.user, self.model)
        return context | {"popular_tags": [tag for tag in context["popular_tags"] if tag in own]}


class ImageChooserViewSet(image_chooser.ImageChooserViewSet):
    choose_view_class = ImageChooseView


image_chooser_viewset = ImageChooserViewSet(
    "wagtailimages_chooser", model=get_image_model(), url_prefix="images/chooser"
)


def tag_autocomplete(request, **_model):
    """Return as JSON the first tags of one's own files that begin with the term."""
    term = fold(request.GET.get("term", ""))
    names = (
        own_tags(request.user, get_image_model(), get_document_model()).order_by("name").values_list("name", flat=True)
    )
    found = [name for name in names if fold(name).startswith(term)] if term else []
    return JsonResponse(found[:10], safe=False)
