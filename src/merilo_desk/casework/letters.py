"""The letter that asks somebody for a reply, ready to be copied, in the language of whoever is asked."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.reply import secret_of
from merilo_desk.casework.models import ReplyRequest
from merilo_desk.newsroom.models import Desk
from merilo_desk.newsroom.templatetags.merilo import day, moment


def link_of(asked: ReplyRequest) -> str:
    """Return the whole address through which somebody may answer; "" where it has ended."""
    if not asked.open_until:
        return ""
    with translation.override(asked.language):
        return settings.SITE_URL + reverse("casework_public:reply", args=[secret_of(asked)])


def letter_of(asked: ReplyRequest, desk: Desk) -> str:
    """Return the letter, in the language of whoever is asked."""
    case = asked.case
    with translation.override(asked.language):
        said = case.statement
        when = day(said.said_on) if said and said.said_on else ""
        facts = {
            "desk": desk.called(asked.language),
            "claim": case.claim,
            "day": when,
            "question": asked.question,
            "until": moment(asked.due),
            "link": link_of(asked),
            "by": str(asked.by or ""),
            "email": desk.email,
        }
        said_when = (
            _("We are checking this claim, made on %(day)s:") if when else _("We are checking this claim:")
        ) % facts
        paragraphs = [
            _("Dear Sir or Madam,"),
            _("%(desk)s checks claims made in public, and publishes what it finds.") % facts + " " + said_when,
            _set_in(case.claim),
            _("Before we publish, we ask for your answer:"),
            _set_in(asked.question),
            _("You can answer here until %(until)s, without an account; you may change your answer until then:")
            % facts,
            _set_in(facts["link"]),
            _("Anyone who has this link can read and change the answer, so please do not pass it on."),
            _("Tell us there whether we may publish your answer. If none comes, we will say that we asked."),
            _("Yours sincerely,") + f"\n{facts['by']}\n{facts['desk']}" + (f"\n{desk.email}" if desk.email else ""),
        ]
    return "\n\n".join(paragraphs)


def _set_in(words: str) -> str:
    """Set every line of some words in, so that they stand apart in a letter without any marks."""
    return "\n".join(f"    {line}".rstrip() for line in words.splitlines())
