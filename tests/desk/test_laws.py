"""The laws of the desk's house: which way imports run, one door to the engine, one door to objects."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "src" / "merilo_desk"
MODULES = sorted(path for path in DESK.rglob("*.py") if "migrations" not in path.parts)

# Each room may import from the rows above its own and from its own room.
ROWS: list[set[str]] = [
    {"languages", "databases"},
    {"settings"},
    {"engine", "jobs"},
    {"newsroom"},
    {"ledger"},
    {"scales"},
    {"people"},
    {"intake"},
    {"readingroom"},
    {"casework"},
    {"publishing"},
    {"following"},
    {"promises"},
    {"corrections"},
    {"dossier"},
    {"api"},
    {"urls", "wsgi", "serving", "new_secret", "demo", "bench"},
    {"commands"},
]
ROW = {room: at for at, row in enumerate(ROWS) for room in row}


def room_of(module: Path) -> str:
    """Return the room of a file: its folder under merilo_desk, or its own name."""
    return module.relative_to(DESK).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Yield every name that a file imports, wherever it does so."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "merilo_desk")


def named(module: Path) -> str:
    """Return a file's name for a test's id."""
    return str(module.relative_to(DESK))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_imports_run_one_way(module: Path) -> None:
    room = room_of(module)
    if room == "__init__":
        return
    assert room in ROW, f"{room} has no place in ROWS"
    for name in imports(module):
        parts = name.split(".")
        if parts[0] != "merilo_desk" or len(parts) < 2 or parts[1] == room or parts[1] not in ROW:
            continue
        assert ROW[parts[1]] < ROW[room], f"{room} may not import {parts[1]}"


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_one_room_knows_the_engine(module: Path) -> None:
    if room_of(module) != "engine":
        assert not [name for name in imports(module) if name.split(".")[0] == "merilo"]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_nothing_reaches_the_network_by_itself(module: Path) -> None:
    network = {"urllib3", "socket", "requests", "httpx", "urllib.request", "http.client", "aiohttp"}
    assert not set(imports(module)) & network


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_module_outgrows_its_room(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{lines} lines: which second room is in it?"
    assert module.stem not in {"utils", "helpers", "common", "misc", "manager", "managers"}


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_what_is_public_is_documented(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says what it is for"
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    hidden = [n for n in nodes if isinstance(n, ast.FunctionDef) or n.name.startswith("_")]
    inner = {child for n in hidden for child in ast.walk(n) if child is not n}
    bare = [
        n.name
        for n in nodes
        if n not in inner and not n.name.startswith("_") and n.name != "Meta" and not ast.get_docstring(n)
    ]
    assert not bare, f"public names without a docstring: {bare}"


# Views, forms and template tags reach objects through `visible_to` (or a related manager of one they may see).
OBJECTS_MAY = {"models.py", "visible.py"}
VIEWS = [module for module in MODULES if module.stem.endswith("views") or module.stem in {"forms", "feeds", "tables"}]


@pytest.mark.parametrize("module", VIEWS, ids=named)
def test_views_reach_objects_through_one_door(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            after = source.splitlines()[node.end_lineno - 1][node.end_col_offset :]  # type: ignore[operator]
            assert after.startswith((".visible_to(", ".on(")), f"line {node.lineno}: objects come through visible_to"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)


@pytest.mark.django_db
def test_django_finds_nothing_wrong() -> None:
    call_command("check", fail_level="WARNING", stdout=StringIO())


def test_every_act_has_roles() -> None:
    from merilo_desk.newsroom.policy import POLICY, Act

    assert set(POLICY) == set(Act)


def test_templates_carry_no_style_and_no_script() -> None:
    """The content security policy forbids both, and so does a page that works on Tor."""
    for path in DESK.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, f"{path.name} carries a style"
        assert "onclick=" not in text, f"{path.name} carries a script"


def test_templates_call_languages_by_their_own_names() -> None:
    """Django's filter of the name `language_name` gives English ones."""
    for path in [*DESK.rglob("*.html"), *DESK.rglob("*.txt")]:
        assert not re.search(r"\|language_name\b", path.read_text(encoding="utf-8")), f"{path.name}: use own_name"


TEMPLATES = sorted(path for kind in ("*.html", "*.txt", "*.xml") for path in DESK.glob(f"**/templates/**/{kind}"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(DESK)))
def test_every_template_can_be_read(path: Path) -> None:
    """A filter or tag that does not exist is found here, and not by whoever opens the screen first."""
    from django.template.loader import get_template

    at = path.parts.index("templates", len(DESK.parts))
    assert get_template("/".join(path.parts[at + 1 :]))
