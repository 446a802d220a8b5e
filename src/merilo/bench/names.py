"""Names against people's marks: found, grouped in one text, and put together over languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from merilo.bench.registry import Scores, benchmark
from merilo.bench.slavicner import Gold, Marked, slavicner, uner
from merilo.encoder import shared
from merilo.model import Entity, Mention, MentionType, Span
from merilo.names import cluster_documents, mentions
from merilo.names.cluster import entities
from merilo.names.finds import Found, Page, page
from merilo.names.gazetteer import fits_kind, gazetteer

KIND: Mapping[str, MentionType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
SLAVIC = ("bg", "ru", "uk")
SETIMES = ("sr", "hr")
# The topic that `train/taggers` never shows the tagger.
HELD_OUT = "nord_stream"
KINDS = ("PER", "ORG", "LOC")
Place = tuple[int, int]


def f1(right: float, told: float, gold: float) -> float:
    """Return F1 of `right` hits among `told` finds for `gold` marks."""
    return 2 * right / (told + gold) if told + gold else 0.0


@benchmark("names")
def names(data: Path) -> Scores:
    """Names found by the rules and lists alone, grouped in a text, and put together over three languages.

    `found-xx` is F1 of exact span and kind (PER, ORG, LOC); `grouped-xx` is B-cubed F1 within a document on gold
    mentions, `grouped-found-xx` on mentions found; `across` is F1 of pairs of forms in two languages, gold mentions.
    """
    scores: dict[str, float] = {}
    for language in SLAVIC:
        texts = list(slavicner(data, language))
        scores[f"found-{language}"] = found_f1(texts)
        scores[f"grouped-{language}"] = _b_cubed([_grouped_gold(each) for each in texts])
        scores[f"grouped-found-{language}"] = _b_cubed([_grouped_found(each) for each in texts])
    for language in SETIMES:
        scores[f"found-{language}"] = found_f1(list(uner(data, language)))
    scores["across"] = across(data, SLAVIC)
    return scores


@benchmark("names-tagged")
def names_tagged(data: Path) -> Scores:
    """Names found by the trained tagger and the lists together, and grouped, on texts that the tagger never saw.

    The SlavicNER topic that its training leaves out, and the development parts of Universal NER; F1 as in `names`.
    `limits-xx` asks for the span alone: the corpus has the same pipeline for a body in Ukrainian and for a product
    in Russian and Bulgarian.
    """
    scores: dict[str, float] = {}
    for language in SLAVIC:
        texts = [each for each in slavicner(data, language) if each.topic == HELD_OUT]
        scores[f"found-{language}"] = found_f1(texts, encoded=True)
        scores[f"limits-{language}"] = found_f1(texts, encoded=True, kinds=False)
        scores[f"grouped-found-{language}"] = _b_cubed([_grouped_found(each, encoded=True) for each in texts])
    for language in SETIMES:
        scores[f"found-{language}"] = found_f1(list(uner(data, language)), encoded=True)
    return scores


def read(each: Marked, encoded: bool) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the names of a text as the pipeline finds them, with the encoder or without."""
    if not encoded:
        return mentions(each.reading)
    article = each.reading.article
    return mentions(each.reading, shared().read(article.text, each.reading.sentences, language=article.language))


def found_f1(texts: Sequence[Marked], *, encoded: bool = False, kinds: bool = True) -> float:
    """Return the F1 of exact spans of PER, ORG and LOC with their kinds, counted over all texts.

    Without `kinds` it is the F1 of all spans, things and events too, whatever kind they were given.
    """
    right = told = gold = 0
    for each in texts:
        seen, _ = read(each, encoded)
        if kinds:
            marked = {(name.start, name.end, str(name.type)) for name in each.names if name.type in KINDS}
            found = {(one.span.start, one.span.end, str(one.type)) for one in seen if one.type in KINDS}
        else:
            marked = {(name.start, name.end, "") for name in each.names}
            found = {(one.span.start, one.span.end, "") for one in seen}
        right, told, gold = right + len(marked & found), told + len(found), gold + len(marked)
    return f1(right, told, gold)


Labels = Mapping[Place, str]


def _grouped_gold(each: Marked) -> tuple[Labels, Labels]:
    leaf = page(each.reading)
    finds = gold_finds(leaf, each.names)
    seen, _ = entities(leaf, finds)
    told = {(one.span.start, one.span.end): one.entity for one in seen}
    return {(name.start, name.end): name.named for name in each.names if (name.start, name.end) in told}, told


