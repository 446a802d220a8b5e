"""`merilo bench`: run benchmarks and hold their scores against the pinned floors."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from rich.console import Console
from rich.table import Table

from merilo import bench as room
from merilo.bench.registry import BENCHMARKS, Scores, judge

HELD, BROKEN, WRONG_USAGE, NOTHING_RUN = 0, 1, 2, 3


def bench(name: str, data: Path | None) -> int:
    """Run one benchmark, or "all", or show the "list"; return the exit status: 1 where a floor does not hold."""
    for module in iter_modules(room.__path__):
        import_module(f"merilo.bench.{module.name}")
    console = Console(highlight=False)
    if name == "list":
        table = Table("benchmark", "what it measures", box=None, pad_edge=False)
        for each, run in sorted(BENCHMARKS.items()):
            table.add_row(each, (run.__doc__ or "").strip().splitlines()[0])
        console.print(table)
        return HELD
    wanted = sorted(BENCHMARKS) if name == "all" else [name]
    if name != "all" and name not in BENCHMARKS:
        print(f"There is no benchmark “{name}”. 'merilo bench list' shows them.", file=sys.stderr)
        return WRONG_USAGE
    if data is None or not data.is_dir():
        print("Name the folder of data sets with --data or MERILO_DATA.", file=sys.stderr)
        return NOTHING_RUN
    ran = [_ran(each, data, console) for each in wanted]
    return BROKEN if False in ran else HELD if True in ran else NOTHING_RUN


def _ran(name: str, data: Path, console: Console) -> bool | None:
    """Run one benchmark: True where every floor holds, None where its data is absent."""
    try:
        scores: Scores = BENCHMARKS[name](data)
    except FileNotFoundError as missing:
        console.print(f"[bold]{name}[/bold]  left out: {missing.filename} is not there")
        return None
    table = Table(name, "score", "bound", "", box=None, pad_edge=False)
    verdicts = judge(name, scores)
    for each in verdicts:
        bound = "" if each.bound is None else f"{'at most' if each.ceiling else 'at least'} {each.bound:g}"
        mark = "" if each.bound is None else "holds" if each.holds else "[bold red]broken[/bold red]"
        table.add_row(each.score, f"{each.value:.4g}", bound, mark)
    console.print(table)
    return all(each.holds for each in verdicts)
