"""Names: people, bodies and places in a text, and who is who.

The door is `mentions(reading, encoded)`. `cluster_documents` groups the names of several texts, in several languages.
"""

from __future__ import annotations

from merilo.encoder.encoded import Encoded
from merilo.model import Entity, Mention, Reading
from merilo.names.cluster import cluster_documents, entities
from merilo.names.finds import by_rules, page

__all__ = ["cluster_documents", "mentions"]


def mentions(reading: Reading, encoded: Encoded | None = None) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the names of a text in order, and the entities they were grouped into.

    Without an encoder the word lists find the names; with one the trained tagger does, and the lists help it.
    """
    leaf = page(reading)
    return entities(leaf, by_rules(leaf))
