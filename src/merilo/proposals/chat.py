"""A language model behind any OpenAI-compatible `/v1/chat/completions`: Ollama, llama.cpp, vLLM, a service.

It is asked only where MERILO_LLM names it, and then the claim and what is given as its context are sent there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
import urllib3

from merilo.errors import ModelFailed, WrongModel

TIMEOUT = 120.0  # seconds for an answer: models on a desk's own machine are slow
RETRIES = 2
LONGEST = 1200  # tokens of an answer
PATH = "/v1/chat/completions"


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]


@dataclass(slots=True)
class Chat:
    """A language model behind an address."""

    base: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    retries: int = RETRIES
    pool: urllib3.PoolManager = field(default_factory=urllib3.PoolManager, repr=False)

    @property
    def url(self) -> str:
        """Where requests go; the base may be given with or without `/v1`."""
        return self.base.rstrip("/").removesuffix(PATH).removesuffix("/v1") + PATH

    def answer(self, task: str, text: str) -> str:
        """Return what the model answers to a task and the text it is about.

        Raises:
            ModelFailed: the endpoint could not be reached, refused, or answered with something else.
        """
        messages = [{"role": "system", "content": task}, {"role": "user", "content": text}]
        body = {"model": self.model, "messages": messages, "temperature": 0, "max_tokens": LONGEST, "stream": False}
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        again = urllib3.Retry(
            total=self.retries, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=None, backoff_factor=0.2,
            redirect=0, raise_on_status=False,
        )  # fmt: skip
        try:
            reply = self.pool.request(
                "POST", self.url, body=msgspec.json.encode(body), headers=headers, timeout=self.timeout, retries=again
            )
        except urllib3.exceptions.HTTPError as failed:
            raise ModelFailed(self.url, because=f"it could not be reached ({_reason(failed)})") from failed
        if reply.status != 200:
            said = reply.data[:200].decode("utf-8", "replace").strip()
            raise ModelFailed(self.url, because=f"it answered {reply.status}: {said}")
        try:
            choices = msgspec.json.decode(reply.data, type=_Answer).choices
        except msgspec.MsgspecError as broken:
            raise ModelFailed(self.url, because=f"its answer is no chat completion ({broken})") from broken
        if not choices or not choices[0].message.content:
            raise ModelFailed(self.url, because="its answer is empty")
        return choices[0].message.content


def chat(environment: Mapping[str, str] = os.environ) -> Chat | None:
    """Return the model that MERILO_LLM, MERILO_LLM_MODEL and MERILO_LLM_KEY name; None where it is empty or "off".

    Raises:
        WrongModel: the address is not one, or its model is not named.
    """
    address = environment.get("MERILO_LLM", "").strip()
    if address in ("", "off"):
        return None
    if not address.startswith(("http://", "https://")):
        raise WrongModel(address, because="it is not the address of an endpoint")
    model = environment.get("MERILO_LLM_MODEL", "").strip()
    if not model:
        raise WrongModel(address, because="MERILO_LLM_MODEL does not say which model to ask for")
    return Chat(address, model, environment.get("MERILO_LLM_KEY", "").strip())


def _reason(failed: urllib3.exceptions.HTTPError) -> str:
    cause = getattr(failed, "reason", None) or failed
    return str(cause).rpartition(": ")[2] or type(cause).__name__
