"""Write a picture anew, dot by dot, so that nothing but what is seen in it comes along. A program of its own.

For kinds that mat2 does not know. Whoever made the picture may have meant harm to its reader, so it is opened apart
from the desk: `python -m merilo_desk.intake.drawn_anew FROM TO`.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence

# How each kind is written: so that nobody sees a difference, and nobody waits for it.
WAYS: dict[str, tuple[str, dict[str, object]]] = {
    "webp": ("WEBP", {"quality": 92, "method": 3}),
    "avif": ("AVIF", {"quality": 85, "speed": 8, "max_threads": 1}),
    "bmp": ("BMP", {}),
}
# Dots of all frames together: a moving picture is held whole while it is written.
DOTS = 100_000_000


def draw(original: Path, copy: Path) -> None:
    """Write a picture anew.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is too large.
    """
    kind, how = WAYS[original.suffix.removeprefix(".").lower()]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(original, formats=(kind,)) as picture:
        count = getattr(picture, "n_frames", 1)
        if picture.width * picture.height * count > DOTS:
            raise ValueError("too large")
        lasts: list[int] = []
        first, *others = _frames(picture, lasts)
    if others:
        how = {**how, "save_all": True, "append_images": others, "duration": lasts, "loop": 0}
    first.save(copy, kind, **how)


def _frames(picture: Image.Image, lasts: list[int]) -> Iterator[Image.Image]:
    """Give each frame as dots alone, upright as its data said; `lasts` takes how long each is shown."""
    for each in ImageSequence.Iterator(picture):
        upright = ImageOps.exif_transpose(each)
        lasts.append(int(each.info.get("duration") or 100))
        seen = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        yield Image.frombytes(seen.mode, seen.size, seen.tobytes())


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
