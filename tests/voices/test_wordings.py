"""How newsrooms put it: who is meant and what he says, in word orders that a list of verbs alone does not read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from voices_gold import read

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "attribution-wordings.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}-{case['text'][:40]}")
def test_it_is_read_as_an_editor_reads_it(case: dict[str, Any]) -> None:
    text = case["text"]
    reading = read(text, case["language"])
    names = {each.id: each.name for each in reading.entities}
    told = [
        " | ".join(
            (
                each.source.of(text) if each.source else "-",
                names.get(each.speaker or "", "-"),
                each.stance,
                " … ".join(span.of(text) for span in each.content),
            )
        )
        for each in reading.attributions
    ]
    assert told == case["told"]
