"""Twenty people at once: each asks for a page, looks at it for a moment, and asks again.

Beside the time that people wait stands the processor's: it says how much work an answer is, also on a machine that has
other things to do.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

from merilo_desk.bench.pages import ListPage

USERS = 20


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that answers: its port, the cookie of a member, and the group of its processes."""

    port: int
    cookie: str
    group: int


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, and how long the processor worked for one of them (0 where that is not told), in ms."""

    p50: float
    p95: float
    work: float


async def _asked(port: int, address: str, cookie: str) -> float:
    """Ask once on a connection of its own; return the milliseconds until the last byte.

    Raises:
        RuntimeError: the answer is no page.
    """
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    answer = await reader.read(-1)
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{address} answered {answer[:60]!r}")
    return (time.perf_counter() - began) * 1000


async def _person(port: int, address: str, cookie: str, requests: int, pause: float, seed: int) -> list[float]:
    chance = random.Random(seed)
    await asyncio.sleep(chance.random() * pause)
    taken = []
    for _each in range(requests):
        taken.append(await _asked(port, address, cookie))
        await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)
    return taken


async def _all(port: int, address: str, cookie: str, requests: int, pause: float) -> list[float]:
    await _asked(port, address, cookie)
    people = (_person(port, address, cookie, requests, pause, seed) for seed in range(USERS))
    return [each for some in await asyncio.gather(*people) for each in some]


def measured(server: Served, page: ListPage, requests: int, pause: float) -> Times:
    """Have twenty people ask for a page so many times each."""
    before = _worked(server.group)
    taken = sorted(asyncio.run(_all(server.port, page.address, server.cookie, requests, pause)))
    work = (_worked(server.group) - before) / (len(taken) + 1)
    return Times(taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.95))], work)


def _worked(group: int) -> float:
    """Return how long the processor has worked for a group of processes, in milliseconds; 0 where /proc is not."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")
