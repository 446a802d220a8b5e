"""Cut the training documents into sentences, edit some, and keep what the encoder makes of all of them.

Usage: MERILO_DATA=... python train/suspects_encode.py OUT.pkl
"""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from suspects_edits import Editor, names_of

from merilo.encoder.encoder import Encoder
from merilo.model import Span
from merilo.text.sentences import sentences

DATA = Path(os.environ.get("MERILO_DATA", "data"))
MOST_CHARACTERS = 2000
NTREX = {"eng": "en", "mkd": "mk", "srp-Latn": "sr-Latn", "hrv": "hr", "bos": "bs", "sqi": "sq", "bul": "bg",
         "rus": "ru", "ukr": "uk"}  # fmt: skip


def documents() -> Iterator[dict[str, object]]:
    """Yield documents: id, language, text, and for ContraDoc the span of the planted sentence or None."""
    for row in json.loads((DATA / "contradoc_2k_en/dev.json").read_text()):
        yield {"id": f"contradoc/{row['id']}", "language": "en", "text": row["text"], "gold": row.get("span") or [],
               "label": row["label"]}  # fmt: skip
    for path in sorted((DATA / "polnear_en/train/text").glob("*"))[:450]:
        yield {
            "id": f"polnear/{path.stem}",
            "language": "en",
            "text": path.read_text(encoding="utf-8", errors="replace")[:MOST_CHARACTERS],
        }
    for path in sorted((DATA / "tempeval3_en/TBAQ-cleaned").rglob("*.tml"))[:200]:
        text = re.sub(r"<[^>]+>", "", path.read_text().partition("<TEXT>")[2].partition("</TEXT>")[0])
        yield {"id": f"tempeval/{path.stem}", "language": "en", "text": text.strip()[:MOST_CHARACTERS]}
    ids = [line.split()[0] for line in (DATA / "ntrex_news_parallel/DOCUMENT_IDS.tsv").read_text().splitlines()]
    for code, language in NTREX.items():
        lines = (DATA / f"ntrex_news_parallel/{code}.txt").read_text().splitlines()
        for name in dict.fromkeys(ids):
            rows = [line for line, of in zip(lines, ids, strict=True) if of == name]
            yield {"id": f"ntrex/{name}/{language}", "language": language, "text": "\n".join(rows)[:MOST_CHARACTERS]}


def main() -> None:
    """Write the pickle: a list of documents with vectors and states of each sentence and of each edited one."""
    encoder = Encoder.open(threads=1)
    done = []
    for count, doc in enumerate(documents()):
        text, language = str(doc["text"]), str(doc["language"])
        spans = sentences(text, language)
        if len(spans) < 3:
            continue
        dice = random.Random(str(doc["id"]))
        rows = [span.of(text) for span in spans]
        names, editor = names_of(rows), Editor(language)
        tries = 0 if "label" in doc and doc["label"] == "contradictory" else min(6, len(rows))
        edited = [
            (at, made) for at in dice.sample(range(len(rows)), tries) if (made := editor.edit(rows[at], names, dice))
        ]
        joined, places = _joined([*rows, *(made[0] for _, made in edited)])
        read = encoder.read(joined, places, language=language.partition("-")[0])
        doc |= {
            "sentences": rows,
            "vectors": read.vectors.astype(np.float16),
            "states": [state.astype(np.float16) for state in read.middle],
            "edited": [(at, made, kind) for at, (made, kind) in edited],
            "planted": _planted(doc.get("gold") or [], spans),
        }  # fmt: skip
        done.append(doc)
        if count % 100 == 0:
            print(count, doc["id"], len(rows), flush=True)
    with open(sys.argv[1], "wb") as out:
        pickle.dump(done, out, protocol=5)


def _joined(rows: list[str]) -> tuple[str, list[Span]]:
    at, places = 0, []
    for row in rows:
        places.append(Span(at, at + len(row)))
        at += len(row) + 1
    return "\n".join(rows), places


def _planted(gold: list[int], spans: tuple[Span, ...]) -> int | None:
    if not gold:
        return None
    shared = [min(gold[1], span.end) - max(gold[0], span.start) for span in spans]
    return int(np.argmax(shared))


if __name__ == "__main__":
    main()
