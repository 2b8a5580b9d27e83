"""The driver of MkDocs: builds into a folder aside and puts the finished site in place at once."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from utm_exchange.catalogue.plugin import CatalogueError, catalogue_from
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem

if TYPE_CHECKING:
    import datetime as dt


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
    import datetime as dt

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
            raise BuildError([_page_problem(message) for message in listener.messages])
        return len(catalogue_from(config).records) if catalogue_plugin is not None else 0
    except Abort as error:
        if isinstance(error.__context__, CatalogueError):
            raise BuildError(list(error.__context__.problems)) from error
        raise BuildError([_settings_problem(message) for message in listener.messages]) from error
    except MkDocsException as error:
        raise BuildError([_settings_problem(str(error))]) from error
    finally:
        logger.removeHandler(listener)


def _page_problem(message: str) -> Problem:
    """Turn a warning of MkDocs into a problem with the page that it names."""
    import re

    named = re.search(r"Doc file '([^']+)'", message)
    path = f"content/{named[1]}" if named else "mkdocs.yml"
    return Problem(path, 1, 1, "UTM803", message.splitlines()[0], _("correct the link, or take it out"))


def _settings_problem(message: str) -> Problem:
    first = " ".join(message.split())
    return Problem("mkdocs.yml", 1, 1, "UTM801", first, _("compare mkdocs.yml with the one in the repository; 'utm check' tells more about records"))


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