def _grouped_found(each: Marked, *, encoded: bool = False) -> tuple[Labels, Labels]:
    seen, _ = read(each, encoded)
    return (
        {(name.start, name.end): name.named for name in each.names},
        {(one.span.start, one.span.end): one.entity for one in seen},
    )


def gold_finds(leaf: Page, marked: Iterable[Gold]) -> list[Found]:
    """Return the marked names of a text as if they had been found, with the codes that the lists have for them."""
    finds: dict[Place, Found] = {}
    for name in marked:
        for number, row in enumerate(leaf.rows):
            if not row or not row[0].start <= name.start < row[-1].end:
                continue
            inside = [at for at, word in enumerate(row) if word.start < name.end and word.end > name.start]
            if inside:
                first, last = inside[0], inside[-1] + 1
                bare = [at for at in inside if row[at].is_word or row[at].text.isdigit()] or inside
                known = gazetteer(leaf.profile).at(row, bare[0])
                if known is not None and (known.last != bare[-1] + 1 or not fits_kind(known, KIND[name.type])):
                    known = None
                code, best = (known.code, known.name) if known else ("", "")
                span = Span(name.start, name.end)
                finds[name.start, name.end] = Found(span, KIND[name.type], 1.0, code, best, number, first, last)
            break
    return [finds[place] for place in sorted(finds)]


def _b_cubed(texts: Sequence[tuple[Labels, Labels]]) -> float:
    """Return B-cubed F1 over all mentions; one that was missed or made up counts as wrong."""
    precise = recalled = 0.0
    told_all = gold_all = 0
    for gold, told in texts:
        gold_groups, told_groups = _groups(gold), _groups(told)
        for place, label in told.items():
            if place in gold:
                precise += len(told_groups[label] & gold_groups[gold[place]]) / len(told_groups[label])
        for place, label in gold.items():
            if place in told:
                recalled += len(gold_groups[label] & told_groups[told[place]]) / len(gold_groups[label])
        told_all, gold_all = told_all + len(told), gold_all + len(gold)
    precision, recall = precise / max(1, told_all), recalled / max(1, gold_all)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _groups(labels: Labels) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = defaultdict(set)
    for place, label in labels.items():
        found[label].add(place)
    return found


def across(data: Path, languages: Sequence[str]) -> float:
    """Return F1 of pairs (form in one language, form in another) that name the same, over all topics, gold mentions.

    Each topic is put together by itself: its documents, in all the languages, as `cluster_documents` sees them.
    """
    topics: dict[str, list[tuple[str, Marked]]] = defaultdict(list)
    for language in languages:
        for each in slavicner(data, language):
            topics[each.topic].append((language, each))
    right = told = gold = 0
    for texts in topics.values():
        ours, theirs = _pairs_of(texts)
        right, told, gold = right + len(ours & theirs), told + len(ours), gold + len(theirs)
    return f1(right, told, gold)


Pair = tuple[tuple[str, str], tuple[str, str]]


def _pairs_of(texts: Sequence[tuple[str, Marked]]) -> tuple[set[Pair], set[Pair]]:
    drawn: list[tuple[str, Sequence[Entity]]] = []
    by_place: list[dict[Place, str]] = []
    for _, each in texts:
        leaf = page(each.reading)
        seen, told = entities(leaf, gold_finds(leaf, each.names))
        drawn.append((leaf.profile, told))
        by_place.append({(one.span.start, one.span.end): one.entity for one in seen})
    home = {member: number for number, group in enumerate(cluster_documents(drawn)) for member in group}
    ours: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    theirs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for number, (language, each) in enumerate(texts):
        for name in each.names:
            entity = by_place[number].get((name.start, name.end))
            if entity is not None:
                form = (language, each.reading.article.text[name.start : name.end].lower())
                ours[form][str(home[number, entity])] += 1
                theirs[form][name.named] += 1
    return _pairs(ours), _pairs(theirs)


def _pairs(labels: Mapping[tuple[str, str], Counter[str]]) -> set[Pair]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, counted in labels.items():
        groups[counted.most_common(1)[0][0]].append(form)
    return {(one, two) for forms in groups.values() for one, two in combinations(sorted(forms), 2) if one[0] != two[0]}
