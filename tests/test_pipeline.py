"""The way of the data, end to end: one pass of the encoder, what is lacking is told, earlier checks are joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from merilo import pipeline
from merilo.encoder import shared
from merilo.encoder.heads import branch
from merilo.errors import EncoderMissing
from merilo.library import Library, import_path
from merilo.reading.read import article_of

TEXT = (
    "The port of Ravnik handled 4.2 million tonnes of cargo in 2023, its director Vera Kolar said on Monday. "
    "“We will double exports by 2030,” she added. The opposition says that the port loses 3 million euros a year."
)


def test_a_reading_costs_one_pass_of_the_encoder() -> None:
    means = pipeline.means()
    assert means.encoder is not None
    pipeline.check(article_of(TEXT), means)
    before, branched = means.encoder.passes.windows, branch().passes
    report = pipeline.check(article_of(TEXT), means)
    assert means.encoder.passes.windows == before + len(report.reading.sentences)
    assert branch().passes == branched + 1  # claims, attribution and names together


def test_a_reading_finds_claims_speakers_times_and_names() -> None:
    report = pipeline.check(article_of(TEXT), pipeline.means())
    reading = report.reading
    assert {claim.kind for claim in reading.claims} >= {"quantity", "promise"}
    names = {entity.id: entity.name for entity in reading.entities}
    assert "Vera Kolar" in {names.get(each.speaker or "") for each in reading.attributions}
    assert "2023" in {time.value for time in reading.times}
    assert set(report.models) >= {"encoder", "taggers", "checkworthy"}


def test_without_the_encoder_the_rules_read_alone_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise EncoderMissing()

    monkeypatch.setattr(pipeline, "shared", missing)
    report = pipeline.check(article_of(TEXT), pipeline.means())
    assert [notice.key for notice in report.reading.article.notices] == ["report.no-encoder"]
    assert report.reading.claims
    assert report.reading.attributions
    with pytest.raises(EncoderMissing):
        pipeline.means("any")


def test_claims_are_looked_up_in_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERILO_HOME", str(tmp_path))
    checks = tmp_path / "checks.jsonl"
    checks.write_text(
        '{"id": "v1", "claim": "Пристаништето Равник претовари 5,2 милиони тони карго во 2023 година."}\n'
        '{"id": "v2", "claim": "Drinking sea water cures the flu.", "lang": "en"}\n',
        encoding="utf-8",
    )
    with Library.open("ours", create=True) as library:
        import_path(library, checks)
    report = pipeline.check(article_of(TEXT, language="en"), pipeline.means("ours"))
    found = {(match.fact_check.id, match.relation) for match in report.reading.matches}
    assert ("v1", "differs") in found
    assert "v2" not in {id for id, _ in found}
    claims = report.reading.claims
    assert all(match.claim is not None and match.claim < len(claims) for match in report.reading.matches)


def test_an_empty_text_makes_an_empty_report() -> None:
    report = pipeline.check(article_of(""), pipeline.means())
    assert report.reading.sentences == ()
    assert report.reading.claims == ()
    assert not pipeline.suspect(article_of(""), pipeline.means()).contradicts_itself
    assert shared().width == 384


def test_a_reading_tells_its_stages_in_order_and_can_be_ended_between_them() -> None:
    told: list[str] = []
    pipeline.check(article_of(TEXT), pipeline.means(), told.append)
    assert told == [each for each in pipeline.STAGES if each != "matches"]

    def enough(stage: str) -> None:
        if stage == "voices":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        pipeline.check(article_of(TEXT), pipeline.means(), enough)
