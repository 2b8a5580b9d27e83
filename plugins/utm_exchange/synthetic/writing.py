"""Writing a synthetic catalogue: the outline, then one file per record, then the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.records.yaml_writing import yaml_of
from utm_exchange.synthetic.cities import city
from utm_exchange.synthetic.exchange import event, funding, need, news, training
from utm_exchange.synthetic.outline import Name, Outline, outline
from utm_exchange.synthetic.people import guidance, partner, voice
from utm_exchange.synthetic.practices import practice

SETTINGS = Path(__file__).parent / "mkdocs.yml"
HOME = """---
title: Synthetic catalogue
description: Records made by machine, for tests and benchmarks. Nothing here is true.
---

# Synthetic catalogue

Everything in this catalogue was made by machine for tests and benchmarks. No city, practice, figure or person in
it exists, and the countries are named only so that maps have something to show.
"""

PAGE = """---
title: {title}
description: A page without content, so that links to it lead somewhere.
---

# {title}

A page of the synthetic catalogue. The real one says here what its readers need.
"""
_PAGES = (
    "about/index",
    "about/approach",
    "about/join",
    "about/evidence",
    "about/credits",
    "about/privacy",
    "about/accessibility",
    "pillars/index",
)
"""Pages that the settings name or the theme links to, and that no plugin makes."""

_Writer = Callable[[Outline, Any], tuple[dict[str, Any], str]]


class FolderInUseError(Exception):
    """The folder for a synthetic catalogue holds something already."""


def write_catalogue(number: int, folder: Path, seed: int = 0) -> int:
    """Write a catalogue of exactly ``number`` records into an empty or new folder; return how many files.

    The same number and seed give the same bytes everywhere.

    Raises:
        FolderInUseError: the folder is a file or holds something.
        ValueError: too few records for one of each type; the least number is its argument.
        OSError: the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(folder)
    names = outline(number, seed)
    for place in ("cities", *(f"content/{name}" for name in (*_WRITERS, "about", "pillars"))):
        (folder / place).mkdir(parents=True)
    files = 0
    for path, text in _files(names):
        (folder / path).write_text(text, "utf-8", newline="\n")
        files += 1
    return files


_WRITERS: dict[str, tuple[_Writer, Callable[[Outline], Sequence[Name]]]] = {
    "practices": (practice, lambda names: names.practices),
    "events": (event, lambda names: names.events),
    "news": (news, lambda names: names.news),
    "funding": (funding, lambda names: names.funding),
    "training": (training, lambda names: names.trainings),
    "needs": (need, lambda names: names.needs),
    "alliance": (partner, lambda names: names.partners),
    "voices": (voice, lambda names: names.voices),
    "guidance": (guidance, lambda names: names.guidance),
}
"""By folder below ``content``: who writes a record, and which there are."""


def _files(names: Outline) -> Iterator[tuple[str, str]]:
    yield "mkdocs.yml", SETTINGS.read_text("utf-8")
    yield "content/index.md", HOME
    for page in (*_PAGES, *(f"pillars/{pillar.id}" for pillar in vocabulary("pillars"))):
        yield (
            f"content/{page}.md",
            PAGE.format(title=page.removesuffix("/index").rpartition("/")[2].replace("-", " ").capitalize()),
        )
    for folder, (write, group) in _WRITERS.items():
        for name in group(names):
            facts, body = write(names, name)
            yield f"content/{folder}/{name.slug}.md", f"---\n{yaml_of(facts)}---\n\n{body}\n"
    for name in names.cities:
        facts, _body = city(names, name)
        yield f"cities/{name.slug}.yaml", yaml_of(facts)
