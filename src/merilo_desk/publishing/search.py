"""Finding published checks by words: by lemmas in one script, so that „вакцините“ finds “vakcina”."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.publishing.index import ranked
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.shelf import checks

# More than a reader pages through; whoever gets this many wants other words.
MOST = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Checks, best first; `all_words` is False where only some of the words are in them."""

    pages: QuerySet[FactCheckPage]
    all_words: bool
    elsewhere: int = 0


def found(words: str, code: str) -> Found:
    """Find the checks of a language that hold all words, in whatever form or script; failing that, some of them."""
    keys = engine.search_keys(words, language(code).profile.split("-")[0]).split()
    if not keys:
        return Found(FactCheckPage.objects.visible_to(None).none(), True)
    for every in (True, False):
        numbers = ranked(keys, code, every=every, most=MOST)
        if numbers:
            return Found(_in_order(numbers), every)
        if len(keys) == 1:
            break
    others = ranked(keys, "", every=True, most=MOST)
    return Found(FactCheckPage.objects.visible_to(None).none(), True, len(others))


def _in_order(numbers: list[int]) -> QuerySet[FactCheckPage]:
    order = Case(*(When(pk=pk, then=Value(at)) for at, pk in enumerate(numbers)), output_field=IntegerField())
    return checks().filter(pk__in=numbers).order_by(order)
