"""Keep what is typed into a correction until it is saved: a closed window or a lost session costs no words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from merilo_desk.corrections import errors
from merilo_desk.corrections.models import Correction, WorkingCopy
from merilo_desk.jobs import by_the_clock
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

# Together, in letters: several languages of a long check, and no more.
AT_MOST = 2_000_000
KEPT_FOR = timedelta(days=60)


def keep_typed(correction: Correction, typed: Mapping[str, str], *, seen: str, by: User) -> WorkingCopy:
    """Keep the fields of the form as they are now; no change of the correction, so no line in the ledger of acts.

    Raises:
        Closed: it is out or refused.
        TooLong: more than a check may hold.
    """
    require(by, Act.HANDLE_CORRECTION)
    if correction.closed_at:
        raise errors.Closed
    if sum(map(len, typed.values())) > AT_MOST:
        raise errors.TooLong
    kept, _made = WorkingCopy.objects.update_or_create(
        correction=correction, by=by, defaults={"typed": dict(typed), "seen": seen[:64]}
    )
    return kept


def typed_by(user: User, correction: Correction) -> WorkingCopy | None:
    """Return what a member has typed and not saved."""
    return WorkingCopy.objects.visible_to(user).filter(correction=correction).first()


def let_go(correction: Correction, user: User) -> None:
    """Forget what a member has typed: it is saved, or they do not want it."""
    WorkingCopy.objects.visible_to(user).filter(correction=correction).delete()


@by_the_clock
def let_old_copies_go() -> None:
    """Forget what nobody has come back for."""
    WorkingCopy.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
