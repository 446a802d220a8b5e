"""Seed a small and a large desk, serve both, and measure page after page on one and then the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from merilo_desk.bench.load import Served, Times, measured
from merilo_desk.bench.pages import LARGE, PAGES, SEEDERS, SMALL, ListPage
from merilo_desk.newsroom.begin import Beginning, begin
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.sessions import SessionStore

START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Measured:
    """One page on the small and on the large desk."""

    page: ListPage
    small: Times
    large: Times

    @property
    def ratio(self) -> float:
        """How many times the small desk's work an answer of the large one is; of the medians where none is told."""
        return self.large.work / self.small.work if self.small.work else self.large.p50 / self.small.p50


def seed(rows: int) -> str:
    """Set up and fill the desk of this process; return the cookie of its first member."""
    trouble = begin(
        Beginning("Bench", ("mk", "en"), "first", "only for the bench, and gone", ("truth-six", "promise-six"))
    )
    if trouble:
        raise RuntimeError(trouble)
    for seeder in SEEDERS.values():
        seeder(rows)
    first = User.objects.order_by("pk")[0]
    session = SessionStore()
    session["_auth_user_id"] = str(first.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = first.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@contextmanager
def _served(home: Path, rows: int, port: int) -> Iterator[Served]:
    """Seed a desk in a folder, unless it stands there from an earlier run, and serve it while it is measured."""
    environment = {**os.environ, "MERILO_HOME": str(home)}
    environment.pop("MERILO_DATABASE", None)
    command = [sys.executable, "-m", "merilo_desk.commands"]
    cookie = home / "cookie"
    if not cookie.exists():
        seeds = [*command, "bench", "--seed", str(rows)]
        made = subprocess.run(seeds, env=environment, check=True, stdout=subprocess.PIPE).stdout.decode()
        cookie.write_text(made.strip().splitlines()[-1], encoding="utf-8")
    server = subprocess.Popen(
        [*command, "serve", "--no-work", "--port", str(port)], env=environment, start_new_session=True
    )
    try:
        yield Served(port, cookie.read_text(encoding="utf-8"), server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _ready(server: Served) -> None:
    """Wait until a desk answers."""
    last = time.monotonic() + START_SECONDS
    while True:
        try:
            measured(server, PAGES[0], 1, 0)
            return
        except OSError:
            if time.monotonic() > last:
                raise
            time.sleep(0.5)


def run(names: Sequence[str], requests: int, pause: float, port: int, kept: Path | None = None) -> list[Measured]:
    """Measure pages (all where none is named) on a desk of 100 rows and on one of 50,000, served side by side.

    The two desks are gone afterwards, unless they are kept in a folder for the next run.
    """
    wanted = [page for page in PAGES if not names or page.name in names]
    with (
        nullcontext(kept) if kept else tempfile.TemporaryDirectory(prefix="merilo-bench-") as folder,
        _served(Path(folder) / "small", SMALL, port) as small,
        _served(Path(folder) / "large", LARGE, port + 1) as large,
    ):
        _ready(small)
        _ready(large)
        return [
            Measured(page, *(measured(server, page, requests, pause) for server in (small, large))) for page in wanted
        ]


def bounds() -> dict[str, float]:
    """Return the pinned bounds."""
    return tomllib.loads((files("merilo_desk") / "bench" / "floors.toml").read_text(encoding="utf-8"))


def broken(found: Sequence[Measured]) -> list[str]:
    """Return a sentence for each bound that does not hold."""
    pinned = bounds()
    told = []
    for each in found:
        if each.large.p95 > pinned["p95_max"]:
            told.append(
                f"{each.page.name}: 95 of 100 answers took up to {each.large.p95:.0f} ms, over {pinned['p95_max']}."
            )
        if each.page.full and each.ratio > pinned["ratio_max"]:
            told.append(
                f"{each.page.name}: {each.ratio:.2f} times the work of the small desk, over {pinned['ratio_max']}."
            )
    return told
