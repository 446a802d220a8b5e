"""Walk through JSON-LD: find the reviews in it, wherever they stand, and follow references without going round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Node = Mapping[str, object]

REVIEWS = frozenset({"claimreview", "mediareview"})
DEEPEST = 60


def types_of(node: object) -> frozenset[str]:
    """Return the schema.org types of a node in small letters, without prefix or address."""
    if not isinstance(node, Mapping):
        return frozenset()
    given = node.get("@type", node.get("type"))
    named = given if isinstance(given, (list, tuple)) else [given]
    return frozenset(
        str(each).replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for each in named if each
    )


def each_of(value: object) -> list[object]:
    """Return a value's parts in order, lists in it opened, gaps left out; of a value that is no list, the value."""
    if isinstance(value, (list, tuple)):
        return [inner for part in value[:200] for inner in each_of(part)]
    return [] if value in (None, "", {}) else [value]


def reviews_in(value: object) -> Iterator[Node]:
    """Yield every ClaimReview and MediaReview in a JSON-LD value, in order, references filled in.

    `@graph`, lists, feeds and reviews inside other things are all looked through; a review that stands in two places
    is given once; a graph that refers back to itself ends.
    """
    known = {str(node["@id"]): node for node in _walk(value) if isinstance(node.get("@id"), str) and len(node) > 1}
    told: set[int] = set()
    names: set[str] = set()
    for node in _walk(value):
        if not types_of(node) & REVIEWS or id(node) in told:
            continue
        told.add(id(node))
        name = node.get("@id")
        if isinstance(name, str):
            if len(node) <= 2 or name in names:
                continue
            names.add(name)
        yield filled(node, known)


def filled(node: Node, known: Mapping[str, Node], path: frozenset[str] = frozenset(), depth: int = 0) -> Node:
    """Return a node with its references replaced by what they refer to; where that goes round, the reference stays."""
    if depth > 6:
        return node
    own = node.get("@id")
    path = path | {own} if isinstance(own, str) else path
    return {key: _filled(value, known, path, depth) for key, value in node.items()}


def _filled(value: object, known: Mapping[str, Node], path: frozenset[str], depth: int) -> object:
    if isinstance(value, (list, tuple)):
        return [_filled(each, known, path, depth) for each in value[:200]]
    if not isinstance(value, Mapping):
        return value
    name = value.get("@id")
    if isinstance(name, str) and name not in path and len(value) <= 2 and name in known:
        return filled(known[name], known, path, depth + 1)
    if isinstance(name, str) and name in path:
        return value
    return filled(value, known, path, depth + 1)


def _walk(value: object) -> Iterator[Node]:
    """Yield every mapping, outermost first, in order; without recursion, so that no depth can break it."""
    seen: set[int] = set()
    left: list[tuple[object, int]] = [(value, 0)]
    while left:
        each, depth = left.pop()
        if depth > DEEPEST or id(each) in seen:
            continue
        if isinstance(each, Mapping):
            seen.add(id(each))
            yield each
            left.extend((part, depth + 1) for part in reversed(list(each.values())))
        elif isinstance(each, (list, tuple)):
            seen.add(id(each))
            left.extend((part, depth + 1) for part in reversed(each))
