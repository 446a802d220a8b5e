"""What an assessor would miss in a year's evidence, worst first. One rule is one function with a name.

The rules follow the criteria of the IFCN's code (docs/how-to/renew-membership.md has their numbers) and what assessors
asked of desks in published assessments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merilo_desk.casework.standards import A_WEEK, WELFARE
from merilo_desk.dossier.checks import Check
from merilo_desk.dossier.gathered import Gathered
from merilo_desk.dossier.policies import Policy
from merilo_desk.newsroom.templatetags.merilo import day, number, percent
from merilo_desk.publishing.models import PlainPage

GRAVE, LIGHT = "grave", "light"
# What assessors told desks again and again to look at once a year.
YEARLY = frozenset({PlainPage.Role.TEAM, PlainPage.Role.FUNDING})
DAYS = 365
TWO = 2
# More than this of all checks about one party is a question that will be asked.
ONE_SIDE = 0.6
FEW = 5
COMPLAINTS = ("IFCN", "EFCSN", "ИФЦН")


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: a sentence that says what to do, the checks it is about, and where it is mended."""

    point: str
    sentence: str
    weight: str = GRAVE
    checks: tuple[Check, ...] = ()
    address: str = ""


Rule = Callable[[Gathered], Iterator[Missing]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Add a rule to those that every dossier is held against."""
    RULES.append(function)
    return function


def missing_in(found: Gathered) -> list[Missing]:
    """Return what is missing, the grave first."""
    told = [each for rule in RULES for each in rule(found)]
    return sorted(told, key=lambda each: each.weight != GRAVE)


@rule
def ledger(found: Gathered) -> Iterator[Missing]:
    """The public ledger of corrections holds."""
    if found.mends.broken:
        yield Missing(
            "ledger", _("The public ledger of corrections does not hold: %(why)s") % {"why": found.mends.broken}
        )


@rule
def pace(found: Gathered) -> Iterator[Missing]:
    """One fact check a week on average, and none of the months is empty."""
    count, needed = len(found.checks), found.year.weeks * A_WEEK
    if count < int(needed):
        yield Missing(
            "pace",
            ngettext(
                "%(count)s fact check was published in %(weeks)s weeks. One a week is asked for: %(short)s more.",
                "%(count)s fact checks were published in %(weeks)s weeks. One a week is asked for: %(short)s more.",
                count,
            )
            % {"count": number(count), "weeks": number(int(found.year.weeks)), "short": number(int(needed) - count)},
        )
    empty = [month for month, published in found.by_month if not published]
    if count and empty:
        names = ", ".join(f"{month:%m}.{month:%Y}" for month in empty)
        yield Missing("months", _("Nothing was published in these months: %(months)s.") % {"months": names}, LIGHT)


@rule
def welfare(found: Gathered) -> Iterator[Missing]:
    """Three in four checks are about what touches people's welfare, which topics tell."""
    share = found.balance.welfare
    without = tuple(each for each in found.checks if each.case.topic_id is None)
    if share.share is not None and share.share < WELFARE:
        yield Missing(
            "welfare",
            _("%(share)s of the checks touch people's welfare; 75 %% are asked for. Give each check its topic, and "
              "mark the topics that touch welfare.") % {"share": percent(share.share)},
            address=reverse("newsroom:desk"),
        )  # fmt: skip
    if without:
        yield _about("topic", without, ngettext(
            "%(count)s check has no topic.", "%(count)s checks have no topic.", len(without)))  # fmt: skip


@rule
def sources(found: Gathered) -> Iterator[Missing]:
    """Two named sources bear each verdict, or it is published why there is only one."""
    few = [each for each in found.checks if len(each.publishers) < TWO and not each.excused("two-sources")]
    if few:
        yield _about("two-sources", few, ngettext(
            "%(count)s check names fewer than two sources and does not say why.",
            "%(count)s checks name fewer than two sources and do not say why.", len(few)))  # fmt: skip


@rule
def links(found: Gathered) -> Iterator[Missing]:
    """Readers can open each source, and a copy of it is kept."""
    unlinked, unkept = [], []
    for each in found.checks:
        named = [source for source in each.sources if not source["protected"]]
        if any(not source["url"] for source in named) and not each.excused("links"):
            unlinked.append(each)
        if any(source["url"] and not source["archived"] for source in named) and not each.excused("archived"):
            unkept.append(each)
    if unlinked:
        yield _about("links", unlinked, ngettext(
            "%(count)s check has a source without a link.", "%(count)s checks have a source without a link.",
            len(unlinked)))  # fmt: skip
    if unkept:
        yield _about("archived", unkept, ngettext(
            "%(count)s check links a source of which no copy is kept.",
            "%(count)s checks link a source of which no copy is kept.", len(unkept)), LIGHT)  # fmt: skip


@rule
def replies(found: Gathered) -> Iterator[Missing]:
    """Whoever made the claim was asked, or it is said why not."""
    unasked = [
        each
        for each in found.checks
        if not any(reply.get("not_asked_because") or reply.get("asked_on") for reply in each.replies)
    ]
    if unasked:
        yield _about("reply", unasked, ngettext(
            "%(count)s check asked nobody for a reply and gives no reason.",
            "%(count)s checks asked nobody for a reply and give no reason.", len(unasked)))  # fmt: skip


@rule
def chosen(found: Gathered) -> Iterator[Missing]:
    """The public reads why each claim was chosen."""
    unsaid = [each for each in found.checks if not each.facts.get("why_chosen", "").strip()]
    if unsaid:
        yield _about("why-chosen", unsaid, ngettext(
            "%(count)s check does not say why it was chosen.", "%(count)s checks do not say why they were chosen.",
            len(unsaid)), LIGHT)  # fmt: skip


@rule
def eyes(found: Gathered) -> Iterator[Missing]:
    """A second person approved each check."""
    alone = [each for each in found.checks if not each.approved_by]
    if alone:
        yield _about("review", alone, ngettext(
            "%(count)s check names nobody who approved it.", "%(count)s checks name nobody who approved them.",
            len(alone)))  # fmt: skip


@rule
def sides(found: Gathered) -> Iterator[Missing]:
    """The desk does not look at one side alone, and knows whom it looks at."""
    known = [each for each in found.balance.parties if each.actor]
    whole = sum(each.share.count for each in known)
    unknown = len(found.checks) - whole
    if known and whole >= FEW and known[0].share.count / whole > ONE_SIDE:
        yield Missing("balance", _("%(share)s of the checks whose party is known are about %(party)s. Say in the page "
            "on your method why, or look at the others too.") % {
                "share": percent(known[0].share.count / whole), "party": known[0].name}, LIGHT)  # fmt: skip
    if found.checks and unknown * 2 > len(found.checks):
        yield Missing("parties", _("For more than half of the checks the register does not know the party. Note "
            "offices and memberships, so that the balance can be seen."), LIGHT,
            address=reverse("people:actors"))  # fmt: skip


@rule
def pages(found: Gathered) -> Iterator[Missing]:
    """The pages that a member must have are there, are the desk's own words, and are looked at every year."""
    for policy in found.policies:
        if policy.body is None:
            yield Missing(f"page-{policy.role}", _("There is no page “%(name)s”. Write it.") % {"name": policy.name},
                          address=reverse("publishing:site"))  # fmt: skip
        elif policy.untouched:
            yield Missing(f"page-{policy.role}", _("The page “%(name)s” still is the text that a new desk begins with. "
                "Put your own in its place.") % {"name": policy.name}, GRAVE if policy.role in YEARLY else LIGHT,
                address=reverse("publishing:site"))  # fmt: skip
        else:
            yield from _old(policy, found)


def _old(policy: Policy, found: Gathered) -> Iterator[Missing]:
    changed = policy.changed_on
    if policy.role in YEARLY and changed and (found.today - changed).days > DAYS:
        yield Missing(f"old-{policy.role}", _("The page “%(name)s” was last changed on %(day)s, more than a year ago. "
            "Read it again and save it.") % {"name": policy.name, "day": day(changed)},
            address=reverse("publishing:site"))  # fmt: skip


@rule
def complaints(found: Gathered) -> Iterator[Missing]:
    """Readers are told where else they may complain."""
    policy = next((each for each in found.policies if each.role == PlainPage.Role.CORRECTIONS), None)
    if policy and policy.body and not any(word in policy.body for word in COMPLAINTS):
        yield Missing("complaints", _("The corrections policy does not say that readers may complain to the IFCN or "
            "the EFCSN."), address=reverse("publishing:site"))  # fmt: skip


@rule
def corrections(found: Gathered) -> Iterator[Missing]:
    """Every request for a correction is answered in time."""
    waiting = [each for each in found.mends.rows if each.closed_on is None and each.late]
    late = [each for each in found.mends.rows if each.closed_on is not None and each.late]
    at = reverse("corrections:corrections")
    if waiting:
        yield Missing("corrections-open", ngettext(
            "%(count)s request for a correction is past its day and not answered.",
            "%(count)s requests for corrections are past their day and not answered.", len(waiting))
            % {"count": number(len(waiting))}, address=at)  # fmt: skip
    if late:
        yield Missing("corrections-late", ngettext(
            "%(count)s correction took longer than the desk promises. Say in your application why.",
            "%(count)s corrections took longer than the desk promises. Say in your application why.", len(late))
            % {"count": number(len(late))}, LIGHT)  # fmt: skip


@rule
def contact(found: Gathered) -> Iterator[Missing]:
    """The desk can be reached."""
    if not found.desk.email:
        yield Missing("contact", _("The desk has no e-mail address in its settings."), LIGHT,
                      address=reverse("newsroom:set-up"))  # fmt: skip


def _about(point: str, checks: Sequence[Check], sentence: str, weight: str = GRAVE) -> Missing:
    return Missing(point, sentence % {"count": number(len(checks))}, weight, tuple(checks))
