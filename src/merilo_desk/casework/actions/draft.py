"""Save a draft: every state of it is kept, and no save ever overwrites what somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.assign import begun_by
from merilo_desk.casework.actions.standing import open_for_work, touched
from merilo_desk.casework.errors import Unusable
from merilo_desk.casework.models import Case, Draft, DraftVersion
from merilo_desk.casework.states import State
from merilo_desk.languages import BY_CODE
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

TEXTS = ("title", "claim", "reason", "body", "method")
LIMITS = {"title": 200, "claim": 3000, "reason": 3000, "body": 200_000, "method": 20_000}


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save.

    `taken` names the parts that somebody else had changed and that were taken over beside ours. `aside` is our text
    where both had changed the same part: it is kept beside the draft, which stands as the other left it.
    """

    draft: Draft
    taken: tuple[str, ...] = field(default=())
    aside: DraftVersion | None = None


@transaction.atomic
def save_draft(
    case: Case,
    language: str,
    by: User,
    *,
    began_from: int,
    texts: Mapping[str, str],
    sitting: str = "",
    settles: DraftVersion | None = None,
) -> Saved:
    """Save the texts of one language.

    Args:
        case: the case.
        language: the draft's language.
        by: who wrote.
        began_from: the version that the writer had before them; 0 where there was none.
        texts: all parts as the writer has them now.
        sitting: a key of this opening of the editor.
        settles: a text that was kept aside and is put together with the draft by this save.

    Raises:
        PermissionDenied: the member may neither write nor translate.
        NotOpenForWork: the case is in review or further on.
        Unusable: a part is too long, or there is no such language.
    """
    require(by, Act.TRANSLATE)
    if language not in BY_CODE:
        raise Unusable("language", _("The desk does not write in this language."))
    open_for_work(case)
    mine = {part: texts.get(part, "").replace("\r\n", "\n") for part in TEXTS}
    for part, limit in LIMITS.items():
        if len(mine[part]) > limit:
            raise Unusable(
                part,
                _(
                    "This has %(length)d characters, and %(limit)d is the most there can be. "
                    "Shorten it, then it is saved."
                )
                % {"length": len(mine[part]), "limit": limit},
            )
    draft, _new = Draft.objects.select_for_update().get_or_create(case=case, language=language)
    theirs = texts_of(draft)
    if mine == theirs:
        _settled(settles)
        return Saved(draft)
    taken: tuple[str, ...] = ()
    if began_from != draft.version and not _own_saves(draft, began_from, sitting):
        base = texts_at(draft, began_from)
        ours = {part for part in TEXTS if mine[part] != base[part]}
        others = {part for part in TEXTS if theirs[part] != base[part]}
        if any(mine[part] != theirs[part] for part in ours & others):
            return Saved(draft, aside=_kept_aside(draft, by, began_from, mine, sitting))
        mine = {part: mine[part] if part in ours else theirs[part] for part in TEXTS}
        taken = tuple(part for part in TEXTS if part in others - ours)
        if mine == theirs:
            return Saved(draft, taken)
    _write(draft, by, began_from, mine, sitting)
    _settled(settles)
    if case.state in {State.NEW, State.TRIAGED, State.ASSIGNED}:
        begun_by(case, by)
    return Saved(draft, taken)


def texts_of(draft: Draft) -> dict[str, str]:
    """Return all parts of a draft as they stand."""
    return {part: getattr(draft, part) for part in TEXTS}


def _write(draft: Draft, by: User, began_from: int, texts: dict[str, str], sitting: str) -> None:
    changed = [part for part in TEXTS if getattr(draft, part) != texts[part]]
    for part, text in texts.items():
        setattr(draft, part, text)
    draft.version, draft.saved_by = draft.version + 1, by
    draft.save()
    DraftVersion.objects.create(
        draft=draft, version=draft.version, texts=texts, by=by, began_from=began_from, sitting=sitting
    )
    case = draft.case
    touched(case)
    Case.objects.filter(pk=case.pk, held_by=by).update(held_seen=timezone.now())
    record(Act.TRANSLATE, case, by, what="draft-saved", language=draft.language, version=draft.version, parts=changed)


def _own_saves(draft: Draft, began_from: int, sitting: str) -> bool:
    """Say whether all that was saved since a version came from the same opening of the editor."""
    if not sitting or began_from > draft.version:
        return False
    since = draft.versions.filter(version__gt=began_from, aside=False).values_list("sitting", flat=True)
    return set(since) == {sitting}


def texts_at(draft: Draft, version: int) -> dict[str, str]:
    """Return the texts of a version; empty ones for 0 and for one that never was."""
    kept = draft.versions.filter(version=version, aside=False).first()
    return {part: (kept.texts.get(part, "") if kept else "") for part in TEXTS}


def _kept_aside(draft: Draft, by: User, began_from: int, texts: dict[str, str], sitting: str) -> DraftVersion:
    """Keep a text beside the draft; a sitting that goes on typing keeps one, not many."""
    kept = None
    if sitting:
        kept = draft.versions.filter(aside=True, settled_at=None, by=by, sitting=sitting).first()
    if kept:
        kept.texts = texts
        kept.save(update_fields=["texts"])
        return kept
    kept = DraftVersion.objects.create(
        draft=draft, version=draft.version, texts=texts, by=by, began_from=began_from, aside=True, sitting=sitting
    )
    record(Act.TRANSLATE, draft.case, by, what="draft-aside", language=draft.language, version=began_from)
    return kept


def _settled(aside: DraftVersion | None) -> None:
    if aside is not None:
        aside.settled_at = timezone.now()
        aside.save(update_fields=["settled_at"])
