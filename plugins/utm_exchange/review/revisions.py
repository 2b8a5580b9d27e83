"""Revisions: which files of the catalogue git says have changed, and what they were before."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from utm_exchange.i18n import gettext as _

FOLDERS = ("content", "cities")


class RevisionError(Exception):
    """Git cannot tell what has changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that differs from the base; ``before`` is its earlier path, '' for a new file, ``path`` '' for a deleted one."""

    path: str
    before: str


def base_of(root: Path, revision: str) -> str:
    """Return the commit at which a line of work left a revision, so that what others did since stays out.

    Raises:
        RevisionError: this is no git repository, or the revision is not known here.
    """
    try:
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError:
        raise RevisionError(
            _(
                "git knows no revision {revision} here; name a branch or a commit, for example origin/main"
            ).format(revision=revision)
        ) from None
    try:
        return _git(root, "merge-base", "--", revision, "HEAD").strip()
    except RevisionError:
        raise RevisionError(
            _("{revision} and this line of work have no common beginning; fetch the whole history").format(
                revision=revision
            )
        ) from None


def changed_files(root: Path, base: str) -> list[Changed]:
    """Return the files of the catalogue that differ from a commit, files that git does not know yet included."""
    text = _git(root, "diff", "--name-status", "-z", "--find-renames", "--relative", base, "--", *FOLDERS)
    parts = iter(text.split("\0"))
    found = []
    for status in parts:
        if not status:
            continue
        first = next(parts)
        if status[0] in "RC":
            found.append(Changed(next(parts), first if status[0] == "R" else ""))
        else:
            found.append(Changed("" if status == "D" else first, "" if status == "A" else first))
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *FOLDERS)
    found += [Changed(path, "") for path in new.split("\0") if path]
    return sorted(found, key=lambda change: change.path or change.before)


def write_earlier(root: Path, base: str, paths: Iterable[str], folder: Path) -> None:
    """Write files as they were at a commit below ``folder``, at the same paths."""
    wanted = list(paths)
    prefix = _git(root, "rev-parse", "--show-prefix").strip()
    asked = "".join(f"{base}:{prefix}{path}\n" for path in wanted if "\n" not in path)
    rest = _run(root, "cat-file", "--batch", given=asked.encode("utf-8", "surrogateescape"))
    for path in (path for path in wanted if "\n" not in path):
        header, _newline, rest = rest.partition(b"\n")
        if header.endswith(b" missing"):
            continue
        size = int(header.split()[-1])
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(rest[:size])
        rest = rest[size + 1 :]


def _git(root: Path, *arguments: str) -> str:
    return _run(root, *arguments).decode("utf-8", "surrogateescape")


def _run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments],
            cwd=root,
            input=given,
            capture_output=True,
            check=True,
            timeout=120,
        )
    except FileNotFoundError:
        raise RevisionError(_("git is not installed; install it and start again")) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}"
        raise RevisionError(_("git could not answer: {reason}").format(reason=said)) from None
    except subprocess.TimeoutExpired:
        raise RevisionError(_("git took longer than two minutes; try again")) from None
    return done.stdout
