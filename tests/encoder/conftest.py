"""The encoder, written once for all tests into a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from merilo.encoder.encoder import Encoder


@pytest.fixture(scope="session")
def cache_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder-cache")


@pytest.fixture(scope="session")
def encoder(cache_of_tests: Path) -> Encoder:
    return Encoder.open(threads=1, within=cache_of_tests)
