"""Many lines in, as many lines out, in order: both cores at work, memory bounded, no bad line stops the rest."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

# A batch of raw lines in, a line out for each. It must be importable by name, for it runs in other processes.
Work = Callable[[Sequence[bytes], object], list[bytes]]
# What to answer for a line on which a whole process died.
Lost = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to share the work: lines a batch, processes, and up to how many lines are not worth a second process."""

    batch: int
    jobs: int
    alone: int


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(lines: Iterable[bytes], work: Work, options: object, plan: Plan, lost: Lost) -> Iterator[bytes]:
    """Yield the answer to each line, in the order of the lines, while later lines are still being read.

    At most two batches a process are under way at a time, so memory does not grow with the input.
    """
    source = iter(lines)
    first = list(islice(source, plan.alone))
    following = next(source, None)
    if plan.jobs < 2 or following is None:
        yield from _alone(_batches(_chained(first, following, source), plan.batch), work, options)
        return
    yield from _together(_batches(_chained(first, following, source), plan.batch), work, options, plan, lost)


def _chained(first: list[bytes], following: bytes | None, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield from first
    if following is not None:
        yield following
    yield from rest


def _batches(lines: Iterator[bytes], size: int) -> Iterator[list[bytes]]:
    while batch := list(islice(lines, size)):
        yield batch


def _alone(batches: Iterator[list[bytes]], work: Work, options: object) -> Iterator[bytes]:
    for batch in batches:
        yield from work(batch, options)


def _together(batches: Iterator[list[bytes]], work: Work, options: object, plan: Plan, lost: Lost) -> Iterator[bytes]:
    pool = _pool(plan.jobs)
    try:
        under_way: deque[tuple[list[bytes], Future[list[bytes]]]] = deque()
        while True:
            for batch in islice(batches, 2 * plan.jobs - len(under_way)):
                under_way.append((batch, pool.submit(work, batch, options)))
            if not under_way:
                return
            batch, future = under_way.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # A process died (out of memory, a crash below Python): find the line, answer the others, go on.
                waiting = [batch, *(each for each, _ in under_way)]
                under_way.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for each in waiting:
                    yield from _one_by_one(each, work, options, lost)
                pool = _pool(plan.jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(batch: list[bytes], work: Work, options: object, lost: Lost) -> Iterator[bytes]:
    pool = _pool(1)
    for line in batch:
        try:
            yield from pool.submit(work, [line], options).result()
        except BrokenProcessPool:
            yield lost(line)
            pool = _pool(1)
    pool.shutdown(wait=False)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
