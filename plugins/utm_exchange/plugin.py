"""The driver of MkDocs: builds into a folder aside and puts the finished site in place at once."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs.commands.build as mkdocs_build_module
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from utm_exchange.catalogue.plugin import ProblemsError, catalogue_from
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page


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


class _TwoHands:
    """Stands in for MkDocs' function that writes one page: gathers the pages, then writes them in two processes.

    Writing a page reads what all pages have gathered and changes nothing that another page needs, so a
    forked process can write every second one. Where it fails, this process writes them again and meets
    the mistake itself.
    """

    WORTH_IT = 200
    """Pages from which on a second process saves more than it costs."""

    def __init__(self, write: Callable[..., None]) -> None:
        self._write = write
        self._waiting: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    def __call__(
        self, page: Page, config: MkDocsConfig, pages: Sequence[File], *rest: Any, **named: Any
    ) -> None:
        self._waiting.append(((page, config, pages, *rest), named))
        if len(self._waiting) == len(pages):
            self._write_all()

    def _write_all(self) -> None:
        # Elsewhere a fork is missing (Windows) or unsafe beside system libraries (macOS).
        if sys.platform != "linux" or len(self._waiting) < self.WORTH_IT or len(os.sched_getaffinity(0)) == 1:
            self._write_these(self._waiting)
            return
        gc.freeze()  # what lives now is left alone, so that both processes go on sharing its memory
        other = os.fork()
        if other == 0:
            code = 1
            try:
                self._write_these(self._waiting[1::2])
                code = 0
            finally:
                os._exit(code)
        self._write_these(self._waiting[::2])
        if os.waitpid(other, 0)[1] != 0:
            self._write_these(self._waiting[1::2])

    def _write_these(self, calls: list[tuple[tuple[Any, ...], dict[str, Any]]]) -> None:
        for positional, named in calls:
            self._write(*positional, **named)


@contextmanager
def _both_hands() -> Iterator[None]:
    """Let MkDocs, whose version is pinned, write its pages in two processes."""
    write = mkdocs_build_module._build_page  # noqa: SLF001 - MkDocs 1.6 is frozen, and offers no other place
    mkdocs_build_module._build_page = _TwoHands(write)  # type: ignore[assignment]  # noqa: SLF001
    try:
        yield
    finally:
        mkdocs_build_module._build_page = write  # noqa: SLF001


def build_site(root: Path, site: Path, now: dt.datetime, *, strict: bool = False) -> Built:
    """Build the catalogue at ``root`` into ``site``; on any failure the site that was there stays.

    Raises:
        BuildError: the settings, the records or a page have a mistake.
    """
    started = time.monotonic()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _epoch(now.date()))
    site.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        records = _run_mkdocs(root, aside, now, strict=strict)
        pages = sum(1 for _page in aside.rglob("*.html"))
        aside.chmod(0o755)
        _swap(aside, site)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Built(pages, records, time.monotonic() - started)


def _epoch(today: dt.date) -> str:
    return str(int(dt.datetime.combine(today, dt.time.min, dt.UTC).timestamp()))


def _run_mkdocs(root: Path, aside: Path, now: dt.datetime, *, strict: bool) -> int:
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(aside), strict=strict)
        catalogue_plugin = config.plugins.get("utm-catalogue")
        if catalogue_plugin is not None:
            catalogue_plugin.config["today"] = now.isoformat(timespec="seconds")
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with _both_hands():
                mkdocs_build_module.build(config)
        finally:
            config.plugins.on_shutdown()
    except Abort as error:
        if isinstance(error.__context__, ProblemsError):
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
    if listener.messages:
        raise BuildError([_page_problem(root, message) for message in listener.messages])
    return len(catalogue_from(config).records) if catalogue_plugin is not None else 0


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
