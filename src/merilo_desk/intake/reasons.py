"""Why a request is not taken up: a code for the statistics, and words for the sender, ready in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what members call it, and what senders read."""

    name: str | Promise
    text: str | Promise


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "opinion": Reason(
            _("An opinion, not a claim of fact"),
            _(
                "Thank you for writing to us. This is an opinion or a judgement. We check claims of fact: something "
                "that evidence can show to be true or false. So we cannot check this one."
            ),
        ),
        "future": Reason(
            _("About the future"),
            _(
                "Thank you for writing to us. This is about what is yet to come, and nobody can check that today. If "
                "it is a promise by a party or an office holder, send it to us as a promise and we may follow it."
            ),
        ),
        "private": Reason(
            _("About a private person"),
            _(
                "Thank you for writing to us. This is about somebody who holds no public office and has not sought the "
                "public’s attention. We leave private people alone, so we do not check it."
            ),
        ),
        "checked": Reason(
            _("Checked already"),
            _("Thank you for writing to us. This has been checked already. You can read it here: {link}"),
        ),
        "old": Reason(
            _("Too old"),
            _(
                "Thank you for writing to us. This was said some time ago and is not being spread any more. We check "
                "first what misleads people now. If you see it again, tell us where."
            ),
        ),
        "no-source": Reason(
            _("Cannot be found"),
            _(
                "Thank you for writing to us. We looked for these words and found no place where they were said or "
                "published. If you have a link, a picture or a recording, send it to us again with that."
            ),
        ),
        "no-evidence": Reason(
            _("Cannot be settled with evidence"),
            _(
                "Thank you for writing to us. We looked into this. What would be needed to say whether it is true is "
                "not public, so we cannot give an honest verdict today."
            ),
        ),
        "not-ours": Reason(
            _("Not our field"),
            _(
                "Thank you for writing to us. This is outside what we check: we look at what public actors say and at "
                "what is spread widely in this region."
            ),
        ),
        "minor": Reason(
            _("Of little weight"),
            _(
                "Thank you for writing to us. We cannot check everything, so we begin with what may do the most harm. "
                "This one has to wait for others, and we do not want to keep you waiting for an answer."
            ),
        ),
    }
)


def ready_text(code: str, language: str, link: str = "") -> str:
    """Return what a sender would read for a reason, in a language of the desk; without a link its place stays open."""
    with translation.override(language):
        text = str(REASONS[code].text)
    return text.replace("{link}", link).rstrip()
