"""Writing to senders: an answer, a question, why a request is not taken up; to many at once, each in their language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from merilo_desk.intake.act_views import picks_of, refused, told
from merilo_desk.intake.actions import triage
from merilo_desk.intake.actions.deeds import Pick
from merilo_desk.intake.errors import ChangedMeanwhile, IntakeError, NothingSaid
from merilo_desk.intake.models import Submission
from merilo_desk.intake.reasons import REASONS, ready_text
from merilo_desk.intake.standing import OPEN, members_of
from merilo_desk.newsroom.policy import Act, require

LONGEST = 10_000
HEADS = {
    "dismiss": (Act.DISMISS, gettext_lazy("Not take it up"), gettext_lazy("Send, and do not take it up")),
    "answer": (Act.ANSWER_SENDER, gettext_lazy("Answer the sender"), gettext_lazy("Send the answer")),
    "ask": (Act.ANSWER_SENDER, gettext_lazy("Ask the sender"), gettext_lazy("Send the question")),
}


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, name: str) -> HttpResponse:
    """Show what will be sent to whom, and send it."""
    if name not in HEADS:
        raise Http404
    require(request.user, HEADS[name][0])
    try:
        picks = picks_of(request)
    except IntakeError as why:
        return refused(request, why)
    given = request.POST if request.method == "POST" else request.GET
    reason = given.get("reason", "")
    reason = reason if reason in REASONS and name == "dismiss" else ""
    people = _concerned(request, picks, alone=name == "ask")
    texts = {code: str(given.get(f"text-{code}", "")) for code in people}
    trouble = ""
    if "send" in request.POST:
        try:
            return _send(request, name, picks, reason, texts)
        except IntakeError as why:
            trouble = str(why)
            if isinstance(why, ChangedMeanwhile):
                picks = _as_they_are(request, picks)
    elif reason:
        link = _link(request, picks)
        texts = {code: ready_text(reason, code, link) for code in people}
    context = {
        "name": name,
        "head": HEADS[name][1],
        "button": HEADS[name][2],
        "picks": [f"{pk}:{version}" for pk, version in picks],
        "people": [{"code": code, "count": count, "text": texts[code]} for code, count in people.items()],
        "count": sum(people.values()),
        "ones": Submission.objects.visible_to(request.user).filter(pk__in=[pk for pk, _v in picks])[:5],
        "reasons": _reasons(request, people, picks) if name == "dismiss" else [],
        "reason": reason,
        "trouble": trouble,
        "next": given.get("next") or reverse("intake:inbox"),
        "longest": LONGEST,
    }
    return render(request, "intake/inbox_write.html", context, status=409 if trouble else 200)


def _send(request: HttpRequest, name: str, picks: Sequence[Pick], reason: str, texts: dict[str, str]) -> HttpResponse:
    if any(len(text) > LONGEST for text in texts.values()):
        raise NothingSaid(_("This is longer than a sender will read. Say it in fewer words."))
    if name == "dismiss" and not reason:
        raise NothingSaid(_("Choose the reason first; your words are kept."))
    if reason == "checked" and any(text.strip() and "http" not in text for text in texts.values()):
        raise NothingSaid(_("Put in the link to the earlier check, so that the sender can read it."))
    if name == "dismiss":
        acted = triage.dismiss(picks, reason=reason, texts=texts, by=request.user)
        said = ngettext(
            "%(count)d is not taken up, and the sender is told why.",
            "%(count)d are not taken up, and their senders are told why.",
            len(acted.done),
        )
    else:
        do = triage.answer_many if name == "answer" else triage.ask_many
        acted = do(picks, texts=texts, by=request.user)
        said = ngettext("Sent to %(count)d sender.", "Sent to %(count)d senders.", len(acted.done))
    return told(request, acted, said % {"count": len(acted.done)})


def _concerned(request: HttpRequest, picks: Sequence[Pick], *, alone: bool) -> dict[str, int]:
    """Return how many senders will read it, by their language."""
    counted: dict[str, set[int]] = {}
    for one in Submission.objects.visible_to(request.user).filter(pk__in=[pk for pk, _version in picks]):
        for each in [one] if alone else members_of(one):
            if alone or each.state in OPEN:
                counted.setdefault(each.language, set()).add(each.pk)
    return {code: len(people) for code, people in sorted(counted.items())}


def _as_they_are(request: HttpRequest, picks: Sequence[Pick]) -> list[Pick]:
    """Return the picks as they stand now: who was told of a change and sends again has seen it."""
    rows = Submission.objects.visible_to(request.user).filter(pk__in=[pk for pk, _version in picks])
    return list(rows.values_list("pk", "version"))


def _link(request: HttpRequest, picks: Sequence[Pick]) -> str:
    """Return the earlier check that the engine holds to be the same, if there is one."""
    rows = Submission.objects.visible_to(request.user).filter(pk__in=[pk for pk, _version in picks], matched=True)
    found = [match for one in rows for match in one.matches if match.get("relation") == "same"]
    best = max(found, key=lambda each: float(each.get("score", 0)), default=None)
    return str(best["fact_check"]["url"]) if best else ""


def _reasons(request: HttpRequest, people: dict[str, int], picks: Sequence[Pick]) -> list[dict[str, Any]]:
    """Return the reasons with the words that most of the senders would read."""
    shown = max(people, key=lambda code: people[code], default="en")
    return [
        {"code": code, "name": reason.name, "text": ready_text(code, shown), "language": shown, "key": str(number)}
        for number, (code, reason) in enumerate(REASONS.items(), 1)
    ]
