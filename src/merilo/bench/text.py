"""How well the text room reads: languages of the parallel news set, sentence ends of our own hard cases."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from merilo.bench.registry import Scores, benchmark
from merilo.text.language import language_of

FILES = {
    "eng": "en", "mkd": "mk", "srp-Cyrl": "sr", "srp-Latn": "sr", "hrv": "hr", "bos": "bs", "sqi": "sq", "bul": "bg",
    "rus": "ru", "ukr": "uk", "slv": "other", "ces": "other", "pol": "other", "deu": "other", "tur": "other",
    "ron": "other", "hun": "other", "ell": "other",
}  # fmt: skip


@benchmark("text")
def text(data: Path) -> Scores:
    """Share of articles and of single lines whose language is told, on the parallel news set (NTREX)."""
    folder = data / "ntrex_news_parallel"
    documents = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    scores: dict[str, float] = {}
    for name, language in FILES.items():
        lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        articles: defaultdict[str, list[str]] = defaultdict(list)
        for document, line in zip(documents, lines, strict=False):
            articles[document].append(line)
        told = [language_of("\n".join(each)) == language for each in articles.values()]
        scores[f"articles-{name}"] = sum(told) / len(told)
        spoken = [line for line in lines if line.strip()]
        scores[f"lines-{name}"] = sum(language_of(line) == language for line in spoken) / len(spoken)
    scores["articles"] = sum(scores[f"articles-{name}"] for name in FILES) / len(FILES)
    scores["lines"] = sum(scores[f"lines-{name}"] for name in FILES) / len(FILES)
    return scores
