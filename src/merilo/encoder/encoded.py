"""What one forward pass gives: a vector a sentence, and the states of its tokens at two depths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from merilo.encoder.weights import Floats
from merilo.model import Span

Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or a part of one too long for the model, as it went through: its number, first and last token.

    `states` is float32 (lead + tokens + 1, 384), after layer 4, the model's own marks around the tokens included.
    """

    sentence: int
    first: int
    last: int
    states: Floats


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Encoded:
    """Sentences as the encoder sees them; everything counts in the order of `spans`.

    `vectors` is float32 (sentences, 384), of unit length. For each sentence `tokens` is int32 (tokens, 2): half-open
    code-point offsets in the article, in order, without the model's own marks and its prefix; a piece that stands for
    no letter has start == end. `last` and `middle` are float32 (tokens, 384): the states after the last layer and
    after layer 8 of 12. `early` holds those after layer 4, where the branch of the taggers leaves, `lead` of them
    before the first token of a stretch. `text` is the article's, which the taggers take the words from. `pieces`
    are the numbers of the tokens in the model's vocabulary. `headline` is the headline alone, where the text does not
    carry it.
    """

    spans: tuple[Span, ...]
    vectors: Floats
    tokens: tuple[Offsets, ...]
    last: tuple[Floats, ...]
    middle: tuple[Floats, ...]
    text: str = ""
    early: tuple[Stretch, ...] = ()
    lead: int = 0
    pieces: tuple[list[int], ...] = ()
    headline: Encoded | None = None

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self.spans)
