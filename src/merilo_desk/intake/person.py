"""How a form tells people from machines: a sum that the browser does by itself, or a question where no script runs.

Neither asks who somebody is, and no third party is asked.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from altcha.v1 import create_challenge, verify_solution
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from merilo_desk.intake.form_key import FormKey
from merilo_desk.intake.models import SpentChallenge
from merilo_desk.intake.words import bare

QUESTIONS = Path(__file__).resolve().parent / "resources" / "questions.yaml"
# Nobody reads a form and writes into it in less.
SECONDS_AT_LEAST = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a child answers, and the answers that are right."""

    text: str
    answers: frozenset[str]


def challenge(key: FormKey) -> str:
    """Return the sum for a form's browser, as JSON; its solution opens this form alone."""
    made = create_challenge(
        max_number=settings.SEND_EFFORT, hmac_key=settings.SECRET_KEY, params={"form": key.digest[:32]}
    )
    return json.dumps(made.to_dict())


def question(key: FormKey, language: str) -> Question:
    """Return the question of a form; the same each time it is shown."""
    asked = _questions()[language]
    numbers: list[str] = asked["numbers"]
    left, right = 2 + key.random[0] % 8, 2 + key.random[1] % 8
    total = left + right
    return Question(
        asked["ask"].format(a=numbers[left], b=numbers[right]), frozenset({str(total), bare(_letters(numbers[total]))})
    )


def trouble(key: FormKey, data: Mapping[str, str], language: str) -> tuple[str, str] | None:
    """Say what keeps a form from being a person's: the field and a sentence; None where nothing does."""
    if data.get("leave_empty"):
        return "leave_empty", _("This field has to stay empty: machines fill it in. Empty it and send again.")
    if key.passed:
        return None
    if data.get("altcha") and _is_solved(key, data["altcha"]):
        return None
    given = _letters(data.get("answer", ""))
    if not given:
        return "answer", _("Answer this question, so that we know that no machine is writing.")
    # A word may be written with or without its marks; digits are what they are.
    meant = {given} if given.isdigit() else {given, bare(given)}
    if not (meant & question(key, language).answers):
        return "answer", _("That is not the answer we expected. Write the number, in digits or as a word.")
    if key.age < SECONDS_AT_LEAST:
        return "answer", _("That was faster than people write. Wait a moment and send again.")
    return None


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _is_solved(key: FormKey, payload: str) -> bool:
    try:
        right, _why = verify_solution(payload[:2000], settings.SECRET_KEY)
        salt = json.loads(_plain(payload))["salt"] if right else ""
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return right and f"form={key.digest[:32]}" in salt and _spend(salt)


def _plain(payload: str) -> bytes:
    return base64.b64decode(payload)


def _spend(salt: str) -> bool:
    """Keep a solved sum; False where it has opened a door before."""
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(digest=hashlib.sha256(salt.encode()).hexdigest())
    except IntegrityError:
        return False
    return True


@cache
def _questions() -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return read
