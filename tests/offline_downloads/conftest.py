"""The real site with its downloads, built once by the real command, and its copies unpacked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from downloads_fixture import TODAY, Published, prepared, unpacked, utm

if TYPE_CHECKING:
    from conftest import Folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site of this repository with everything that people take along."""
    site = tmp_path_factory.mktemp("published") / "site"
    done = utm("build", "--downloads", "--site-dir", str(site), "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return Published(site)


@pytest.fixture(scope="session")
def whole(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole exchange, unpacked."""
    return unpacked(published.file("zip", "everything"), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="session")
def part(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is about one sector, unpacked."""
    return unpacked(published.file("zip", "sector-mobility"), tmp_path_factory.mktemp("part"))


@pytest.fixture
def small(folder: Folder) -> Folder:
    """A small catalogue with all plugins, to be packed."""
    prepared(folder.root)
    return folder
