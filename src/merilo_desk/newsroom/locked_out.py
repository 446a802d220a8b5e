"""The way back for members whose second step does not open: told and gone from the server's own command line."""

from __future__ import annotations

from merilo_desk.newsroom import second_step
from merilo_desk.newsroom.models import User


def second_step_off(name: str) -> tuple[str, bool]:
    """Take a member's second step away; return a sentence that says what was done, and whether anything was."""
    user = User.objects.filter(username=name).first()
    if user is None:
        return f"This desk has no member with the user name “{name}”.", False
    if not second_step.has_one(user):
        return f"“{name}” signs in by the password alone already.", False
    second_step.take_away_by_hand(user)
    return (
        f"“{name}” signs in by the password alone now, and may add another device. The ledger has a line of it.",
        True,
    )


def warning() -> str:
    """Return a warning where devices were sealed with another secret than the desk has now, or ""."""
    if not (names := second_step.locked()):
        return ""
    return (
        "The desk's secret is not the one that the second step of these members was sealed with: "
        f"{', '.join(names)}. They cannot sign in, and receipts that senders hold open nothing. "
        "Put the old secret back (secret.key in the desk's folder, or MERILO_SECRET_KEY). "
        "If it is lost: merilo desk second-step-off NAME"
    )
