"""Where the form of a correction leaves what is typed, every few seconds."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from merilo_desk.corrections.forms import CorrectionForm
from merilo_desk.corrections.models import Correction
from merilo_desk.corrections.typed import keep_typed, let_go


@login_required
@require_POST
def typed(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed, or throw away what was kept."""
    found = get_object_or_404(Correction.objects.visible_to(request.user).select_related("case__rating__scale"), pk=pk)
    if "drop" in request.POST:
        let_go(found, request.user)  # type: ignore[arg-type]
        return redirect("corrections:correction", pk)
    names = CorrectionForm(found).fields
    fields = {name: value for name, value in request.POST.items() if name in names}
    try:
        kept = keep_typed(found, fields, seen=request.POST.get("seen", ""), by=request.user)  # type: ignore[arg-type]
    except ValidationError as wrong:
        return JsonResponse({"said": " ".join(wrong.messages)}, status=422)
    hour = timezone.localtime(kept.at).strftime("%H:%M")
    return JsonResponse({"said": _("Kept for you at %(hour)s; not saved yet.") % {"hour": hour}})
