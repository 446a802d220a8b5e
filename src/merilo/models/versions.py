"""Which weights are in use: a short digest of each folder of `models`, for the record in every report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WEIGHTS = (".npz", ".onnx", ".json", ".gz")


@cache
def versions() -> Mapping[str, str]:
    """Return the folders of `models` that hold weights, name -> first twelve hex digits of their SHA-256."""
    found = {}
    for folder in sorted(files("merilo.models").iterdir(), key=lambda each: each.name):
        if not folder.is_dir():
            continue
        digest = hashlib.sha256()
        weights = sorted((each for each in folder.iterdir() if each.name.endswith(WEIGHTS)), key=lambda each: each.name)
        for each in weights:
            digest.update(each.read_bytes())
        if weights:
            found[folder.name] = digest.hexdigest()[:12]
    return found
