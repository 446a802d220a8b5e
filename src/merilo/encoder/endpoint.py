"""Sentence vectors from any OpenAI-compatible `/v1/embeddings` endpoint: Ollama, vLLM, llama.cpp, a service.

It is the only part of this room that uses the network, and only when MERILO_EMBEDDER asks for it. A texts' prefix
("query: ") is the endpoint's business: models differ in it, so it is settable and empty unless set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
import urllib3

from merilo.encoder.embedder import Embedder, Kind
from merilo.encoder.encoder import shared
from merilo.encoder.weights import Floats
from merilo.errors import EndpointFailed, WrongEmbedder

TIMEOUT = 60.0  # seconds for a batch, connecting included
BATCH = 64  # texts a request
RETRIES = 3
PATH = "/v1/embeddings"


class _Row(msgspec.Struct):
    embedding: list[float]
    index: int


class _Answer(msgspec.Struct):
    data: list[_Row]


@dataclass(slots=True)
class Endpoint:
    """An embedder behind an address. `prefixes` go before each text, by kind."""

    base: str
    model: str
    key: str = ""
    batch: int = BATCH
    timeout: float = TIMEOUT
    retries: int = RETRIES
    prefixes: Mapping[Kind, str] = field(default_factory=dict)
    pool: urllib3.PoolManager = field(default_factory=urllib3.PoolManager)
    _width: int = 0

    @property
    def url(self) -> str:
        """Where requests go; the base may be given with or without `/v1`."""
        return self.base.rstrip("/").removesuffix(PATH).removesuffix("/v1") + PATH

    @property
    def name(self) -> str:
        """The model and whose it is."""
        return f"{self.model}@{self.base}"

    @property
    def width(self) -> int:
        """How many numbers a vector has; asks the endpoint once.

        Raises:
            EndpointFailed: it did not answer.
        """
        return self._width or self.vectors(["width"]).shape[1]

    def vectors(self, texts: Sequence[str], kind: Kind = "query") -> Floats:
        """Return one unit vector a text: float32 (texts, width).

        Raises:
            EndpointFailed: the endpoint could not be reached, refused, or answered with something else.
        """
        prefix = self.prefixes.get(kind, "")
        rows = [row for part in _parts(texts, self.batch) for row in self._asked([prefix + text for text in part])]
        if not rows:
            return np.zeros((0, self._width), np.float32)
        if len({len(row) for row in rows}) != 1 or (self._width and len(rows[0]) != self._width):
            raise EndpointFailed(self.url, because="its vectors are not all of one width")
        self._width = len(rows[0])
        found = np.array(rows, np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and (lengths > 0).all()):
            raise EndpointFailed(self.url, because="a vector is empty or not a number")
        unit: Floats = found / lengths
        return unit

    def _asked(self, texts: list[str]) -> list[list[float]]:
        body = msgspec.json.encode({"model": self.model, "input": texts, "encoding_format": "float"})
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        again = urllib3.Retry(
            total=self.retries, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=None, backoff_factor=0.2,
            redirect=0, raise_on_status=False,
        )  # fmt: skip
        try:
            reply = self.pool.request("POST", self.url, body=body, headers=headers, timeout=self.timeout, retries=again)
        except urllib3.exceptions.HTTPError as failed:
            raise EndpointFailed(self.url, because=f"it could not be reached ({_reason(failed)})") from failed
        if reply.status != 200:
            said = reply.data[:200].decode("utf-8", "replace")
            raise EndpointFailed(self.url, because=f"it answered {reply.status}: {said}")
        try:
            answer = msgspec.json.decode(reply.data, type=_Answer)
        except msgspec.MsgspecError as broken:
            raise EndpointFailed(self.url, because=f"its answer is no list of vectors ({broken})") from broken
        rows = {row.index: row.embedding for row in answer.data}
        if sorted(rows) != list(range(len(texts))):
            raise EndpointFailed(self.url, because=f"it gave {len(answer.data)} vectors for {len(texts)} texts")
        return [rows[number] for number in range(len(texts))]


def embedder(environment: Mapping[str, str] = os.environ) -> Embedder:
    """Return the embedder that MERILO_EMBEDDER names: the local encoder where it is empty or "local".

    Any other value is the address of an endpoint; MERILO_EMBEDDER_MODEL and MERILO_EMBEDDER_KEY go with it.

    Raises:
        WrongEmbedder: the address is not one, or its model is not named.
        EncoderMissing: the local encoder is wanted, and not there.
    """
    address = environment.get("MERILO_EMBEDDER", "").strip()
    if address in ("", "local"):
        return shared()
    if not address.startswith(("http://", "https://")):
        raise WrongEmbedder(address, because="it is neither “local” nor the address of an endpoint")
    model = environment.get("MERILO_EMBEDDER_MODEL", "")
    if not model:
        raise WrongEmbedder(address, because="MERILO_EMBEDDER_MODEL does not say which model to ask for")
    return Endpoint(address, model, environment.get("MERILO_EMBEDDER_KEY", ""))


def _parts(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(texts), size):
        yield texts[at : at + size]


def _reason(failed: urllib3.exceptions.HTTPError) -> str:
    cause = getattr(failed, "reason", None) or failed
    return str(cause).rpartition(": ")[2] or type(cause).__name__
