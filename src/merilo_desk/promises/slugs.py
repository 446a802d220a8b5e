"""Addresses in readable Latin."""

from __future__ import annotations

from anyascii import anyascii
from django.utils.text import slugify

from merilo_desk.promises.models import Government, Promise


def slug_for(words: str, model: type[Promise] | type[Government]) -> str:
    """Return a free address for a promise or a government, in readable Latin."""
    base = slugify(anyascii(words))[:70].rstrip("-") or "promise"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(s for n in range(2, len(taken) + 3) if (s := f"{base}-{n}") not in taken)
