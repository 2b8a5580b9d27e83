"""What the tests of the downloads share: the real site with its downloads, and small ones made by the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sample_settings import sample_settings

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests/records/sample"
TODAY = "2026-11-22"
SMALL = "2026-06-01"
ADDRESS = "https://exchange.example.org/utm/"


def utm(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the ``utm`` command as a person would."""
    around = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, "-m", "utm_exchange", *arguments],
        cwd=REPOSITORY,
        env={**around, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def prepared(root: Path, site_url: str = ADDRESS) -> Path:
    """Give a small catalogue its settings, a home page and a page in words."""
    files = {
        "mkdocs.yml": sample_settings(without=("health", "offline"), site_url=site_url),
        "content/index.md": "---\ntitle: Home\n---\nText.\n",
        "content/about/words.md": "---\ntitle: What words mean\n---\nA *need* is what is missing.\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def packed(root: Path, to: Path, *arguments: str, today: str = SMALL) -> list[Path]:
    """Run ``utm pack``; return what it made."""
    done = utm("pack", "--root", str(root), "--today", today, "--to", str(to), *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return [Path(line.rpartition(": ")[0]) for line in done.stdout.splitlines()]


@dataclass(frozen=True)
class Published:
    """A site that was built with its downloads."""

    site: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The list of all downloads."""
        found: dict[str, Any] = json.loads((self.site / "packs/downloads.json").read_text("utf-8"))
        return found

    def file(self, form: str, of: str) -> Path:
        """Return the file of a download."""
        rows = self.manifest["downloads"]
        return self.site / "packs" / next(r["path"] for r in rows if (r["form"], r["of"]) == (form, of))

    def files(self, form: str) -> list[Path]:
        """Return the files of all downloads of a form."""
        return [
            self.site / "packs" / row["path"] for row in self.manifest["downloads"] if row["form"] == form
        ]


def unpacked(file: Path, folder: Path) -> Path:
    """Unpack a ZIP; return the one folder that is in it."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    (only,) = folder.iterdir()
    return only


def entries(file: Path) -> dict[str, bytes]:
    """Return the files of a ZIP by path."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
