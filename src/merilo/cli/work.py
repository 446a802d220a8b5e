"""The `--jsonl` commands: what happens to each line, and the stream they share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from merilo.cli.stream import Plan, answers, cores
from merilo.errors import BadLine, EncoderMissing, MeriloError, NotFound
from merilo.reading.lines import ArticleLine, SentenceLine, records

DONE, SOME_UNREAD, NOTHING_READ = 0, 1, 3
encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for; it travels to the other processes."""

    language: str | None = None
    published: date | None = None
    library: str | None = None
    top: int = 10
    say: str = "en"
    facts: tuple[Path, ...] = ()
    into: tuple[str, ...] = ()
    scripts: bool = True
    home: str | None = field(default_factory=lambda: os.environ.get("MERILO_HOME"))


@dataclass(frozen=True, slots=True)
class Command:
    """One `--jsonl` command: the shape of its lines, its work on a batch, and how the work is shared out."""

    kind: type[ArticleLine] | type[SentenceLine]
    work: Callable[[Sequence[Any], Options], list[bytes]]
    batch: int
    alone: int


def run(name: str, source: str, options: Options, jobs: int | None) -> int:
    """Run a `--jsonl` command from a file or standard input ("-") to standard output; return the exit status."""
    command = COMMANDS[name]
    plan = Plan(command.batch, jobs or cores(), command.alone)
    read = unread = 0
    with ExitStack() as stack:
        stream = _opened(source, stack)
        for answer in answers(_lines(stream, command.kind), command.work, options, plan, _lost):
            unread += _is_error(answer)
            read += 1
            sys.stdout.buffer.write(answer + b"\n")
            if read % 16 == 1:
                sys.stdout.buffer.flush()
        sys.stdout.buffer.flush()
    if not unread:
        return DONE
    return SOME_UNREAD if unread < read else NOTHING_READ


def _opened(source: str, stack: ExitStack) -> BinaryIO:
    if source == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(source).open("rb"))
    except FileNotFoundError:
        raise NotFound(source, because="there is no such file") from None


def _lines(stream: BinaryIO, kind: Any) -> Iterator[Any]:
    """Yield the records, and for a bad line the finished answer to it."""
    for record in records(stream, kind):
        yield _failed(record.id, record) if isinstance(record, BadLine) else record


def _failed(id: str | None, error: MeriloError) -> bytes:
    return encode({"id": id, "error": {"code": error.code, "message": str(error)}})


def _answered(line: Any, answer: Callable[[Any], bytes]) -> bytes:
    """Return the answer to a line; whatever goes wrong with it is its answer, and the lines after it are read."""
    if isinstance(line, bytes):
        return line
    try:
        return answer(line)
    except MeriloError as error:
        return _failed(line.id, error)
    except Exception as mistake:
        message = f"Merilo made a mistake of its own on this text ({type(mistake).__name__}). Please report it."
        return encode({"id": line.id, "error": {"code": "mistake", "message": message}})


def _lost(record: Any) -> bytes:
    message = "Reading this text ended the process that read it. Please report it, with the text if you may."
    return encode({"id": getattr(record, "id", None), "error": {"code": "crashed", "message": message}})


def _is_error(answer: bytes) -> bool:
    # Quotation marks inside a JSON string are escaped, so this can only be the key of an answer.
    return b'"error":{"code":' in answer


@cache
def _means(library: str | None, home: str | None, facts: tuple[Path, ...] = (), scripts: bool = True) -> Any:
    from merilo.cli.tables import with_facts
    from merilo.pipeline import means

    return with_facts(means(library, scripts=scripts), facts)


def check(batch: Sequence[Any], options: Options) -> list[bytes]:
    """Answer `check` lines: {"id", "report"} or {"id", "error"}."""
    from merilo import pipeline
    from merilo.reading.read import article_of
    from merilo.report import out

    def answer(line: ArticleLine) -> bytes:
        article = article_of(
            line.text,
            title=line.title or "",
            language=line.lang or options.language,
            published=line.published or options.published,
            source=line.source or "",
        )
        report = pipeline.check(article, _means(options.library, options.home, options.facts))
        return encode({"id": line.id, "report": out(report, options.say)})

    return [_answered(line, answer) for line in batch]


