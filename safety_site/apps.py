from wagtail.users.apps import WagtailUsersAppConfig


class CmsUsersConfig(WagtailUsersAppConfig):
    user_viewset = "lessons.accounts.cms_users.StaffUserViewSet"
