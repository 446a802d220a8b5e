"""Coming back with a receipt: where it stands, what the desk wrote, an answer, more files, or taking it all back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from merilo_desk.intake import files, form_key, receipts
from merilo_desk.intake.actions import talk
from merilo_desk.intake.errors import IntakeError
from merilo_desk.intake.forms import LONG, tidied, too_long
from merilo_desk.intake.limits import take
from merilo_desk.intake.models import Submission
from merilo_desk.intake.page import public_page, too_much
from merilo_desk.intake.uploads import FILES_AT_MOST, Weighing, weighing

SALT = "merilo_desk.intake.talk"
# The page of a request stays open for so long; then its receipt is asked for again.
OPEN_FOR = 2 * 3600


@csrf_exempt
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for the words of a receipt, and show what belongs to it. Neither ever stands in an address."""
    if request.method != "POST":
        return public_page(request, "receipt")
    try:
        weighed = weighing(request)
        data = tidied(request.POST)
        chosen = request.FILES.getlist("files")
    except (RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):
        return too_much(request)
    if "pass" not in data:
        return _looked_up(request, data.get("words", ""))
    submission = _opened(data.get("pass", ""))
    if submission is None:
        return public_page(
            request,
            "receipt",
            422,
            trouble=_("Your request was open for two hours and was closed to protect you. Give your receipt again."),
            unsent=data.get("text", ""),
        )
    if "withdraw" in data:
        return _withdrawn(request, submission, data)
    return _said(request, submission, data, chosen, weighed)


def _looked_up(request: HttpRequest, words: str) -> HttpResponse:
    trouble = ""
    submission = None
    if not words.strip():
        trouble = _("Write the words of your receipt.")
    elif not take("look up"):
        trouble = _("Many people ask at this moment. Your words stand here: try again in a few minutes.")
    else:
        submission = receipts.found(words, _language())
        if submission is None:
            trouble = _(
                "We know no receipt of these words. Look at each word again: their order counts; spaces, capital"
                " letters and the script do not."
            )
    if submission is None:
        return public_page(request, "receipt", 422, trouble=trouble, words=words)
    return _talk_page(request, submission)


def _said(
    request: HttpRequest, submission: Submission, data: QueryDict, chosen: list[Any], weighed: Weighing
) -> HttpResponse:
    text = data.get("text", "")
    key = form_key.opened(data.get("key", ""))
    troubles: list[str] = []
    if key is None or key.is_old:
        key = form_key.new()
        troubles.append(form_key.said_renewed())
    if len(text) > LONG:
        troubles.append(too_long(len(text), LONG))
    files.drop(key, data.getlist("drop"))
    file_troubles = files.hold(key, chosen, weighed) if not submission.is_wiped else []
    if not troubles and not file_troubles:
        if not take("talk"):
            troubles.append(
                _("Many people write at this moment. What you wrote stands here: send again in a few minutes.")
            )
        else:
            try:
                talk.reply(submission, text, key)
                return _talk_page(request, submission, said=True)
            except IntakeError as trouble:
                troubles.append(str(trouble))
    return _talk_page(request, submission, 422, key=key, text=text, troubles=troubles, file_troubles=file_troubles)


def _withdrawn(request: HttpRequest, submission: Submission, data: QueryDict) -> HttpResponse:
    if data["withdraw"] != "yes" and not submission.is_wiped:
        return public_page(request, "withdraw", submission=submission, sealed=data["pass"])
    return _talk_page(request, talk.withdraw(submission))


def _talk_page(request: HttpRequest, submission: Submission, status: int = 200, **facts: Any) -> HttpResponse:
    key = facts.pop("key", None) or form_key.new()
    lines = list(submission.messages.all())
    asked = [line for line in lines if not line.from_sender and not line.read]
    talk.seen(submission)
    answer = public_page(
        request,
        "talk",
        status,
        submission=submission,
        lines=lines,
        fresh={line.pk for line in asked},
        attachments=list(submission.attachments.all()),
        sealed=signing.dumps(submission.pk, salt=SALT),
        key=key,
        held=files.held(key),
        megabytes=settings.UPLOAD_LIMIT // 2**20,
        whole=settings.UPLOAD_WHOLE // 2**20,
        files_at_most=FILES_AT_MOST,
        **facts,
    )
    # What was said between the two stays in no browser.
    answer["Cache-Control"] = "no-store"
    return answer


def _opened(sealed: str) -> Submission | None:
    try:
        number = signing.loads(sealed, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return receipts.numbered(number)


def _language() -> str:
    return get_language() or "en"
