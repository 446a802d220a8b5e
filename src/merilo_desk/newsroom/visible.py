"""The one door to objects: every model of the desk is reached through `visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from merilo_desk.newsroom.policy import Act, may

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User

Viewer = "User | AnonymousUser"


class VisibleQuerySet(models.QuerySet[Any]):
    """Rows that know who may see them.

    By default members with the model's `see` act see everything and the public nothing; a model says otherwise by
    overriding `public` (what everybody may see) or `for_member` (what one member may see).
    """

    see: Act = Act.SEE_CASES

    def public(self) -> Self:
        """Return what everybody may see: nothing, unless the model says otherwise."""
        return self.none()

    def for_member(self, user: User) -> Self:
        """Return what a member may see: all of it with the act `see`, else what everybody may."""
        return self.all() if may(user, self.see) else self.public()

    def visible_to(self, user: User | AnonymousUser | None) -> Self:
        """Return what somebody may see; None and strangers are the public."""
        if user is None or not user.is_authenticated or isinstance(user, AnonymousUser):
            return self.public()
        return self.for_member(user)
