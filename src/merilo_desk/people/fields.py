"""A form field that takes the name of a public actor and offers those of the register while one types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.people.models import Actor
from merilo_desk.people.names import named


class ActorInput(forms.TextInput):
    """A text field with a list of known names beside it, kept up to date by htmx."""

    template_name = "people/actor_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Give the field the address of its list."""
        context = super().get_context(name, value, attrs)
        context["pick"] = reverse("people:pick")
        return context


class ActorField(forms.CharField):
    """A name; cleaned to an `Actor`, or to None where the field is left empty.

    Where the register does not know the name, `unknown_ok` decides: the words are kept for the caller (as a `str`), or
    the member is asked to add the actor first.
    """

    widget = ActorInput
    default_error_messages = {
        "unknown": _("The register has nobody of this name, or more than one. Choose from the list, or add them first.")
    }

    def __init__(self, *, user: Any = None, unknown_ok: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.user, self.unknown_ok = user, unknown_ok

    def prepare_value(self, value: Any) -> Any:
        """Show an actor by name."""
        if isinstance(value, int):
            value = Actor.objects.visible_to(self.user).filter(pk=value).first()
        return value.called() if isinstance(value, Actor) else value

    def clean(self, value: Any) -> Any:
        """Return the actor, None, or the words themselves where unknown names are welcome."""
        words = super().clean(value)
        if not words:
            return None
        actor = named(words, self.user)
        if actor is None and not self.unknown_ok:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return actor or words
