"""The engine's own labels, said in the language of whoever reads."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from merilo_desk import engine
from merilo_desk.languages import language

register = template.Library()
MARKS = {"error": "●", "warning": "◐", "note": "○"}


@register.simple_tag
def label(key: str) -> str:
    """Say one of the engine's labels: {% label "voices" %}."""
    return engine.label(key, language(get_language()).profile)


@register.filter
def shape(severity: str) -> str:
    """Return the shape of a finding: filled, half or outline."""
    return MARKS.get(severity, "")
