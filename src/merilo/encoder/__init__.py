"""The one multilingual encoder: sentence vectors and token states, offline.

from merilo.encoder import shared

encoded = shared().read(article.text, reading.sentences, language=article.language)   # vectors, tokens, states
vectors = shared().vectors(["one text", "another"], kind="query")                     # float32 (2, 384)
"""

from merilo.encoder.embedder import Embedder, Kind
from merilo.encoder.encoded import Encoded, Offsets
from merilo.encoder.encoder import Encoder, shared

__all__ = ["Embedder", "Encoded", "Encoder", "Kind", "Offsets", "shared"]
