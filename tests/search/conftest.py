"""The catalogues that the search is tested with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from search_fixture import Served, edition_at, words_of, write_edition

from utm_exchange.synthetic.writing import write_catalogue

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The catalogue of this repository."""
    folder = tmp_path_factory.mktemp("real")
    edition, texts = edition_at(REPOSITORY)
    write_edition(folder, edition, texts)
    served = Served(folder, words_of(texts)).start()
    yield served
    served.stop()


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A synthetic catalogue of 600 records."""
    root = tmp_path_factory.mktemp("synthetic")
    write_catalogue(600, root / "catalogue")
    edition, texts = edition_at(root / "catalogue")
    write_edition(root / "site", edition, texts)
    served = Served(root / "site", words_of(texts)).start()
    yield served
    served.stop()
