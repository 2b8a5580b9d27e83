"""Keeps what the typeface was cut into between builds, because cutting takes seconds."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from utm_exchange.appearance import typeface

_DIGITS = 16


def font_files(cache: Path) -> dict[str, bytes]:
    """Return the files of the typeface, from the cache or cut anew.

    The name in the cache is the digest of all that they depend on: the font, the code that cuts it and
    the libraries. So a cache is never wrong, and may be deleted at any time.
    """
    kept = cache / _digest()
    if not kept.is_dir():
        _keep(typeface.cut(), kept)
    return {file.name: file.read_bytes() for file in sorted(kept.iterdir())}


def _digest() -> str:
    digest = hashlib.sha256(typeface.source().read_bytes())
    digest.update(Path(typeface.__file__).read_bytes().replace(b"\r\n", b"\n"))
    digest.update(typeface.recipe().encode())
    return digest.hexdigest()[:_DIGITS]


def _keep(made: dict[str, bytes], kept: Path) -> None:
    """Put the files into the cache by renaming, so that a build that is broken off leaves no half of them."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=kept.parent))
    try:
        for name, content in made.items():
            (aside / name).write_bytes(content)
        aside.rename(kept)
    except OSError:
        # Another build may have been first; what it made is the same.
        if not kept.is_dir():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
