from django.utils import translation
from wagtail.models import PreviewableMixin

PREVIEW_MODES = [("en", "English"), ("ur", "اردو")]


def in_language(language, serve):
    """Return the response of `serve` rendered in `language`.

    Rendered inside the override: a TemplateResponse would otherwise be rendered later, in the editor's own language,
    and both previews come out alike.
    """
    with translation.override(language):
        response = serve()
        if hasattr(response, "render"):
            response.render()
        return response


class PreviewedRecord(PreviewableMixin):
    """A record that its editor sees as a lesson shows it, in either language."""

    preview_template = ""

    @property
    def preview_modes(self):
        return PREVIEW_MODES

    def get_preview_template(self, request, mode_name):
        return self.preview_template

    def get_preview_context(self, request, mode_name):
        return {"value": self}

    def serve_preview(self, request, mode_name):
        serve = super().serve_preview
        return in_language(mode_name, lambda: serve(request, mode_name))
