"""Deltas: a few bytes, and any Python, make the files of the new edition out of the old one, byte for byte."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from downloads_fixture import Published, entries, packed, unpacked
from hypothesis import given, settings
from hypothesis import strategies as st

from utm_exchange.offline.downloads.applying import WrongCopyError, applied
from utm_exchange.offline.downloads.archives import read_copy, write_zip
from utm_exchange.offline.downloads.deltas import delta

if TYPE_CHECKING:
    from conftest import Folder

FIRST, SECOND = dt.date(2026, 5, 1), dt.date(2026, 6, 1)


def apply(made: Path, old: Path, new: Path) -> subprocess.CompletedProcess[str]:
    """Apply a delta as whoever got it does: with a Python that has nothing installed."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(made), str(old), str(new)],
        check=False,
        capture_output=True,
        text=True,
    )


def zipped(file: Path, files: dict[str, bytes], day: dt.date) -> Path:
    write_zip(file, files.items(), day, folder="exchange")
    return file


def months_later(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a copy as it is after a month: another day on each page, a tenth of the records edited, some new ones."""
    later = {}
    for path, content in files.items():
        text = content.replace(b"22 November 2026", b"22 December 2026").replace(b"2026-11-22", b"2026-12-22")
        record = path.startswith(("practices/", "cities/")) and path.count("/") == 2
        if record and len(later) % 10 == 0:
            text = text.replace(
                b"</main>", b"<p>A paragraph that was written since, on what came of it.</p></main>"
            )
            later[path.replace("/index", "-again/index")] = text.replace(b"the", b"another")
        later[path] = text
    return later


def test_a_month_is_told_in_a_tenth_of_the_whole_and_gives_it_byte_for_byte(
    published: Published, tmp_path: Path
) -> None:
    old = published.file("zip", "everything")
    new = zipped(tmp_path / "new.zip", months_later(read_copy(old)), SECOND)
    made = delta(old, new, tmp_path)
    assert made.name == "new-since-2026-11-22.zip"
    assert made.stat().st_size <= new.stat().st_size / 10
    done = apply(made, old, tmp_path / "applied.zip")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "applied.zip").read_bytes() == new.read_bytes()


def test_two_editions_made_by_the_command_and_applied_to_folders(small: Folder, tmp_path: Path) -> None:
    (old,) = packed(small.root, tmp_path / "old", today="2026-05-05")
    small.edit("content/practices/river-park.md", "summary: ", "summary: Newly seen. ")
    small.copy(
        "content/needs/heat-finance.md",
        "content/needs/night-trams.md",
        "Money for clean heat",
        "Trams at night",
    )
    new, made = packed(small.root, tmp_path / "new", "--since", str(old), today="2026-06-01")
    folder = unpacked(old, tmp_path / "stick")
    done = apply(made, folder, tmp_path / "newer")
    assert done.returncode == 0, done.stderr
    expected = {name.partition("/")[2]: content for name, content in entries(new).items()}
    assert read_copy(tmp_path / "newer") == expected
    assert "needs/night-trams/index.html" in expected


def test_a_copy_that_is_not_the_right_one_is_refused_and_stays(tmp_path: Path) -> None:
    files = {"index.html": b"one " * 100, "a/b.html": b"two"}
    old = zipped(tmp_path / "old.zip", files, FIRST)
    other = zipped(tmp_path / "other.zip", {**files, "a/b.html": b"2"}, FIRST)
    made = delta(old, zipped(tmp_path / "new.zip", {"index.html": b"one " * 99 + b"more"}, SECOND), tmp_path)
    done = apply(made, other, tmp_path / "made.zip")
    assert done.returncode == 1
    assert "this is not the copy that the delta was made from" in done.stderr
    assert not (tmp_path / "made.zip").exists()
    again = apply(made, old, other)
    assert "is there already" in again.stderr


def test_a_damaged_delta_never_gives_a_wrong_copy(tmp_path: Path) -> None:
    old = zipped(tmp_path / "old.zip", {"index.html": b"one " * 100}, FIRST)
    made = delta(old, zipped(tmp_path / "new.zip", {"index.html": b"one " * 50 + b"news"}, SECOND), tmp_path)
    parts = entries(made)
    damaged = tmp_path / "damaged.zip"
    write_zip(
        damaged, {**parts, "literals.bin": parts["literals.bin"].replace(b"news", b"fake")}.items(), SECOND
    )
    with pytest.raises(WrongCopyError, match="damaged"):
        applied(damaged, read_copy(old))


def test_a_delta_writes_nothing_beside_the_folder(tmp_path: Path) -> None:
    old = zipped(tmp_path / "old.zip", {"index.html": b"one " * 100}, FIRST)
    made = delta(old, zipped(tmp_path / "new.zip", {"../../evil.html": b"one " * 50}, SECOND), tmp_path)
    done = apply(made, old, tmp_path / "deep/made")
    assert done.returncode == 1
    assert not (tmp_path / "evil.html").exists()


contents = st.lists(
    st.sampled_from([b"abc" * 20, b"practice", b"\0\xff" * 30, b"The quick brown fox jumps. " * 3, b"x"]),
    max_size=9,
)
copies = st.dictionaries(
    st.sampled_from(["index.html", "a/index.html", "a/b.js", "z.css"]), contents.map(b"".join), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(copies, copies)
def test_any_copy_can_be_made_of_any_other(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("delta")
    first, second = zipped(folder / "old.zip", old, FIRST), zipped(folder / "new.zip", new, SECOND)
    name, day, files = applied(delta(first, second, folder), read_copy(first))
    assert (name, day, dict(files)) == ("exchange", SECOND, new)
