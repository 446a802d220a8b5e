"""The parser: a table of rules read bottom-up over a short row of tokens.

A rule is a line such as `("DATE", "DAY of? MONTH YEAR?", build)`. Symbols in capitals hand their values to `build`;
those in small letters only have to stand there; `?` marks what may be missing, `/` alternatives. Where `build` returns
None the rule does not hold. The row is read from right to left, so that whatever begins at a token is complete before
anything to its left can use it: one pass, no agenda, and cost that grows with the length of the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

LONGEST = 40  # tokens: nobody writes a longer date, and cost and depth stay bounded


@dataclass(frozen=True, slots=True)
class Node:
    """A symbol found over the tokens `first` to `last` (not included) of a row, with its value."""

    symbol: str
    first: int
    last: int
    value: Any
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to build a symbol; `takes` are the places in `body` whose values (or nodes) go to `build`."""

    head: str
    body: tuple[str, ...]
    build: Callable[..., Any]
    takes: tuple[int, ...]
    nodes: bool
    rank: int


Line = tuple[str, str, Callable[..., Any]] | tuple[str, str, Callable[..., Any], str]


class Grammar:
    """Rules indexed by the symbol they begin with."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._by_first: dict[str, list[Rule]] = {}
        for rank, line in enumerate(lines):
            head, written, build = line[:3]
            nodes = len(line) > 3
            for body in _bodies(written):
                takes = tuple(at for at, symbol in enumerate(body) if symbol.isupper())
                rule = Rule(head, body, build, takes, nodes, rank)
                self._by_first.setdefault(body[0], []).append(rule)

    def parse(self, row: Sequence[Sequence[Node]]) -> list[dict[str, list[Node]]]:
        """Return, for every token, what begins there: symbol -> nodes. `row` holds the terminals by token."""
        chart: list[dict[str, list[Node]]] = [{} for _ in range(len(row) + 1)]
        for at in range(len(row) - 1, -1, -1):
            here = chart[at]
            todo = list(row[at])
            while todo:
                node = todo.pop(0)
                known = here.setdefault(node.symbol, [])
                if any(other.last == node.last for other in known):
                    continue
                known.append(node)
                for rule in self._by_first.get(node.symbol, ()):
                    for nodes in _rest(rule.body, 1, node.last, chart, (node,)):
                        if nodes[-1].last - at > LONGEST:
                            continue
                        taken = (nodes[place] for place in rule.takes)
                        value = rule.build(*(taken if rule.nodes else (each.value for each in taken)))
                        if value is not None:
                            todo.append(Node(rule.head, at, nodes[-1].last, value, rule.rank))
        return chart


def _rest(
    body: tuple[str, ...], at: int, start: int, chart: list[dict[str, list[Node]]], so_far: tuple[Node, ...]
) -> Iterator[tuple[Node, ...]]:
    if at == len(body):
        yield so_far
        return
    for node in chart[start].get(body[at], ()):
        yield from _rest(body, at + 1, node.last, chart, (*so_far, node))


def _bodies(written: str) -> Iterator[tuple[str, ...]]:
    """Write out the optional symbols and the alternatives of a rule; the longest bodies come first."""
    choices: list[list[str]] = []
    for word in written.split():
        options = word.rstrip("?").split("/")
        choices.append([*options, ""] if word.endswith("?") else options)
    seen: set[tuple[str, ...]] = set()
    for choice in product(*choices):
        body = tuple(symbol for symbol in choice if symbol)
        if body and body not in seen:
            seen.add(body)
            yield body
