"""Names: people, bodies and places in a text, and who is who.

The door is `mentions(reading, encoded)`. `cluster_documents` groups the entities of several texts and languages.
"""

from __future__ import annotations

from merilo.encoder.encoded import Encoded
from merilo.model import Entity, Mention, Reading
from merilo.names.blend import by_both
from merilo.names.cluster import cluster_documents, entities
from merilo.names.finds import by_rules, page
from merilo.names.turns import at_turns

__all__ = ["cluster_documents", "mentions"]


def mentions(reading: Reading, encoded: Encoded | None = None) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the names of a text in order, and the entities they were grouped into.

    Without an encoder the word lists find the names; with one the trained tagger does, and the lists move its scores.
    `encoded` has the sentences of the reading; where it has others, the lists do it alone.
    """
    leaf = page(reading)
    tagged = encoded is not None and reading.sentences and encoded.spans == reading.sentences
    found = by_both(leaf, encoded) if tagged and encoded is not None else by_rules(leaf)
    return entities(leaf, at_turns(found, leaf.article))
