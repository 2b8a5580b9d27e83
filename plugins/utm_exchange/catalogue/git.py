"""Git: one question at a time about the repository that a catalogue stands in."""

from __future__ import annotations

import subprocess
from pathlib import Path


def ask_git(root: Path, *arguments: str) -> str:
    """Return what git answers in the catalogue's folder.

    Raises:
        OSError, subprocess.SubprocessError, UnicodeDecodeError: there is no git, no repository, or no answer.
    """
    done = subprocess.run(
        ["git", "-c", "log.showSignature=false", "-c", "core.quotepath=off", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        encoding="utf-8",
    )
    return done.stdout


def is_cut_off(root: Path) -> bool:
    """Tell whether this is a shallow clone, in which every file seems to be as new as its oldest commit.

    Raises:
        OSError, subprocess.SubprocessError: there is no git, or no repository.
    """
    return ask_git(root, "rev-parse", "--is-shallow-repository").strip() != "false"
