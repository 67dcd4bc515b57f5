"""The CMS's first page: what needs you."""

from wagtail.admin.ui.components import Component

from lessons.editorial.desk.needs import buttons_of, needs_of


class WhatNeedsYou(Component):
    name = "what_needs_you"
    template_name = "editorial/desk/needs.html"
    order = 10

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"needs": needs_of(user), "buttons": buttons_of(user)}
