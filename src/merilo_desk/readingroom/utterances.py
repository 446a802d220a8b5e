"""Who said what through whom, taken out of a report and kept as rows."""

from __future__ import annotations

from merilo_desk import engine
from merilo_desk.readingroom.models import StoredArticle, Utterance


def keep_utterances(article: StoredArticle, report: engine.ReportOut) -> None:
    """Put the report's attributions in the place of those of the one before; what a member touched stays as it is."""
    article.utterances.filter(by=None, statement=None).delete()
    touched = set(article.utterances.values_list("start", "end"))
    digest = engine.Digest(report, "en")
    rows = [_row(article, voice) for voice in digest.voices]
    Utterance.objects.bulk_create(row for row in rows if (row.start, row.end) not in touched)


def _row(article: StoredArticle, voice: engine.Voice) -> Utterance:
    spans = voice.said.content
    return Utterance(
        article=article,
        start=min(span.start for span in spans),
        end=max(span.end for span in spans),
        speaker_words=voice.speaker[:200],
        entity=voice.said.speaker or "",
        chain=[name[:200] for name in voice.carriers],
        mode=voice.said.mode,
        stance=voice.said.stance,
        hedged=voice.said.hedged,
        basis=voice.said.basis or "",
    )
