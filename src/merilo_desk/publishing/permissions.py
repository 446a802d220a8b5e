"""Who may use the editor of pages: the desk's one table of roles, told to Wagtail in one place."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from merilo_desk.newsroom.models import Membership, User
from merilo_desk.newsroom.policy import POLICY, Act

NAME = "Merilo: site"
ON_PAGES = ("add_page", "change_page", "publish_page")


def the_group() -> Group:
    """Return the group of those who edit the site, made with its permissions where it is missing."""
    group, made = Group.objects.get_or_create(name=NAME)
    if made:
        group.permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        )
        root = Page.get_first_root_node()
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    return group


def settle(user: User) -> None:
    """Put a member into the group, or take them out of it, as their roles say."""
    editors = Membership.objects.filter(user=user, role__in=POLICY[Act.EDIT_SITE])
    if user.is_active and editors.exists():
        user.groups.add(the_group())
    else:
        user.groups.remove(*Group.objects.filter(name=NAME))


def roles_changed(sender: type, instance: Membership, **_: Any) -> None:
    """Follow a change of somebody's roles."""
    settle(instance.user)


def member_changed(sender: type, instance: User, created: bool, **_: Any) -> None:
    """Follow a member who stops or starts again working here."""
    if not created:
        settle(instance)
