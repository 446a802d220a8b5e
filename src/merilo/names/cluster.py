"""Who is who in one text: finds grouped into entities with their best name, variants, roles and gender."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.model import Entity, Mention, Role
from merilo.names.compare import Form
from merilo.names.finds import Found, Page
from merilo.names.group import Group, group
from merilo.names.lists import given_names, word_set
from merilo.names.portrait import best_name, gender_of
from merilo.names.roles import roles_after, roles_before


def form_of(leaf: Page, found: Found) -> Form:
    """Return the form of a find: its words in small letters, without particles and quotation marks."""
    row = leaf.rows[found.row]
    particles = word_set(given_names(leaf.profile).particles) if found.type == "PER" else frozenset()
    parts = tuple(
        word.lower
        for word in row[found.first : found.last]
        if (word.is_word or word.text.isdigit()) and word.lower not in particles
    )
    parts = parts or tuple(word.lower for word in row[found.first : found.last])
    latin = leaf.article.script == "Cyrl" and parts[0][0] < "\u0250"
    return Form(parts, found.type, "en" if latin else leaf.profile, found.code)


def entities(leaf: Page, finds: Sequence[Found]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Group the finds of a text; entities are numbered e1, e2, ... in the order of their first mention."""
    forms = [form_of(leaf, found) for found in finds]
    groups = sorted((each for each in group(forms) if each.members), key=lambda each: each.members[0])
    owner: dict[int, str] = {}
    drawn: list[Entity] = []
    for number, each in enumerate(groups, 1):
        name = f"e{number}"
        owner.update(dict.fromkeys(each.members, name))
        drawn.append(_portrait(name, each, leaf, finds, forms))
    mentions = tuple(Mention(found.span, found.type, owner[at]) for at, found in enumerate(finds))
    return mentions, tuple(drawn)


def _portrait(name: str, each: Group, leaf: Page, finds: Sequence[Found], forms: Sequence[Form]) -> Entity:
    text = leaf.article.text
    surfaces = [(" ".join(finds[at].span.of(text).split()), forms[at]) for at in each.members]
    variants = tuple(dict.fromkeys(surface for surface, _ in surfaces))
    listed = max((finds[at].name for at in each.members), key=len)
    best = listed if listed and each.type != "PER" else best_name(surfaces)
    if each.type != "PER":
        return Entity(name, each.type, best, variants)
    roles, hints = _roles(each, leaf, finds)
    return Entity(name, each.type, best, variants, roles, gender_of([forms[at] for at in each.members], hints))


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
