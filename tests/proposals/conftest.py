"""A chat endpoint on the loopback that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Endpoint(ThreadingHTTPServer):
    """`script` holds statuses, raw bodies or what the model says, the last one for good; `seen` what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[Any] = ["{}"]
        self.seen: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def says(self, **answer: Any) -> None:
        """Let the model answer in the form it is asked for."""
        self.script = [json.dumps(answer, ensure_ascii=False)]


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path, dict(self.headers), body))
        act = self.server.script.pop(0) if len(self.server.script) > 1 else self.server.script[0]
        if isinstance(act, str):
            said = {"choices": [{"index": 0, "message": {"role": "assistant", "content": act}}]}
            act = json.dumps(said).encode()
        self.send_response(act if isinstance(act, int) else 200)
        answer = b"no" if isinstance(act, int) else act
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
