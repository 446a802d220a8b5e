"""The scales on the command line: what there is, and what was brought."""

from __future__ import annotations

from collections.abc import Iterator

from merilo_desk.languages import BY_CODE
from merilo_desk.newsroom.wording import said
from merilo_desk.scales.bring import bring
from merilo_desk.scales.shipped import shipped_scales


def listed(language: str) -> Iterator[str]:
    """Yield each shipped scale with its values, as lines."""
    if language not in BY_CODE:
        yield f"{language} is no language of the desk. Choose from: {' '.join(BY_CODE)}."
        return
    for scale in shipped_scales().values():
        yield f"{scale.slug}  ({scale.family}) {said(scale.names, language)}"
        yield f"    {' · '.join(said(each.labels, language) for each in scale.ratings)}"


def brought() -> Iterator[str]:
    """Bring what is new into the desk, and yield what that was, as lines."""
    new = bring()
    for scale in new.scales:
        yield f"new scale: {scale}"
    for rating in new.ratings:
        yield f"new value: {rating}"
    for texts in new.texts:
        yield f"new words: {texts}"
    if not new:
        yield "Every scale is up to date."
