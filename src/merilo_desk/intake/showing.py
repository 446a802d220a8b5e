"""What a list and an open request show: everything that a page needs, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from merilo_desk.intake.listing import WORTHY
from merilo_desk.intake.models import Likeness, Message, Submission
from merilo_desk.intake.standing import GONE
from merilo_desk.intake.without_traces import trouble_with
from merilo_desk.languages import NEIGHBOURS
from merilo_desk.ledger.listing import told, who
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import Topic, User
from merilo_desk.newsroom.policy import Act, Role, may

State = Submission.State
# Of those who ask the same, so many are shown with their words.
MEMBERS = 30
HISTORY = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list."""

    one: Submission
    next: str
    reason: str
    worthy: bool
    # What comes next says already that nobody has it.
    unheld: bool = False

    @property
    def kind(self) -> Any:
        """What is asked, in a word."""
        return self.one.asks_for

    @property
    def pick(self) -> str:
        """What picks this row, at the version that is shown."""
        return f"{self.one.pk}:{self.one.version}"


def lines(keys: Sequence[int], user: User) -> list[Line]:
    """Return the rows of a page in the order of their keys."""
    rows = Submission.objects.visible_to(user).filter(pk__in=keys).select_related("topic", "assignee", "cluster")
    slim = rows.defer("matters", "doubtful", "matches", "answer", "dismissed_because", "contact", "about_page", "pages")
    found = {each.pk: each for each in slim.prefetch_related("cluster__cases")}
    questions = _asking(keys)
    replies = set(
        Message.objects.filter(submission__in=keys, from_sender=True, read=False).values_list("submission", flat=True)
    )
    sees_cases = may(user, Act.SEE_CASES)
    told = []
    for one in (found[key] for key in keys if key in found):
        cases = list(one.cluster.cases.all()) if one.cluster and sees_cases else []
        step = next_step(one, cases, one.pk in questions, one.pk in replies)
        reasons = said_in(one.worth_reasons)
        worthy = (one.worth or 0) >= WORTHY
        told.append(Line(one, step, reasons[0] if reasons else "", worthy, step == somebody_has_to()))
    return told


def next_step(one: Submission, cases: Sequence[Any], alike: bool = False, replied: bool = False) -> str:
    """Say what comes next for a request, in a few words."""
    if one.state not in {State.NEW, State.OPEN, State.ASKED}:
        return str(one.get_state_display())
    if replied:
        return _("The sender has replied")
    if cases:
        case = cases[0]
        return _("Case %(number)d: %(state)s") % {"number": case.pk, "state": case.get_state_display()}
    if one.state == State.ASKED:
        return _("Waiting for the sender")
    if alike:
        return _("Say whether it asks the same")
    if one.matched:
        return _("Compare with the earlier check")
    return _("Decide") if one.assignee_id else somebody_has_to()


def somebody_has_to() -> str:
    """Say that nobody has it, and that this is what is next."""
    return _("Somebody has to take it")


def said_in(texts: Any) -> list[str]:
    """Return lists kept as {language: [...]} in the reader's language or the nearest; a bare list as it is."""
    if not isinstance(texts, Mapping):
        return list(texts or [])
    code = get_language() or "en"
    for each in (code, *NEIGHBOURS.get(code, ()), "en", *texts):
        if texts.get(each):
            return [str(one) for one in texts[each]]
    return []


def _asking(keys: Sequence[int]) -> set[int]:
    return set(
        Likeness.objects.filter(submission__in=keys, judged=Likeness.Judged.SUGGESTED).values_list(
            "submission", flat=True
        )
    )


def members_at_work() -> list[User]:
    """Return everybody who may work in the inbox, by name."""
    roles = (Role.REPORTER, Role.EDITOR, Role.CHIEF, Role.INBOX)
    return list(User.objects.filter(is_active=True, memberships__role__in=roles).distinct().order_by("name", "pk"))


def topics() -> list[Topic]:
    """Return the topics in use."""
    return list(Topic.objects.filter(retired=False))


def opened(pk: int, user: User) -> dict[str, Any] | None:
    """Return everything about one request, with the statement and the cases it is joined to; None for no request."""
    rows = Submission.objects.visible_to(user).select_related("topic", "assignee", "cluster__statement__speaker")
    one = rows.filter(pk=pk).first()
    if one is None:
        return None
    same = Submission.objects.visible_to(user).filter(cluster=one.cluster_id).exclude(state__in=GONE)
    members = list(same.exclude(pk=pk).order_by("pk")[:MEMBERS]) if one.cluster_id else []
    cases = list(one.cluster.cases.all()[:5]) if one.cluster and may(user, Act.SEE_CASES) else []
    alike = list(
        one.likenesses.filter(judged=Likeness.Judged.SUGGESTED)
        .exclude(other__state__in=GONE)
        .select_related("other__cluster")
    )
    talk = list(one.messages.select_related("author"))
    if any(each.from_sender and not each.read for each in talk):
        one.messages.filter(from_sender=True, read=False).update(read=True)
    files = list(one.attachments.all())
    matches = [dict(match, reasons=said_in(match.get("reasons"))) for match in one.matches]
    return {
        "one": one,
        "pick": f"{one.pk}:{one.version}",
        "kind": one.asks_for,
        "statement": one.cluster.statement if one.cluster else None,
        "cases": cases,
        "members": members,
        "alike": alike,
        "all_picks": [f"{each.pk}:{each.version}" for each in (one, *(like.other for like in alike))],
        "talk": talk,
        "notes": list(one.notes.select_related("by")),
        "files": files,
        "copied": {each.pk for each in files if not trouble_with(each)},
        "matches": matches,
        "reasons": said_in(one.worth_reasons),
        "worthy": (one.worth or 0) >= WORTHY,
        "history": [(row, who(row), told(row)) for row in _history(one)],
        "next_step": next_step(one, cases, bool(alike)),
        "is_open": one.state in {State.NEW, State.OPEN, State.ASKED},
    }


def _history(one: Submission) -> list[Row]:
    return list(Row.objects.of(one).select_related("by").order_by("-pk")[:HISTORY])
