"""The form by which anybody asks for something: no account, no cookie, no script needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from merilo_desk.intake import files, form_key, person, receipts
from merilo_desk.intake.actions.receive import receive, sent_with
from merilo_desk.intake.earlier import Earlier, earlier_checks
from merilo_desk.intake.form_key import FormKey
from merilo_desk.intake.forms import SendForm, page_of_ours, tidied
from merilo_desk.intake.kinds import CALLED
from merilo_desk.intake.limits import take
from merilo_desk.intake.models import Submission
from merilo_desk.intake.page import public_page, too_much
from merilo_desk.intake.uploads import FILES_AT_MOST, Weighing, weighing
from merilo_desk.intake.words import shown

Kind = Submission.Kind
MATCHED = frozenset({Kind.STATEMENT, Kind.PROMISE})


def choose(request: HttpRequest) -> HttpResponse:
    """What somebody may want of the desk, and what happens with it; a page that says what leads on to its form."""
    if (kind := request.GET.get("kind", "")) in Kind.values:
        asked = {"page": page} if (page := request.GET.get("page", "")) else {}
        return redirect(f"{reverse('intake_public:send', args=[kind])}?{urlencode(asked)}".removesuffix("?"))
    return public_page(request, "choose", about_page=_about(request), kinds=CALLED.values())


@dataclass(slots=True)
class Filled:
    """A form as it came: its key, what was typed, what is wrong with it."""

    form: SendForm
    key: FormKey
    data: QueryDict
    file_troubles: list[str] = field(default_factory=list)
    # What is wrong beside a field that is not the form's own: (field, sentence).
    door: tuple[str, str] | None = None
    # Whether somebody tried to open the door with a form of ours, though with a wrong answer.
    tried: bool = False

    @property
    def is_right(self) -> bool:
        """Whether it can be sent as it is."""
        return not (self.form.errors or self.file_troubles or self.door)


@csrf_exempt
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of one kind; what is wrong is told beside it, and nothing that was typed is lost."""
    if kind not in Kind.values:
        raise Http404
    if request.method != "POST":
        form = SendForm(kind, initial={"about_page": _about(request)})
        return _form_page(request, Filled(form, form_key.new(), QueryDict()))
    try:
        weighed = weighing(request)
        data = tidied(request.POST)
        chosen = request.FILES.getlist("files")
    except (RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):
        return too_much(request)
    key = form_key.opened(data.get("key", ""))
    if key is not None and (earlier := sent_with(key)):
        return _receipt_page(request, earlier, key, again=True, changed=_differs(earlier, data))
    filled = _filled(kind, key, data)
    _look_at_files(filled, chosen, weighed)
    filled.form.lacks_a_subject(len(files.held(filled.key)))
    if not filled.is_right or "change" in data:
        return _form_page(request, filled, status=200 if filled.is_right else 422)
    if "all-the-same" not in data and (found := _earlier(filled)):
        return _earlier_page(request, filled, found)
    if not take("send"):
        filled.form.add_error(None, _full())
        return _form_page(request, filled, status=429)
    submission = receive(kind=kind, language=_language(), texts=filled.form.texts, key=filled.key)
    return _receipt_page(request, submission, filled.key)


def _filled(kind: str, key: FormKey | None, data: QueryDict) -> Filled:
    form = SendForm(kind, data)
    filled = Filled(form, key or form_key.new(), data)
    form.is_valid()
    filled.tried = key is not None and any(data.get(name, "").strip() for name in ("answer", "altcha"))
    if key is None or key.is_old:
        filled.key = form_key.renewed(filled.key)
        form.add_error(None, form_key.said_renewed())
        return filled
    filled.door = person.trouble(key, data.dict(), _language())
    if filled.door is None:
        filled.key = key.as_passed()
    return filled


def _look_at_files(filled: Filled, chosen: list[object], weighed: Weighing) -> None:
    files.drop(filled.key, filled.data.getlist("drop"))
    if not (chosen or weighed.too_large or weighed.too_many):
        return
    if filled.key.passed or (filled.tried and files.has_room() and take("hold")):
        filled.file_troubles = files.hold(filled.key, chosen, weighed)
    else:
        filled.file_troubles = [files.too_large(name) for name in weighed.too_large]
        filled.file_troubles.append(_("Your files were not kept yet: choose them again before you send."))


def _earlier(filled: Filled) -> list[Earlier]:
    texts = filled.form.texts
    return earlier_checks(texts.get("quotation", ""), _language()) if filled.form.kind in MATCHED else []


def _form_page(request: HttpRequest, filled: Filled, status: int = 200) -> HttpResponse:
    key, kind = filled.key, filled.form.kind
    return public_page(
        request,
        "send",
        status,
        form=filled.form,
        kind=kind,
        called=CALLED[kind],
        key=key,
        held=files.held(key) if request.method == "POST" else [],
        file_troubles=filled.file_troubles,
        door=dict([filled.door]) if filled.door else {},
        challenge="" if key.passed else person.challenge(key),
        question="" if key.passed else person.question(key, _language()).text,
        megabytes=settings.UPLOAD_LIMIT // 2**20,
        whole=settings.UPLOAD_WHOLE // 2**20,
        files_at_most=FILES_AT_MOST,
    )


def _earlier_page(request: HttpRequest, filled: Filled, found: list[Earlier]) -> HttpResponse:
    return public_page(
        request,
        "earlier",
        found=found,
        kind=filled.form.kind,
        called=CALLED[filled.form.kind],
        key=filled.key,
        typed=[(name, value) for name, value in filled.form.texts.items()],
    )


def _receipt_page(
    request: HttpRequest, submission: Submission, key: FormKey, *, again: bool = False, changed: bool = False
) -> HttpResponse:
    # A browser may keep a form, and whoever finds it there could send it once more to learn its receipt.
    known = submission.received_on >= timezone.localdate() - timedelta(days=1)
    made = receipts.made_of(key.random, submission.language, submission.form_key) if known else ""
    words = shown(made, submission.language) if made else ""
    answer = public_page(
        request,
        "sent",
        submission=submission,
        receipt=words,
        words=words.split(),
        again=again,
        changed=changed,
        receipt_path=reverse("intake_public:receipt"),
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _differs(submission: Submission, data: QueryDict) -> bool:
    """Say whether somebody went back, wrote something else and sent the form once more."""
    names = SendForm(submission.kind).fields
    return any(getattr(submission, name) != data.get(name, "").strip() for name in names if name in data)


def _about(request: HttpRequest) -> str:
    own = {request.get_host(), settings.SITE_URL.split("://")[-1]}
    return page_of_ours(request.GET.get("page", ""), own)


def _language() -> str:
    return get_language() or "en"


def _full() -> str:
    return _(
        "So much comes in just now that we cannot take more for the moment. What you wrote stands here: send again in a"
        " quarter of an hour."
    )
