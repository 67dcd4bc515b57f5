from wagtail import hooks

from lessons.accounts.cms_users import StaffAssignRole, StaffDelete, StaffSetActive

# After Wagtail's own, whose places they take.
for action in (StaffAssignRole, StaffDelete, StaffSetActive):
    hooks.register("register_bulk_action", action, order=10)
