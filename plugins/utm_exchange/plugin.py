"""The driver of MkDocs: builds into a folder aside and puts the finished site in place at once."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from utm_exchange.catalogue.plugin import CatalogueError, catalogue_from
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem


class BuildError(Exception):
    """The site was not built; ``problems`` say why, unless they were printed already."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("build failed")
        self.problems = problems


@dataclass(frozen=True)
class Built:
    """What a build made."""

    pages: int
    records: int
    seconds: float


class _Listener(logging.Handler):
    """Keeps the warnings of MkDocs, each of which is a mistake somebody made."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_site(root: Path, site: Path, today: dt.date, *, strict: bool = False) -> Built:
    """Build the catalogue at ``root`` into ``site``; on any failure the site that was there stays.

    Raises:
        BuildError: the settings, the records or a page have a mistake.
    """
    started = time.monotonic()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _epoch(today))
    site.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        records = _run_mkdocs(root, aside, today, strict=strict)
        pages = sum(1 for _page in aside.rglob("*.html"))
        aside.chmod(0o755)
        _swap(aside, site)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Built(pages, records, time.monotonic() - started)


def _epoch(today: dt.date) -> str:
    return str(int(dt.datetime.combine(today, dt.time.min, dt.UTC).timestamp()))


def _run_mkdocs(root: Path, aside: Path, today: dt.date, *, strict: bool) -> int:
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(aside), strict=strict)
        catalogue_plugin = config.plugins.get("utm-catalogue")
        if catalogue_plugin is not None:
            catalogue_plugin.config["today"] = today.isoformat()
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        if listener.messages:
            raise BuildError([_page_problem(root, message) for message in listener.messages])
        return len(catalogue_from(config).records) if catalogue_plugin is not None else 0
    except BuildError:
        raise
    except Abort as error:
        if isinstance(error.__context__, CatalogueError):
            raise BuildError(list(error.__context__.problems)) from error
        raise BuildError([_settings_problem(message) for message in listener.messages]) from error
    except MkDocsException as error:
        raise BuildError([_settings_problem(str(error))]) from error
    except Exception as error:
        # A fault of the generator, of a template or of the disk: the reader needs words, its keeper the trace.
        if os.environ.get("UTM_DEBUG"):
            raise
        raise BuildError([_stopped(error)]) from error
    finally:
        logger.removeHandler(listener)


def _stopped(error: Exception) -> Problem:
    message = _("the build stopped: {name}: {reason}").format(
        name=type(error).__name__, reason=" ".join(str(error).split())
    )
    hint = _("this is a fault of the generator or of the machine, not of a record; UTM_DEBUG=1 shows where")
    return Problem("mkdocs.yml", 1, 1, "UTM802", message, hint)


def _page_problem(root: Path, message: str) -> Problem:
    """Turn a warning of MkDocs into a problem at the link that it names."""
    first = message.splitlines()[0]
    named = re.match(r"Doc file '([^']+)' contains (?:a|an \w+) link '([^']+)'", first)
    if named is None:
        return _settings_problem(first)
    path = f"content/{named[1]}"
    try:
        lines = (root / path).read_text("utf-8", errors="replace").split("\n")
    except OSError:
        lines = []
    number, column = next(
        ((n, line.index(named[2])) for n, line in enumerate(lines) if named[2] in line), (0, 0)
    )
    return Problem(path, number + 1, column + 1, "UTM803", first, _("correct the link, or take it out"))


def _settings_problem(message: str) -> Problem:
    first = " ".join(message.split())
    return Problem(
        "mkdocs.yml",
        1,
        1,
        "UTM801",
        first,
        _("compare mkdocs.yml with the one in the repository; 'utm check' tells more about records"),
    )


def _swap(new: Path, site: Path) -> None:
    """Put a finished site in place of the last one by renaming, so that no half site is ever seen."""
    old = new.with_name(new.name + "-old")
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def serve_site(root: Path, address: str) -> None:
    """Serve a live preview that rebuilds on every change.

    MkDocs itself no longer reloads by default with click 8.2.2 and later, so it is asked to here.
    """
    mkdocs_serve(str(root / "mkdocs.yml"), livereload=True, watch_theme=True, dev_addr=address, site_url=None)
