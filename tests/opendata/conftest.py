"""The files of the data, made from the sample catalogue."""

from __future__ import annotations

import pytest
from reading import files_of

from sample_folder import Folder


@pytest.fixture
def files(folder: Folder) -> dict[str, str]:
    """Each file's text by its name."""
    return files_of(folder.catalogue())
