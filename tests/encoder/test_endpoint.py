"""Does an OpenAI-compatible endpoint serve as an embedder, and does it say plainly what is wrong with it?"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from merilo.encoder import Embedder
from merilo.encoder.endpoint import Endpoint, embedder
from merilo.errors import EndpointFailed, WrongEmbedder


class Server(ThreadingHTTPServer):
    """Answers as the test tells it to: `script` holds statuses or bodies, the last one for good."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[Any] = ["vectors"]
        self.seen: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, dict(self.headers), body))
        act = self.server.script.pop(0) if len(self.server.script) > 1 else self.server.script[0]
        rows = [{"index": n, "embedding": [float(len(text)), 1.0, 0.0]} for n, text in enumerate(body["input"])]
        if act == "vectors":
            act = {"object": "list", "data": rows[::-1]}  # order is by index, not by place
        elif act == "one less":
            act = {"data": rows[1:]}
        elif act == "zeros":
            act = {"data": [{"index": row["index"], "embedding": [0.0, 0.0]} for row in rows]}
        status = act if isinstance(act, int) else 200
        answer = b"no" if isinstance(act, int) else act if isinstance(act, bytes) else json.dumps(act).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def endpoint(server: Server, **settings: Any) -> Endpoint:
    return Endpoint(server.base, "some-model", **{"timeout": 5.0, "retries": 2} | settings)


def test_vectors_come_in_the_order_of_the_texts_and_of_unit_length(server: Server) -> None:
    found = endpoint(server).vectors(["a", "four"])
    assert found.dtype == np.float32
    assert found == pytest.approx(np.array([[1, 1, 0], [4, 1, 0]]) / np.sqrt([[2], [17]]), abs=1e-6)


def test_many_texts_go_in_batches_with_key_and_prefix(server: Server) -> None:
    made = endpoint(server, key="secret", batch=2, prefixes={"passage": "passage: "})
    assert made.vectors(["a", "b", "c"], "passage").shape == (3, 3)
    assert [body["input"] for _, _, body in server.seen] == [["passage: a", "passage: b"], ["passage: c"]]
    assert {headers["Authorization"] for _, headers, _ in server.seen} == {"Bearer secret"}
    assert {path for path, _, _ in server.seen} == {"/v1/embeddings"}


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/", "/v1/embeddings"])
def test_the_address_may_end_as_people_write_it(server: Server, ending: str) -> None:
    assert Endpoint(server.base + ending, "m").width == 3


@pytest.mark.parametrize("trouble", [429, 500, 503])
def test_passing_trouble_is_tried_again(server: Server, trouble: int) -> None:
    server.script = [trouble, "vectors"]
    assert endpoint(server).vectors(["a"]).shape == (1, 3)
    assert len(server.seen) == 2


FAILURES = [
    (401, "answered 401"),
    (404, "answered 404"),
    (500, "answered 500"),
    (b"<html>", "no list of vectors"),
    (b"{}", "no list of vectors"),
    ("one less", "1 vectors for 2 texts"),
    ("zeros", "empty"),
]


@pytest.mark.parametrize(("act", "words"), FAILURES)
def test_lasting_trouble_is_one_sentence(server: Server, act: Any, words: str) -> None:
    server.script = [act]
    with pytest.raises(EndpointFailed, match=words):
        endpoint(server).vectors(["a", "b"])


def test_nobody_there(server: Server) -> None:
    with pytest.raises(EndpointFailed, match="could not be reached"):
        Endpoint("http://127.0.0.1:9", "m", retries=0, timeout=2.0).vectors(["a"])


def test_no_texts_ask_nothing(server: Server) -> None:
    assert endpoint(server).vectors([]).shape[0] == 0
    assert server.seen == []


def test_the_environment_names_an_endpoint(server: Server) -> None:
    chosen = embedder({"MERILO_EMBEDDER": server.base, "MERILO_EMBEDDER_MODEL": "bge", "MERILO_EMBEDDER_KEY": "k"})
    assert isinstance(chosen, Endpoint)
    assert isinstance(chosen, Embedder)
    assert chosen.name == f"bge@{server.base}"


@pytest.mark.parametrize(("address", "model"), [("ftp://example.org", "m"), ("bert", "m"), ("http://127.0.0.1:9", "")])
def test_a_wrong_setting_is_said(address: str, model: str) -> None:
    with pytest.raises(WrongEmbedder):
        embedder({"MERILO_EMBEDDER": address, "MERILO_EMBEDDER_MODEL": model})
