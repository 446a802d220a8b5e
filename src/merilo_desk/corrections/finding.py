"""Read published checks again: the text against itself, the sources' links, and what the desk has found out since."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from lxml import html

from merilo_desk import engine
from merilo_desk.casework.models import MISSES, Case
from merilo_desk.corrections.finding_models import OwnFinding, ReadAgain
from merilo_desk.engine.again import slips_in
from merilo_desk.engine.triage import checked_before
from merilo_desk.jobs import by_the_clock, job
from merilo_desk.languages import language
from merilo_desk.newsroom.markdown import as_html
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.scales.models import Bucket

log = logging.getLogger("merilo_desk.corrections")
AGAIN = timedelta(days=30)
# So many checks a minute by the clock: a desk of three thousand is through in two days, and nobody notices.
AT_ONCE = 1
UNSURE = frozenset({Bucket.UNRATED, Bucket.OPEN})
Sort = OwnFinding.Sort


@dataclass(frozen=True, slots=True)
class Found:
    """Something found, not kept yet."""

    sort: str
    language: str
    key: str
    rule: str = ""
    places: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@by_the_clock
def read_some_again() -> int:
    """Queue the published checks whose turn it is: changed since, or not read for a month; return how many."""
    now = timezone.now()
    due = Q(read_again=None) | ~Q(read_again__version=F("version")) | Q(read_again__at__lt=now - AGAIN)
    rows = Case.objects.published().filter(due, pages__isnull=False).distinct()
    chosen = list(rows.order_by(F("read_again__at").asc(nulls_first=True), "pk")[:AT_ONCE])
    for case in chosen:
        # Its turn is over before it is read, so that one that fails does not keep the others waiting.
        ReadAgain.objects.update_or_create(case=case, defaults={"at": now, "version": case.version})
        read_case_again.enqueue(case.pk)
    return len(chosen)


@job
def read_everything_again() -> None:
    """Queue every published check, because a member asked for it."""
    for pk in Case.objects.published().filter(pages__isnull=False).distinct().values_list("pk", flat=True):
        read_case_again.enqueue(pk)


@job
def read_case_again(pk: int) -> None:
    """Read one published check again, and keep what is new of what is found."""
    case = Case.objects.published().select_related("rating__scale").filter(pk=pk).first()
    if case is not None:
        look_at(case)


@transaction.atomic
def look_at(case: Case) -> list[OwnFinding]:
    """Keep what is found in a published check; what was told before is not told again, what is no longer so is closed.

    Returns what is new.
    """
    found = {each.key: each for each in [*_slips(case), *_links(case), *_verdicts(case)]}
    known = set(OwnFinding.objects.filter(key__in=found).values_list("key", flat=True))
    new = [
        OwnFinding.objects.create(
            case=case,
            sort=each.sort,
            language=each.language,
            rule=each.rule,
            places=list(each.places),
            words=each.words,
            key=each.key,
            **each.more,
        )
        for each in found.values()
        if each.key not in known
    ]
    # What is no longer so needs no decision; should it come back, it does.
    standing = OwnFinding.objects.filter(case=case)
    standing.filter(state=OwnFinding.State.OPEN).exclude(key__in=found).update(
        state=OwnFinding.State.GONE, closed_at=timezone.now()
    )
    standing.filter(state=OwnFinding.State.GONE, key__in=found).update(state=OwnFinding.State.OPEN, closed_at=None)
    ReadAgain.objects.update_or_create(case=case, defaults={"at": timezone.now(), "version": case.version})
    return new


def _key(*parts: object) -> str:
    return sha256("\n".join(" ".join(str(each).casefold().split()) for each in parts).encode()).hexdigest()


def _spoken() -> dict[str, str]:
    """Return the languages that somebody here reads, with the engine's names for them."""
    codes = {*the_desk().languages, *User.objects.values_list("language", flat=True).distinct()}
    return {code: language(code).profile for code in sorted(codes)}


def plain(text: str) -> str:
    """Return a text without the marks of Markdown, and without what it quotes at length."""
    if not text.strip():
        return ""
    tree = html.fragment_fromstring(str(as_html(text)), create_parent="div")
    for quoted in tree.xpath(".//blockquote | .//pre | .//code"):
        quoted.drop_tree()
    blocks = tree.xpath("./*") or [tree]
    return "\n\n".join(" ".join(block.text_content().split()) for block in blocks)


def _slips(case: Case) -> Iterator[Found]:
    speaking = _spoken()
    pages = case.pages.select_related("locale").filter(withdrawn_on=None, transliterated=False)
    for page in pages:
        code = page.locale.language_code
        text = "\n\n".join(filter(None, (page.reason.strip(), plain(page.body), plain(page.method))))
        slips = slips_in(
            text,
            title=page.title,
            claim=f"{page.claim}\n{case.claim}",
            language=language(code).profile.split("-")[0],
            published=page.checked_on,
            speaking=sorted(set(speaking.values())),
        )
        for each in slips:
            yield Found(
                Sort.TEXT,
                code,
                _key("text", case.pk, code, each.rule, *sorted(each.quotes)),
                each.rule,
                each.sentences,
                {spoken: each.words[profile] for spoken, profile in speaking.items()},
            )


def _links(case: Case) -> Iterator[Found]:
    """The watcher of links has opened them twice in vain, a day apart."""
    gone = case.evidence.filter(link_misses__gte=MISSES, protected=False).exclude(link_trouble="").exclude(url="")
    for each in gone:
        key = _key("link", case.pk, each.pk, each.url)
        yield Found(Sort.LINK, case.language, key, places=(f"[{each.number}] {each.title}",), more={"evidence": each})


def _verdicts(case: Case) -> Iterator[Found]:
    """A later check of the same claim came to another verdict on the same scale."""
    rating = case.rating
    if rating is None or rating.bucket in UNSURE or case.published_at is None:
        return
    later = (
        Case.objects.published()
        .filter(_same_claim(case), rating__scale=rating.scale_id, published_at__gt=case.published_at)
        .exclude(pk=case.pk)
        .exclude(rating__bucket__in=[rating.bucket, *UNSURE])
    )
    for other in later.select_related("rating"):
        yield Found(
            Sort.VERDICT,
            case.language,
            _key("verdict", case.pk, rating.pk, other.pk, other.rating_id),
            places=(case.claim, other.claim),
            more={"other": other},
        )


def _same_claim(case: Case) -> Q:
    """The same words, or what the engine takes for the same claim in any language and script."""
    same = Q(digest=case.digest, language=case.language) if case.digest else Q(pk=None)
    spoken = language(case.language).profile.split("-")[0]
    try:
        matches = checked_before(case.claim, spoken, [])
    except engine.MeriloError as trouble:
        log.warning("earlier checks of case %d could not be looked up: %s", case.pk, trouble)
        return same
    numbers = [
        each["fact_check"]["id"].partition("-")[0]
        for each in matches
        if each["relation"] == "same" and each["fact_check"]["id"].partition("-")[0].isdecimal()
    ]
    pages = FactCheckPage.objects.visible_to(None).filter(case_id__in=numbers).values("case_id")
    return same | Q(pk__in=pages)
