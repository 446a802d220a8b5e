"""The points of the pre-flight about evidence, sources and the right of reply."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from merilo_desk.casework.models import Evidence
from merilo_desk.casework.preflight import Facts, point
from merilo_desk.casework.sources import called_by
from merilo_desk.newsroom.templatetags.merilo import moment

Stance, Source = Evidence.Stance, Evidence.Source
SOURCES_WANTED = 2


@point("evidence", gettext_lazy("There is evidence."), pane="evidence", order=110)
def evidence(facts: Facts) -> Iterator[str]:
    """A verdict rests on something."""
    if not facts.evidence:
        yield _("There is no evidence. Add what the verdict rests on.")


@point("links", gettext_lazy("Readers can follow every source."), pane="evidence", excusable=True, order=120)
def links(facts: Facts) -> Iterator[str]:
    """Each source that is not protected has a link."""
    for each in facts.evidence:
        if not each.protected and not each.url:
            yield _("This source has no link: %(source)s") % {"source": each.title}


@point("titles", gettext_lazy("Every source is called by its title."), pane="evidence", order=125)
def titles(facts: Facts) -> Iterator[str]:
    """A link says little to a reader."""
    for each in facts.evidence:
        if not each.protected and each.title == called_by(each.url):
            yield _("This source has no title yet, only its link: %(source)s") % {"source": each.title}


@point("archived", gettext_lazy("Every link has an archived copy."), pane="evidence", excusable=True, order=130)
def archived(facts: Facts) -> Iterator[str]:
    """What is linked is kept, in case it changes or goes."""
    for each in facts.evidence:
        if each.protected or not each.url or each.archived or each.archived_sha256:
            continue
        if each.link_trouble:
            yield _("This link does not open any more and has no archived copy: %(source)s") % {"source": each.title}
        else:
            yield _("This source has no archived copy: %(source)s") % {"source": each.title}


@point("primary", gettext_lazy("Primary sources are used, or it is said why not."), pane="evidence", order=140)
def primary(facts: Facts) -> Iterator[str]:
    """Where a side rests on somebody's account alone, it says why."""
    for stance in (Stance.FOR, Stance.AGAINST):
        side = [each for each in facts.evidence if each.stance == stance]
        if any(each.source == Source.PRIMARY for each in side):
            continue
        for each in side:
            if not each.why_secondary.strip():
                yield _(
                    "No primary source stands beside this one. Find one, or say in it why there is none: %(source)s"
                ) % {"source": _named(each)}


@point("two-sources", gettext_lazy("At least two named sources that do not depend on each other bear the verdict."),
       pane="evidence", excusable=True, order=150)  # fmt: skip
def two_sources(facts: Facts) -> Iterator[str]:
    """Two publishers at least; protected sources and mere context do not count."""
    bearing = [each for each in facts.evidence if each.stance != Stance.CONTEXT and not each.protected]
    count = len({_house(each) for each in bearing} - {""})
    if facts.evidence and count < SOURCES_WANTED:
        yield ngettext(
            "%(count)d named source bears the verdict. Find another, independent of it, or say why there is none.",
            "%(count)d named sources bear the verdict. Find two, independent of each other, or say why there are none.",
            count,
        ) % {"count": count}


@point("interests", gettext_lazy("The interests of sources are disclosed."), pane="evidence", order=160)
def interests(facts: Facts) -> Iterator[str]:
    """Experts and those who tell of a thing say what they have to do with it; “none known” is an answer."""
    for each in facts.evidence:
        if each.source != Source.PRIMARY and not each.interests.strip():
            yield _("The interests of this source are not stated; “none known” is an answer too: %(source)s") % {
                "source": _named(each)
            }


@point("protected", gettext_lazy("Readers learn what can be said of a protected source."), pane="evidence", order=170)
def protected(facts: Facts) -> Iterator[str]:
    """A protected source has words for the public."""
    for each in facts.evidence:
        if each.protected and not each.public_text.strip():
            yield _("A protected source has no words for the public. Say what they read in its place.")


@point("both-sides", gettext_lazy("What speaks for the claim and what speaks against it are both set out."),
       pane="evidence", excusable=True, order=180)  # fmt: skip
def both_sides(facts: Facts) -> Iterator[str]:
    """Each side has evidence, or it is said that none was found."""
    stances = {each.stance for each in facts.evidence}
    if facts.evidence and Stance.FOR not in stances:
        yield _("Nothing speaks for the claim. Add what does, or say that you looked and found nothing.")
    if facts.evidence and Stance.AGAINST not in stances:
        yield _("Nothing speaks against the claim. Add what does, or say that you looked and found nothing.")


@point("reply", gettext_lazy("Whoever made the claim was asked, or it is said why not."), pane="reply", order=190)
def reply(facts: Facts) -> Iterator[str]:
    """The right of reply was given, or a reason stands in its place."""
    if not any(each.asked_at or each.not_asked_because.strip() for each in facts.replies):
        yield _("Nobody was asked for a reply. Ask whoever made the claim, or say why nobody was asked.")


@point("reply-time", gettext_lazy("Whoever was asked has answered, or had the time they were given."),
       pane="reply", excusable=True, order=200)  # fmt: skip
def reply_time(facts: Facts) -> Iterator[str]:
    """No answer is still awaited."""
    for each in facts.replies:
        if each.asked_at and not each.answered_at and each.due and each.due > timezone.now():
            yield _("%(who)s has until %(until)s to answer. Wait, or say why it cannot wait.") % {
                "who": str(each),
                "until": moment(each.due),
            }


def _named(each: Evidence) -> str:
    return each.public_text if each.protected else each.title


def _house(each: Evidence) -> str:
    """Return who stands behind a source: its publisher, or the host of its link."""
    host = (urlsplit(each.url).hostname or "").removeprefix("www.")
    return " ".join(each.publisher.casefold().split()) or host or " ".join(each.title.casefold().split())
