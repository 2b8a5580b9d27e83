"""What the tests of the real site share: the command, and the built site."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

REPOSITORY = Path(__file__).parents[2]
TODAY = "2026-11-22"


def utm(*arguments: str, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the ``utm`` command as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "utm_exchange", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@dataclass(frozen=True)
class Site:
    """A built site on disk."""

    folder: Path
    output: str

    @functools.cached_property
    def pages(self) -> dict[str, LexborHTMLParser]:
        """Every page, parsed, by its path."""
        found = sorted(self.folder.rglob("*.html"))
        return {
            page.relative_to(self.folder).as_posix(): LexborHTMLParser(page.read_text("utf-8"))
            for page in found
        }

    def text(self, path: str) -> str:
        """The visible text of a page."""
        body = self.pages[path].body
        assert body is not None
        return " ".join(body.text(separator=" ").split())
