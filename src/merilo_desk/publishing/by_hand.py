"""What nobody does by hand in the editor of pages: fact checks come from cases, and the site's frame stays."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class Untouchable(PagePermissionTester):
    """Says no to every change of a page, whoever asks: casework makes it, and only casework changes it."""

    def can_edit(self) -> bool:
        """Refuse."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Refuse."""
        return False

    def can_move(self) -> bool:
        """Refuse."""
        return False

    def can_move_to(self, destination: object) -> bool:
        """Refuse."""
        return False

    def can_copy(self) -> bool:
        """Refuse."""
        return False

    def can_copy_to(self, destination: object, recursive: bool = False) -> bool:
        """Refuse."""
        return False

    def can_publish(self) -> bool:
        """Refuse."""
        return False

    def can_unpublish(self) -> bool:
        """Refuse."""
        return False

    def can_schedule(self) -> bool:
        """Refuse."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Refuse."""
        return False

    def can_lock(self) -> bool:
        """Refuse."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """Refuse."""
        return False

    def can_publish_subpage(self) -> bool:
        """Refuse."""
        return False

    def can_add_subpage(self) -> bool:
        """Refuse."""
        return False

    def can_reorder_children(self) -> bool:
        """Refuse."""
        return False


class Frame(PagePermissionTester):
    """Lets the text of a page be edited and pages be added below, but the page itself stays where it is."""

    can_delete = Untouchable.can_delete
    can_move = Untouchable.can_move
    can_move_to = Untouchable.can_move_to
    can_copy = Untouchable.can_copy
    can_copy_to = Untouchable.can_copy_to
    can_unpublish = Untouchable.can_unpublish
    can_set_view_restrictions = Untouchable.can_set_view_restrictions


class Written(PagePermissionTester):
    """Leaves a page to whoever writes it; but a page is out or it is not: it is never there for some readers alone."""

    can_set_view_restrictions = Untouchable.can_set_view_restrictions
