"""What the CMS shows of lessons.editorial.scenarios."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def map_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/scenarios.css"))


@hooks.register("insert_editor_js")
def scenario_scripts():
    files = [(static(f"editorial/{name}.js"),) for name in ("part_picker", "story_map")]
    return format_html_join("", '<script type="module" src="{}"></script>', files)
