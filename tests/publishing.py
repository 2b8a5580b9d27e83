"""What the tests of feeds, calendars and holding back share: a small catalogue in git, built by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sample_folder import Folder
from sample_settings import sample_settings

WITHOUT = (
    "contribute",
    "appearance",
    "opendata",
    "whats-new",
    "health",
    "downloads",
)  # publishing does without
ADDRESS = "https://exchange.example.org/utm/"


def git(root: Path, *arguments: str, day: str = "2026-05-02") -> str:
    """Run git with everything fixed that could differ between machines; commits are of ``day``, noon UTC."""
    moment = f"{day}T12:00:00+0000"
    done = subprocess.run(
        [
            "git",
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@b.example",
            "-c",
            "commit.gpgsign=false",
            *arguments,
        ],
        cwd=root,
        env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit(folder: Folder, day: str) -> None:
    """Commit all that has changed."""
    if not (folder.root / ".git").exists():
        git(folder.root, "init", "-q", "-b", "main")
        folder.write(".gitignore", "site*/\n.cache/\n")
    git(folder.root, "add", "-A")
    git(folder.root, "commit", "-q", "--allow-empty", "-m", "change", day=day)


def run_build(
    folder: Folder, name: str = "site", today: str = "2026-06-01", site_url: str = ADDRESS
) -> subprocess.CompletedProcess[str]:
    """Build the catalogue into a folder beside it, as a person would."""
    folder.write("mkdocs.yml", sample_settings(without=WITHOUT, site_url=site_url))
    if not (folder.root / "content/index.md").exists():
        folder.write("content/index.md", "---\ntitle: Home\n---\nText.\n")
    command = [sys.executable, "-m", "utm_exchange", "build", "--root", str(folder.root), "--today", today]
    command += ["--site-dir", str(folder.root / name)]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        command,
        env={**environment, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def built(folder: Folder, name: str = "site", today: str = "2026-06-01", site_url: str = ADDRESS) -> Path:
    """Build, and return the folder of the site."""
    done = run_build(folder, name, today, site_url)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder.root / name
