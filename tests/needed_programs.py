"""Programs that are no Python packages: `scripts/test.py` installs them, or says how to."""

from __future__ import annotations

import shutil
import sys

import pytest

SYSTEM = "/usr/sbin:/usr/local/sbin"  # where Debian keeps servers, outside a plain user's path


def needed(name: str) -> str:
    """Return the path of a program; without it the test fails on Linux, and is left out with its reason elsewhere."""
    found = shutil.which(name) or shutil.which(name, path=SYSTEM)
    if found is None:
        message = f"{name} is not installed: python3 scripts/test.py says how to get it"
        (pytest.fail if sys.platform == "linux" else pytest.skip)(message)
    return str(found)