def checkworthy(batch: Sequence[Any], options: Options) -> list[bytes]:
    """Answer `checkworthy` lines: {"id", "score", "checkworthy", "reasons"}."""
    from merilo.claims.judge import Sentence, judge
    from merilo.reading.read import article_of
    from merilo.speech import say

    lines = [line for line in batch if not isinstance(line, bytes)]
    articles = [article_of(line.text, language=line.lang) for line in lines]
    judged = judge([Sentence(each.text, each.language, each.script) for each in articles], _encoder())
    made = {
        id(line): encode(
            {
                "id": line.id,
                "score": round(each.score, 4),
                "checkworthy": each.checkworthy,
                "reasons": [say(reason, options.say) for reason in each.reasons],
            }
        )
        for line, each in zip(lines, judged, strict=True)
    }
    return [line if isinstance(line, bytes) else made[id(line)] for line in batch]


def suspects(batch: Sequence[Any], options: Options) -> list[bytes]:
    """Answer `suspects` lines: {"id", "score", "contradicts_itself", "sentences"}."""
    from merilo import pipeline
    from merilo.reading.read import article_of

    def answer(line: ArticleLine) -> bytes:
        article = article_of(line.text, title=line.title or "", language=line.lang, published=line.published)
        suspicion = pipeline.suspect(article, _means(None, options.home))
        sentences = [
            {"start": span.start, "end": span.end, "score": round(score, 4)} for span, score in suspicion.sentences
        ]
        judged = {"score": round(suspicion.score, 4), "contradicts_itself": suspicion.contradicts_itself}
        return encode({"id": line.id, **judged, "sentences": sentences})

    return [_answered(line, answer) for line in batch]


def match(batch: Sequence[Any], options: Options) -> list[bytes]:
    """Answer `match` lines: {"id", "matches"}, best first."""
    from merilo.report import match_out
    from merilo.text.language import language_of

    matcher = _means(options.library, options.home, scripts=options.scripts).matcher
    lines = [line for line in batch if not isinstance(line, bytes)]
    languages = [line.lang or language_of(line.text) for line in lines]
    answered = matcher.match_many([line.text for line in lines], languages, top=options.top)
    made = {}
    for line, matches in zip(lines, answered, strict=True):
        rows = []
        for each in matches:
            row = match_out(each, options.say)
            rows.append(
                {
                    "id": row.fact_check.id,
                    "score": row.score,
                    "relation": row.relation,
                    "differences": row.differences,
                    "reasons": row.reasons,
                    "fact_check": row.fact_check,
                }
            )
        made[id(line)] = encode({"id": line.id, "matches": rows})
    return [line if isinstance(line, bytes) else made[id(line)] for line in batch]


def propose(batch: Sequence[Any], options: Options) -> list[bytes]:
    """Answer `propose` lines: {"id", "proposals"} or {"id", "error"}."""
    from merilo.cli.proposing import model, out
    from merilo.proposals import propose as proposed
    from merilo.text.language import language_of

    asked = model()

    def answer(line: SentenceLine) -> bytes:
        language = line.lang or options.language or language_of(line.text)
        found = proposed(line.text, language, into=options.into, model=asked)
        return encode({"id": line.id, "proposals": out(found, options.say)})

    return [_answered(line, answer) for line in batch]


@cache
def _encoder() -> Any:
    from merilo.encoder import shared

    try:
        return shared()
    except EncoderMissing:
        return None


COMMANDS = {
    "check": Command(ArticleLine, check, batch=4, alone=12),
    "checkworthy": Command(SentenceLine, checkworthy, batch=128, alone=2048),
    "suspects": Command(ArticleLine, suspects, batch=4, alone=12),
    "propose": Command(SentenceLine, propose, batch=1, alone=16),
    "match": Command(SentenceLine, match, batch=64, alone=64),
}
