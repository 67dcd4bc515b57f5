"""What the CMS shows of lessons.editorial.translation."""

from wagtail import hooks

from lessons.editorial.translation.noticing import keep_copied_checks, notice_save
from lessons.editorial.units import translated_fields


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def notice_what_was_translated(request, obj):
    if translated_fields(type(obj)) and getattr(obj, "latest_revision_id", None):
        notice_save(obj=obj, user=request.user)


@hooks.register("after_copy_page")
def keep_what_was_confirmed(request, page, new_page):
    keep_copied_checks(page=page, copy=new_page)
