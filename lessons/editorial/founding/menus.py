"""What the menus of the CMS leave out for editors: what they can't use, and what is of no use to them."""

HIDDEN = {"help"}
HIDDEN_SETTINGS = {"collections", "workflows", "workflow-tasks", "sites", "users", "groups", "locales", "redirects"}
# The report of workflows says what waits; these speak to whoever runs the site.
HIDDEN_REPORTS = {"workflow-tasks", "locked-pages", "site-history", "aging-pages", "page-types-usage"}


def without(names, request, items):
    """Take the menu items with these names out of the list `items`, unless a superuser asks."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in names]
