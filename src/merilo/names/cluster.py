"""Who is who in one text: finds grouped into entities with their best name, variants, roles and gender."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from merilo.model import Entity, Mention, MentionType, Role
from merilo.names.across import Named, together
from merilo.names.compare import Form
from merilo.names.finds import Found, Page
from merilo.names.gazetteer import fits_kind, gazetteer
from merilo.names.group import Group, group, join
from merilo.names.lists import given_names, word_set
from merilo.names.portrait import best_name, gender_of
from merilo.names.roles import roles_after, roles_before
from merilo.names.runs import openers
from merilo.names.shortened import shortened
from merilo.text.words import Word, words


def form_of(leaf: Page, found: Found) -> Form:
    """Return the form of a find: its words in small letters, without particles and quotation marks."""
    row = leaf.rows[found.row]
    particles = word_set(given_names(leaf.profile).particles) if found.type == "PER" else frozenset()
    parts = tuple(
        plain(word)
        for word in row[found.first : found.last]
        if (word.is_word or word.text.isdigit()) and word.lower not in particles
    )
    parts = parts or tuple(word.lower for word in row[found.first : found.last])
    latin = leaf.article.script == "Cyrl" and parts[0][0] < "\u0250"
    return Form(parts, found.type, "en" if latin else leaf.profile, found.code)


def plain(word: Word) -> str:
    """Return a word in small letters, an acronym without the ending that a hyphen joins to it: GJND-së, EU-a."""
    head, _, tail = word.text.partition("-")
    return head.lower() if head.isupper() and tail.islower() and len(tail) <= 4 else word.lower


def entities(leaf: Page, finds: Sequence[Found]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Group the finds of a text; entities are numbered e1, e2, ... in the order of their first mention."""
    finds, short = shortened(leaf, finds)
    forms = [form_of(leaf, found) for found in finds]
    genders = [_told_gender(leaf, found) for found in finds]
    groups = sorted(join(group(forms, genders), [*bracketed(leaf, finds), *short]), key=lambda each: each.members[0])
    owner: dict[int, str] = {}
    drawn: list[Entity] = []
    for number, each in enumerate(groups, 1):
        name = f"e{number}"
        owner.update(dict.fromkeys(each.members, name))
        drawn.append(_portrait(name, each, leaf, finds, forms))
    mentions = tuple(Mention(found.span, found.type, owner[at]) for at, found in enumerate(finds))
    return mentions, tuple(drawn)


def _told_gender(leaf: Page, found: Found) -> str:
    if found.type != "PER" or found.last - found.first > 1:
        return ""
    return roles_before(leaf.article.text, leaf.rows[found.row], found.first, leaf.profile)[1]


def bracketed(leaf: Page, finds: Sequence[Found]) -> list[tuple[int, int]]:
    """Return the pairs of a full name and the acronym that follows it in brackets: State Audit Office (SAO)."""
    text = leaf.article.text
    found = []
    for at, (left, right) in enumerate(pairwise(finds)):
        between = text[left.span.end : right.span.start]
        short = right.span.of(text)
        if between in (" (", "(") and short.isupper() and right.last - right.first == 1 and left.last - left.first > 1:
            found.append((at, at + 1))
    return found


def _portrait(name: str, each: Group, leaf: Page, finds: Sequence[Found], forms: Sequence[Form]) -> Entity:
    text = leaf.article.text
    surfaces = [(" ".join(finds[at].span.of(text).split()), forms[at]) for at in each.members]
    variants = tuple(dict.fromkeys(surface for surface, _ in surfaces))
    listed = max((finds[at].name for at in each.members), key=len)
    # Albanian lists stand in all their forms, so that what they have is not always the nominative.
    trusted = listed and each.type != "PER" and leaf.profile != "sq"
    best = _bare(listed if trusted else best_name(surfaces))
    if each.type != "PER":
        return Entity(name, each.type, best, variants)
    roles, hints = _roles(each, leaf, finds)
    return Entity(name, each.type, best, variants, roles, gender_of(best, [forms[at] for at in each.members], hints))


def _bare(listed: str) -> str:
    """Return a listed name without the ending that a hyphen joins to an acronym: OKB-ja is OKB."""
    head, _, tail = listed.partition("-")
    return head if head.isupper() and tail.islower() else listed


def _roles(each: Group, leaf: Page, finds: Sequence[Found]) -> tuple[tuple[Role, ...], list[str]]:
    roles: list[Role] = []
    hints: list[str] = []
    for at in each.members:
        found = finds[at]
        row = leaf.rows[found.row]
        for told, gender in (
            roles_before(leaf.article.text, row, found.first, leaf.profile),
            roles_after(leaf.article.text, row, found.last, leaf.profile),
        ):
            hints.append(gender)
            roles.extend(
                role
                for role in told
                if (role.title.lower(), role.held) not in {(r.title.lower(), r.held) for r in roles}
            )
    return tuple(roles), hints


def named_of(entity: Entity, profile: str) -> Named:
    """Return what a text calls an entity, ready to be put together with what other texts call it."""
    return Named(entity.type, tuple(form_in(variant, entity.type, profile) for variant in entity.variants))


def form_in(name: str, kind: MentionType, profile: str) -> Form:
    """Return the form of a name that stands by itself, with its code where the lists know all of it."""
    row = words(name)
    bare = tuple(word for word in row if word.is_word or word.text.isdigit()) or row
    known = gazetteer(profile).at(bare, 0)
    code = known.code if known is not None and known.last == len(bare) and fits_kind(known, kind) else ""
    particles = word_set(given_names(profile).particles) if kind == "PER" else frozenset()
    parts = tuple(plain(word) for word in bare if word.lower not in particles) or tuple(map(plain, bare))
    latin = parts[0][0] < "\u0250" and next(iter(openers(profile))) > "\u0400"
    return Form(parts, kind, "en" if latin else profile, code)


def cluster_documents(texts: Sequence[tuple[str, Sequence[Entity]]]) -> list[tuple[tuple[int, str], ...]]:
    """Group the entities of several texts, each given as (profile, its entities).

    Returns the groups; a member is (number of the text, id of the entity in it). Every entity is in exactly one group.
    """
    members = [(number, entity.id) for number, (_, told) in enumerate(texts) for entity in told]
    named = [named_of(entity, profile) for profile, told in texts for entity in told]
    groups: dict[int, list[tuple[int, str]]] = {}
    for member, home in zip(members, together(named), strict=True):
        groups.setdefault(home, []).append(member)
    return [tuple(group) for group in groups.values()]
