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
from typing import Any

# A batch of records in, a line out for each. It must be importable by name, for it runs in other processes. A record
# that is bytes already is the answer to itself: what was wrong with a line that is no record.
Work = Callable[[Sequence[Any], Any], list[bytes]]
# What to answer for a record on which a whole process died.
Lost = Callable[[Any], bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to share the work: records a batch, processes, and how many records are not worth a second process."""

    batch: int
    jobs: int
    alone: int


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(records: Iterable[Any], work: Work, options: Any, plan: Plan, lost: Lost) -> Iterator[bytes]:
    """Yield the answer to each record, in their order, while later ones are still being read.

    At most two batches a process are under way at a time, so memory does not grow with the input.
    """
    source = iter(records)
    first = list(islice(source, plan.alone))
    following = next(source, None)
    if plan.jobs < 2 or following is None:
        yield from _alone(_batches(_chained(first, following, source), plan.batch), work, options)
        return
    yield from _together(_batches(_chained(first, following, source), plan.batch), work, options, plan, lost)


def _chained(first: list[Any], following: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    if following is not None:
        yield following
    yield from rest


def _batches(records: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(islice(records, size)):
        yield batch


def _alone(batches: Iterator[list[Any]], work: Work, options: Any) -> Iterator[bytes]:
    for batch in batches:
        yield from work(batch, options)


def _together(batches: Iterator[list[Any]], work: Work, options: Any, plan: Plan, lost: Lost) -> Iterator[bytes]:
    pool = _pool(plan.jobs)
    try:
        under_way: deque[tuple[list[Any], Future[list[bytes]]]] = deque()
        while True:
            for batch in islice(batches, 2 * plan.jobs - len(under_way)):
                under_way.append((batch, _submitted(pool, work, batch, options)))
            if not under_way:
                return
            batch, future = under_way.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # A process died (out of memory, a crash below Python): find the record, answer the others, go on.
                waiting = [batch, *(each for each, _ in under_way)]
                under_way.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for each in waiting:
                    yield from _one_by_one(each, work, options, lost)
                pool = _pool(plan.jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, work: Work, batch: list[Any], options: Any) -> Future[list[bytes]]:
    """Hand a batch to the pool; a pool that has just lost a process fails the batch as it fails those under way."""
    try:
        return pool.submit(work, batch, options)
    except BrokenProcessPool as broken:
        failed: Future[list[bytes]] = Future()
        failed.set_exception(broken)
        return failed


def _one_by_one(batch: list[Any], work: Work, options: Any, lost: Lost) -> Iterator[bytes]:
    pool = _pool(1)
    for record in batch:
        try:
            yield from pool.submit(work, [record], options).result()
        except BrokenProcessPool:
            yield lost(record)
            pool = _pool(1)
    pool.shutdown(wait=False)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_one_thread)


def _one_thread() -> None:
    """Let the encoder of a process among several keep to one core."""
    os.environ["MERILO_THREADS"] = "1"
