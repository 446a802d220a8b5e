"""The glossary at the desk: its terms, and the uses that wait to be looked at."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.templatetags.merilo import number
from merilo_desk.publishing.glossary_actions import FOUND, LEFT, decide_uses, remove_term, save_term
from merilo_desk.publishing.glossary_forms import TermForm
from merilo_desk.publishing.glossary_models import Term, TermUse

ON_A_PAGE = 25
STATES = {"found": TermUse.State.FOUND, "shown": TermUse.State.SHOWN, "left": TermUse.State.LEFT}


@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """The terms, with how many of their uses are shown and how many wait."""
    require(request.user, Act.EDIT_SITE)
    found = (
        Term.objects.visible_to(request.user)
        .annotate(
            waiting=Count("uses", filter=Q(uses__state=FOUND)),
            out=Count("uses", filter=Q(uses__state=TermUse.State.SHOWN)),
        )
        .order_by("slug")
    )
    return render(
        request, "publishing/terms_desk.html", {"at": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))}
    )


@login_required
def term(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a term down or change it; below, its uses as they were found."""
    require(request.user, Act.EDIT_SITE)
    found = get_object_or_404(Term.objects.visible_to(request.user), pk=pk) if pk else Term()
    form = TermForm(request.POST or None, term=found)
    if request.method == "POST" and form.is_valid():
        save_term(found, **form.values(), by=request.user)
        messages.success(request, _("The term is kept. Its uses are looked for now."))
        return redirect("publishing:term", found.pk)
    context = {"form": form, "term": found}
    if pk:
        context |= _uses(request, found)
    return render(request, "publishing/term_desk.html", context)


def _uses(request: HttpRequest, found: Term) -> dict[str, object]:
    uses = TermUse.objects.visible_to(request.user).filter(term=found)
    counts = uses.order_by().aggregate(**{name: Count("pk", filter=Q(state=state)) for name, state in STATES.items()})
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else ("found" if counts["found"] else "shown")
    at = Paginator(uses.filter(state=STATES[state]).with_sources(), ON_A_PAGE).get_page(request.GET.get("page"))
    tabs = [{"state": name, "label": STATES[name].label, "count": counts[name]} for name in STATES]
    choices = [(FOUND, _("look at it later")), *TermUse.Manner.choices, (LEFT, _("no use of the term: leave out"))]
    return {"at": at, "state": state, "tabs": tabs, "choices": choices, "query": f"state={state}"}


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what an editor said of the uses on a page."""
    found = get_object_or_404(Term.objects.visible_to(request.user), pk=pk)
    changed = decide_uses(found, _decisions(request.POST), by=request.user)
    told = ngettext("%(number)s use was changed.", "%(number)s uses were changed.", changed) % {
        "number": number(changed)
    }
    messages.success(request, told if changed else _("Nothing was changed."))
    return redirect("publishing:term", pk)


def _decisions(data: QueryDict) -> dict[int, str]:
    """Read "use-17=own": what is no number or no answer is passed over."""
    known = {FOUND, LEFT, *TermUse.Manner.values}
    return {
        int(key[4:]): value
        for key, value in data.items()
        if key.startswith("use-") and key[4:].isdecimal() and len(key) < 20 and value in known
    }


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a term out of the glossary."""
    found = get_object_or_404(Term.objects.visible_to(request.user), pk=pk)
    remove_term(found, by=request.user)
    messages.success(request, _("The term is out of the glossary."))
    return redirect("publishing:terms")
