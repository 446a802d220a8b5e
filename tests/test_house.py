"""The laws of the house: layers, sizes, names, and what the engine may not know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "merilo"
MODULES = sorted(SOURCE.rglob("*.py"))

# Each room may import from the rows above its own and from its own room; rooms in one row do not see each other.
LAYERS: list[set[str]] = [
    {"errors", "model"},
    {"resources", "models", "ledger"},
    {"speech"},
    {"text"},
    {"reading", "encoder", "proposals"},
    {"claims"},
    {"attribution", "dates", "names"},
    {"voices", "offices"},
    {"findings", "library", "facts", "pledges"},
    {"claimreview"},
    {"matches"},
    {"versions"},
    {"pipeline"},
    {"wire"},
    {"report"},
    {"drawing"},
    {"bench"},
    {"cli"},
]
LEVEL = {room: level for level, row in enumerate(LAYERS) for room in row}
# Of one row, these may see each other: the noun files, and importers that read ClaimReview.
ALLOWED = {("library", "claimreview")}


def room_of(module: Path) -> str:
    """Return the room a file belongs to: its folder under merilo, or its own name."""
    inside = module.relative_to(SOURCE)
    return inside.parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Yield every module name that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "merilo")


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_imports_run_one_way(module: Path) -> None:
    room = room_of(module)
    if room in {"__init__", "__main__"}:
        return
    assert room in LEVEL, f"{room} has no place in LAYERS"
    for name in imports(module):
        parts = name.split(".")
        if parts[0] != "merilo" or len(parts) < 2 or parts[1] == room or parts[1] not in LEVEL:
            continue
        target = parts[1]
        fine = LEVEL[target] < LEVEL[room] or (room, target) in ALLOWED
        assert fine, f"{room} may not import {target}"


def test_rules_do_not_see_each_other() -> None:
    rules = SOURCE / "findings" / "rules"
    seen = {module.stem: set(imports(module)) for module in rules.rglob("*.py")}
    assert len(seen) > 25
    assert not [name for name, taken in seen.items() if any(each.startswith("merilo.findings.rules") for each in taken)]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_the_engine_knows_no_django(module: Path) -> None:
    assert not {name.split(".")[0] for name in imports(module)} & {"django", "wagtail", "merilo_desk"}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_only_fetch_and_endpoints_reach_the_network(module: Path) -> None:
    network = {"urllib3", "socket", "http", "requests", "httpx", "urllib.request"}
    used = {name for name in imports(module) if name in network or name.split(".")[0] in network - {"http"}}
    if used:
        assert module.relative_to(SOURCE).as_posix() in {
            "reading/fetch.py",
            "reading/guard.py",
            "encoder/endpoint.py",
            "proposals/chat.py",
        }


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_no_module_outgrows_its_room(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{lines} lines: which second room is in it?"
    assert module.stem not in {"utils", "helpers", "common", "misc", "manager", "managers"}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_what_is_public_is_documented(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it is for"
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    hidden = [n for n in nodes if isinstance(n, ast.FunctionDef) or n.name.startswith("_")]
    inner = {child for n in hidden for child in ast.walk(n) if child is not n}
    bare = [n.name for n in nodes if n not in inner and not n.name.startswith("_") and not ast.get_docstring(n)]
    assert not bare, f"public names without a docstring: {bare}"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_words_of_a_language_stand_in_word_lists(module: Path) -> None:
    """No Cyrillic string of two letters or more stands in the code; docstrings may show examples."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            run = longest_cyrillic_word(node.value)
            assert len(run) < 6, f"line {node.lineno}: {run!r} belongs in resources/"


VOWELS = set("аеиоуыэюяєіїёъ")


def longest_cyrillic_word(text: str) -> str:
    """Return the longest run of Cyrillic letters that reads like a word: vowels and consonants, no table of letters."""
    runs = ["".join(c for c in part if "а" <= c.lower() <= "џ") for part in text.split()]
    words = [w for w in runs if VOWELS & set(w.lower()) and set(w.lower()) - VOWELS and w[1:].islower()]
    return max((w for w in words if len(w) < 8 or len(set(w)) < len(w)), key=len, default="")


def test_compiled_word_lists_are_current() -> None:
    import runpy

    made = runpy.run_path(str(ROOT / "tools" / "compile_resources.py"))["compiled"]()
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: run 'make resources'"


def test_every_language_says_every_phrase() -> None:
    """Messages exist in all nine languages with the same facts."""
    import string

    import yaml

    english = sorted((ROOT / "resources" / "en").glob("phrases-*.yaml"))
    assert english
    for path in english:
        wanted = yaml.safe_load(path.read_text(encoding="utf-8"))
        for language in ("mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk"):
            other = yaml.safe_load((ROOT / "resources" / language / path.name).read_text(encoding="utf-8"))
            assert set(other) == set(wanted), f"{language}/{path.name}"
            for key, template in wanted.items():
                facts = {name for _, name, _, _ in string.Formatter().parse(template) if name}
                theirs = {name for _, name, _, _ in string.Formatter().parse(other[key]) if name}
                assert facts == theirs, f"{language}/{path.name}: {key} names {theirs}, English {facts}"
