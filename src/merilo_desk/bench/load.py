"""Twenty people at once: each asks for a page, looks at it for a moment, and asks again."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass

from merilo_desk.bench.pages import ListPage

USERS = 20


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in milliseconds."""

    p50: float
    p95: float
    count: int


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


def measured(port: int, page: ListPage, cookie: str, requests: int, pause: float) -> Times:
    """Have twenty people ask for a page so many times each."""
    taken = sorted(asyncio.run(_all(port, page.address, cookie, requests, pause)))
    return Times(taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.95))], len(taken))
