"""How long a build takes and how much memory, against plain MkDocs with Material; and how large its pages are."""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from audit.table import Row, compared, limited
from bench.catalogues import with_plugins
from bench.measuring import ROOT, Contestant, Task, race, removed

TIMES_THE_SECONDS = 1.5
TIMES_THE_MEMORY = 2.0
PAGE_KILOBYTES = 15.0
ALONE = frozenset(("utm-catalogue", "utm-pages", "utm-indexes", "utm-appearance", "utm-crosslinks"))
"""Plugins that make a site of the catalogue; the others add search, data, feeds, downloads and packs to it."""
MEGABYTE = 1024 * 1024


def measure(task: Task) -> Iterator[Row]:
    """Yield the rows about `build`: seconds, memory, and the size of the pages that it made."""
    catalogue, work = task.catalogue, task.work
    plain, site, own_site, plain_site = (work / name for name in ("plain", "site", "own-site", "plain-site"))
    subprocess.run(
        [sys.executable, str(Path(__file__).with_name("plain_site.py")), str(catalogue), str(plain)],
        check=True,
    )
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(plain / "mkdocs.yml")]
    alone = with_plugins(catalogue, work / "alone", lambda name: name in ALONE)
    ours, own, bare = race(
        [
            Contestant("build", _build(catalogue, site), lambda: removed(site)),
            Contestant("build, catalogue alone", _build(alone, own_site), lambda: removed(own_site)),
            Contestant("plain MkDocs", [*mkdocs, "--site-dir", str(plain_site)], lambda: removed(plain_site)),
        ],
        task.rounds,
    )
    other = "MkDocs with Material"
    for name, built in (("build", ours), ("build, catalogue alone", own)):
        what = f"{name}, {task.number:,} records"
        yield compared(f"{what}: time", other, (built.seconds, bare.seconds), "s", TIMES_THE_SECONDS)
        yield compared(f"{what}: processor", other, (built.processor, bare.processor), "s", TIMES_THE_SECONDS)
        peaks = built.peak / MEGABYTE, bare.peak / MEGABYTE
        yield compared(f"{what}: memory", other, peaks, "MB", TIMES_THE_MEMORY)
    yield from _sizes(catalogue, site)


def _build(catalogue: Path, site: Path) -> list[str]:
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(catalogue)]
    return [*command, "--site-dir", str(site), "--today", "2026-11-22"]


def _sizes(catalogue: Path, site: Path) -> Iterator[Row]:
    """Yield how large the pages of records are, as a server sends them."""
    files = [*catalogue.glob("content/*/*.md"), *catalogue.glob("cities/*.yaml")]
    pages = [site / path.parent.name / path.stem / "index.html" for path in files]
    # News with a date to come has no page yet.
    sizes = {
        page: len(gzip.compress(page.read_bytes(), 6, mtime=0)) / 1000 for page in pages if page.exists()
    }
    ordered = sorted(sizes.values())
    largest = max(sizes, key=lambda page: sizes[page])
    yield limited("HTML of a record page, gzip: median", statistics.median(ordered), "kB", PAGE_KILOBYTES)
    yield limited(
        "HTML of a record page, gzip: 95 of 100", ordered[int(len(ordered) * 0.95)], "kB", PAGE_KILOBYTES
    )
    name = largest.parent.relative_to(site).as_posix()
    yield limited(f"HTML of a record page, gzip: largest ({name})", sizes[largest], "kB", PAGE_KILOBYTES)
    yield Row(
        "pages of records, pages of all kinds",
        f"{len(sizes):,}, {sum(1 for _page in site.rglob('*.html')):,}",
    )
