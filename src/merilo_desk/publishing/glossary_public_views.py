"""The glossary as readers see it: what a loaded term means, and who used it when."""

from __future__ import annotations

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from merilo_desk.publishing.glossary_models import Term, TermUse
from merilo_desk.publishing.models import NarrativePage
from merilo_desk.publishing.over_time import Told, picture
from merilo_desk.publishing.serving import public_page, shown
from merilo_desk.publishing.storyline import users_of

MOST = 200


@public_page
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term that the desk explains."""
    out = Q(uses__state=TermUse.State.SHOWN)
    found = Term.objects.visible_to(None).annotate(times=Count("uses", filter=out), last=Max("uses__on", filter=out))
    terms = sorted(found, key=lambda each: each.called().casefold())
    return shown(request, "publishing/glossary.html", {"terms": terms})


@public_page
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """A term: what it means without its load, and its uses as picture and table."""
    found = get_object_or_404(Term.objects.visible_to(None), slug=slug)
    uses = TermUse.objects.visible_to(None).filter(term=found).with_sources()
    total = uses.count()
    rows = list(uses[:MOST])[::-1]
    dated = [Told(use.on, use.speaker() or _("not known"), use.manner, at) for at, use in enumerate(rows, 1) if use.on]
    context = {
        "term": found,
        "uses": list(enumerate(rows, 1)),
        "total": total,
        "kept_back": total - len(rows),
        "picture": picture(dated, _("others")),
        "users": users_of(rows),
        "narratives": _stories(found),
        "manners": TermUse.Manner.choices,
    }
    return shown(request, "publishing/term.html", context)


def _stories(term: Term) -> list[NarrativePage]:
    """Return the storylines that a term belongs to in the reader's language; in any where there is none."""
    found = list(NarrativePage.objects.visible_to(None).filter(glossary=term).select_related("locale").order_by("pk"))
    return [page for page in found if page.locale.language_code == get_language()] or found
