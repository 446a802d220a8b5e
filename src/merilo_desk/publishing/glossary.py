"""Find the uses of loaded terms in what the desk keeps: statements of public actors, and the texts of its readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from merilo_desk import engine
from merilo_desk.jobs import job, later
from merilo_desk.languages import BY_CODE, language
from merilo_desk.people.models import Statement
from merilo_desk.publishing.glossary_models import Term, TermUse
from merilo_desk.readingroom.models import StoredArticle

AT_ONCE = 200
# The sentence shown is at most so long; a longer one is cut around the term.
LONGEST = 400
# A word of a reading is looked for among its search keys by how it begins.
BEGINNING = 4


@job
def look_for_term(term_id: int) -> None:
    """Look through everything for one term: after it was written down, or its ways of writing changed."""
    term = Term.objects.filter(pk=term_id).first()
    if term is None:
        return
    _forget_what_is_gone(term)
    codes = [code for code in BY_CODE if term.phrases(code)]
    said = Statement.objects.filter(language__in=codes).select_related("speaker")
    _keep(use for each in said.order_by("pk").iterator(AT_ONCE) for use in in_statement(term, each))
    read = StoredArticle.objects.filter(state=StoredArticle.State.READ, same_as=None, language__in=codes)
    wanted = Q()
    for code in codes:
        for phrase in term.phrases(code):
            wanted |= Q(keys__contains=_beginning(phrase, code))
    for each in read.filter(wanted).defer("report").order_by("pk").iterator(20):
        _keep(in_reading(term, each))


@job
def look_in_statement(pk: int) -> None:
    """Look for every term in one statement: after it was written down or mended."""
    statement = Statement.objects.filter(pk=pk).select_related("speaker").first()
    if statement is None:
        return
    stale = [use.pk for use in statement.term_uses.all() if use.quote.strip("… ") not in statement.words]
    TermUse.objects.filter(pk__in=stale).delete()
    _keep(use for term in Term.objects.all() for use in in_statement(term, statement))


@job
def look_in_reading(pk: int) -> None:
    """Look for every term in one text of the reading room: after it was read."""
    article = StoredArticle.objects.filter(pk=pk, state=StoredArticle.State.READ, same_as=None).defer("report").first()
    if article is not None:
        _keep(use for term in Term.objects.all() for use in in_reading(term, article))


def in_statement(term: Term, statement: Statement) -> Iterator[TermUse]:
    """Yield where a term stands in a statement."""
    places = _places(term, statement.words, statement.language)
    where = statement.appearances.select_related("outlet").first() if places else None
    for start, end in places:
        yield TermUse(
            term=term,
            statement=statement,
            start=start,
            **_quoted(statement.words, start, end, statement.language),
            language=statement.language,
            on=statement.said_on or (where.published_on if where else None),
            who=statement.speaker,
            who_words=statement.speaker_words,
            outlet=where.outlet if where else None,
            outlet_words=where.outlet_words if where else "",
            url=where.url if where else "",
        )


def in_reading(term: Term, article: StoredArticle) -> Iterator[TermUse]:
    """Yield where a term stands in an article: in a quotation it is the one quoted who uses it, else the outlet."""
    places = _places(term, article.text, article.language)
    voices = list(article.utterances.select_related("speaker")) if places else []
    for start, end in places:
        around = [each for each in voices if each.start <= start and end <= each.end]
        nearest = min(around, key=lambda each: each.end - each.start, default=None)
        yield TermUse(
            term=term,
            article=article,
            start=start,
            **_quoted(article.text, start, end, article.language),
            language=article.language,
            on=article.published,
            who=nearest.speaker if nearest else None,
            who_words=nearest.speaker_words if nearest else "",
            outlet=article.outlet,
            outlet_words=article.site,
            url=article.url,
        )


def _places(term: Term, text: str, code: str) -> list[tuple[int, int]]:
    phrases = term.phrases(code)
    return engine.places_of(text, language(code).profile, phrases) if phrases and text else []


def _quoted(text: str, start: int, end: int, code: str) -> dict[str, Any]:
    """Return the sentence around a place, and where the place is in it."""
    first, last = engine.sentence_around(text, start, end, language(code).profile)
    cut_before, cut_after = max(first, start - LONGEST // 2), min(last, end + LONGEST // 2)
    before, after = text[cut_before:start].lstrip(), text[end:cut_after].rstrip()
    if cut_before > first:
        before = f"… {before.partition(' ')[2]}"
    if cut_after < last:
        after = f"{after.rpartition(' ')[0]} …"
    return {
        "quote": before + text[start:end] + after,
        "mark_start": len(before),
        "mark_end": len(before) + end - start,
    }


def _beginning(phrase: str, code: str) -> str:
    """Return how the keys of a text that may hold a phrase begin; the keys are apart by spaces."""
    kept = engine.keys_kept(phrase, language(code).profile.split("-")[0])
    longest = max(kept, key=len, default="")
    return f" {longest[:BEGINNING]}"


def _keep(uses: Iterable[TermUse]) -> None:
    """Keep what is new; what was found before stays as an editor left it."""
    TermUse.objects.bulk_create(uses, batch_size=AT_ONCE, ignore_conflicts=True)


def _forget_what_is_gone(term: Term) -> None:
    """Drop finds that nobody has looked at and that are no uses of the term as it is now written."""
    gone = [
        use.pk
        for use in term.uses.filter(state=TermUse.State.FOUND).only("quote", "language", "mark_start", "mark_end")
        if not _places(term, use.marked, use.language)
    ]
    TermUse.objects.filter(pk__in=gone).delete()


def statement_saved(sender: Any, instance: Statement, **_: Any) -> None:
    """Have a new or mended statement looked through, where there is a term to look for."""
    if Term.objects.exists():
        later(look_in_statement, instance.pk)


def reading_saved(sender: Any, instance: StoredArticle, **_: Any) -> None:
    """Have a text looked through when its reading is done."""
    if instance.state == StoredArticle.State.READ and instance.same_as_id is None and Term.objects.exists():
        later(look_in_reading, instance.pk)
