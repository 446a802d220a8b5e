"""What changes the glossary: terms, and what an editor says of the uses that were found."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from merilo_desk.jobs import later
from merilo_desk.languages import BY_CODE
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.publishing.glossary import look_for_term
from merilo_desk.publishing.glossary_models import Term, TermUse
from merilo_desk.publishing.scripts import slug_of

LEFT, FOUND = TermUse.State.LEFT.value, TermUse.State.FOUND.value


@transaction.atomic
def save_term(
    term: Term,
    *,
    names: Mapping[str, str],
    ways: Mapping[str, list[str]],
    meanings: Mapping[str, str],
    shown: bool,
    by: User,
) -> Term:
    """Write down a term, or change it; its uses are looked for afterwards. Its address stays what it was."""
    require(by, Act.EDIT_SITE)
    new = term.pk is None
    before = {} if new else {"names": term.names, "ways": term.ways, "meanings": term.meanings, "shown": term.shown}
    again = new or before["names"] != dict(names) or before["ways"] != dict(ways)
    term.names, term.ways, term.meanings, term.shown = dict(names), dict(ways), dict(meanings), shown
    if new:
        code = next((each for each in names if each in BY_CODE), "en")
        term.slug, term.made_by = _free_slug(slug_of(names[code], code)), by
    term.save()
    record(
        Act.EDIT_SITE, term, by, did="term added" if new else "term changed", **({"before": before} if before else {})
    )
    if again:
        later(look_for_term, term.pk)
    return term


@transaction.atomic
def decide_uses(term: Term, decisions: Mapping[int, str], *, by: User) -> int:
    """Say of uses what they are: a manner ("own", "quoting", "against") shows one, "left" leaves it out, "found" waits.

    Returns how many changed; what is said again changes nothing.
    """
    require(by, Act.EDIT_SITE)
    changed = []
    for use in term.uses.filter(pk__in=decisions):
        wanted = decisions[use.pk]
        shown = wanted in TermUse.Manner.values
        state = TermUse.State.SHOWN if shown else TermUse.State(wanted)
        manner = wanted if shown else use.manner
        if (use.state, use.manner) == (state, manner):
            continue
        use.state, use.manner = state, manner
        use.decided_by, use.decided_at = by, timezone.now()
        changed.append(use)
    TermUse.objects.bulk_update(changed, ["state", "manner", "decided_by", "decided_at"])
    if changed:
        record(Act.EDIT_SITE, term, by, did="uses decided", uses={str(each.pk): decisions[each.pk] for each in changed})
    return len(changed)


@transaction.atomic
def remove_term(term: Term, *, by: User) -> None:
    """Take a term and its uses out of the glossary; the ledger keeps what it said."""
    require(by, Act.EDIT_SITE)
    record(Act.EDIT_SITE, term, by, did="term removed", names=term.names, meanings=term.meanings)
    term.delete()


def _free_slug(slug: str) -> str:
    slug = slug[:70] or "term"
    taken = set(Term.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for n in range(1, len(taken) + 2) if (each := slug if n == 1 else f"{slug}-{n}") not in taken)
