"""Set up a desk: its name, languages, first editor, rating scales and the frame of its site."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, transaction

from merilo_desk.languages import BY_CODE
from merilo_desk.newsroom.models import Desk, Membership, User
from merilo_desk.newsroom.policy import Role
from merilo_desk.newsroom.setting_up import STEPS


@dataclass(frozen=True, slots=True)
class Beginning:
    """What has to be known to begin."""

    name: str
    languages: tuple[str, ...]
    editor: str
    password: str
    scales: tuple[str, ...]


def stands() -> bool:
    """Say whether somebody has set a desk up in this folder."""
    try:
        return Desk.objects.exists()
    except DatabaseError:
        # There is not even a table: nobody has begun here.
        return False


def begin(beginning: Beginning) -> str:
    """Set the desk up; return a sentence that says what is wrong, or "" when it stands."""
    wrong = [code for code in beginning.languages if code not in BY_CODE]
    if wrong or not beginning.languages:
        return f"These are no languages of the desk: {' '.join(wrong)}. Choose from: {' '.join(BY_CODE)}."
    call_command("migrate", verbosity=0, interactive=False)
    if Desk.objects.exists():
        return "There is a desk in this folder already. Choose another folder with --home, or run: merilo desk serve"
    try:
        validate_password(beginning.password, User(username=beginning.editor))
    except ValidationError as wrong_password:
        return " ".join(wrong_password.messages)
    try:
        _make(beginning)
    except ValueError as wrong_choice:
        return str(wrong_choice)
    return ""


@transaction.atomic
def _make(beginning: Beginning) -> None:
    desk = Desk.objects.create(
        name=beginning.name, languages=list(beginning.languages), default_language=beginning.languages[0]
    )
    editor = User.objects.create_user(
        beginning.editor, password=beginning.password, name=beginning.editor, language=beginning.languages[0]
    )
    for role in (Role.CHIEF, Role.EDITOR):
        Membership.objects.create(user=editor, role=role)
    for step in STEPS:
        step(desk, beginning.scales)
