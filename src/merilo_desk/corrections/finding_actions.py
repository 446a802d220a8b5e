"""What a person does with a finding of the desk's own: a correction of it, or put it aside with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from merilo_desk.corrections import errors
from merilo_desk.corrections.actions import open_correction
from merilo_desk.corrections.finding_models import OwnFinding
from merilo_desk.corrections.models import Correction
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

KINDS = {OwnFinding.Sort.LINK: Correction.Kind.UPDATE}


@transaction.atomic
def open_from(finding: OwnFinding, *, by: User) -> Correction:
    """Open a correction of what was found; the clock runs from today.

    Raises:
        PermissionDenied: the member may not handle corrections.
        Decided: somebody has decided already.
        NotPublished: the check is out no more.
    """
    require(by, Act.HANDLE_CORRECTION)
    finding = _undecided(finding)
    kind = KINDS.get(OwnFinding.Sort(finding.sort), Correction.Kind.CORRECTION)
    opened = open_correction(finding.case, kind=kind, by=by, origin=Correction.Origin.ENGINE)
    finding.state, finding.correction, finding.by = OwnFinding.State.OPENED, opened, by
    finding.closed_at = timezone.now()
    finding.save()
    return opened


@transaction.atomic
def put_aside(finding: OwnFinding, *, because: str, by: User) -> OwnFinding:
    """Put a finding aside for good: it is never told again, and its reason is kept.

    Raises:
        PermissionDenied: the member may not handle corrections.
        Decided: somebody has decided already.
        AsideNeedsReason: there is no reason.
    """
    require(by, Act.HANDLE_CORRECTION)
    finding = _undecided(finding)
    if not because.strip():
        raise errors.AsideNeedsReason
    finding.state, finding.because, finding.by = OwnFinding.State.ASIDE, because.strip()[:2_000], by
    finding.closed_at = timezone.now()
    finding.save()
    record(Act.HANDLE_CORRECTION, finding.case, by, did="finding put aside", because=finding.because)
    return finding


def _undecided(finding: OwnFinding) -> OwnFinding:
    found = OwnFinding.objects.select_for_update().select_related("case").get(pk=finding.pk)
    if found.state not in {OwnFinding.State.OPEN, OwnFinding.State.GONE}:
        raise errors.Decided
    return found
