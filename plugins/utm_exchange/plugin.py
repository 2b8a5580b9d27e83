"""The driver of MkDocs: builds into a folder aside and puts the finished site in place at once."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs.commands.build as mkdocs_build_module
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from utm_exchange.catalogue.plugin import ProblemsError, catalogue_from
from utm_exchange.i18n import gettext as _
from utm_exchange.offline.packs import UnknownChoiceError
from utm_exchange.records.problems import Problem
from utm_exchange.side_by_side import share

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import PluginCollection
    from mkdocs.structure.files import File, Files
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


_Call = tuple[tuple[Any, ...], dict[str, Any]]
"""The arguments of one call, the page first, and those that are named."""


class _Listener(logging.Handler):
    """Keeps the warnings of MkDocs, each of which is a mistake somebody made."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


_READ = ("content", "markdown", "meta", "toc", "present_anchor_ids", "_title_from_render")
"""What reading leaves in a page, beside its links to anchors."""


class _Gathered:
    """Stands in for a function of MkDocs that is called with each page: waits for the last, then does all."""

    def __init__(self, do_all: Callable[[list[_Call]], object]) -> None:
        self._do_all = do_all
        self._calls: list[_Call] = []
        self._pages = 0

    def __call__(
        self, page: Page, config: MkDocsConfig, files: Files | Sequence[File], *rest: Any, **named: Any
    ) -> None:
        self._calls.append(((page, config, files, *rest), named))
        # Asked once: MkDocs goes through all files to tell which of them are pages.
        self._pages = self._pages or len(
            files if isinstance(files, Sequence) else files.documentation_pages()
        )
        if len(self._calls) == self._pages:
            self._do_all(self._calls)


def _two_hands(
    function: Callable[..., None],
    calls: list[_Call],
    keep: Callable[[Page], dict[str, Any]] | None = None,
    worth_it: int = 200,
    *,
    both_apart: bool = False,
) -> list[dict[str, Any]]:
    """Call a function of MkDocs with every page, in two processes where that pays.

    Returns what ``keep`` gives of each page that the other process had: ``calls[1::2]``, or nothing.
    What it warned of is repeated here. ``worth_it`` are the calls from which on a second process saves
    more than it costs. With ``both_apart`` this process does neither half, and its memory does not grow.
    """
    logger = logging.getLogger("mkdocs")
    here = os.getpid()

    def do(part: Sequence[_Call]) -> tuple[list[dict[str, Any]], list[str]]:
        told = _Listener()
        logger.addHandler(told)
        try:
            for positional, named in part:
                function(*positional, **named)
        finally:
            logger.removeHandler(told)
        if os.getpid() == here:
            return [], []
        return [keep(positional[0]) for positional, _named in part] if keep else [], told.messages

    if len(calls) < worth_it:
        do(calls)
        return []
    (_mine, first), (kept, second) = share(calls, do, both_apart=both_apart)
    for message in (*first, *second):
        logger.warning("%s", message)
    return kept


def _read_all(read: Callable[..., None], calls: list[_Call]) -> None:
    """Read all pages. What one says depends on nothing that reading another changes."""
    for (positional, _named), state in zip(
        calls[1::2], _two_hands(read, calls, _what_was_read), strict=False
    ):
        page, _config, files = positional[:3]
        links = {files.get_file_from_path(path): anchors for path, anchors in state.pop("anchors").items()}
        page.__dict__.update(state, links_to_anchors=links)


def _what_was_read(page: Page) -> dict[str, Any]:
    links = page.links_to_anchors or {}
    anchors = {file.src_uri: ids for file, ids in links.items()}
    return {**{name: getattr(page, name) for name in _READ}, "anchors": anchors}


def _write_side_by_side(plugins: PluginCollection) -> None:
    """Let the plugins that write files of their own after the build do so in two processes.

    Those of a higher priority come before and those of a lower one after: they look at what all have written.
    """
    by_rank: dict[int, list[Callable[..., None]]] = {-1: [], 0: [], 1: []}
    for write in plugins.events["post_build"]:
        priority = getattr(write, "mkdocs_priority", 0)
        by_rank[(priority > 0) - (priority < 0)].append(write)

    def write_all(*, config: MkDocsConfig) -> None:
        calls: list[_Call] = [((write,), {"config": config}) for write in by_rank[0]]
        _two_hands(_written_by, calls, worth_it=2)

    plugins.events["post_build"] = [*by_rank[1], write_all, *by_rank[-1]]


def _written_by(write: Callable[..., None], config: MkDocsConfig) -> None:
    write(config=config)


@contextmanager
def _both_hands() -> Iterator[None]:
    """Let MkDocs, whose version is pinned, read and write its pages in two processes."""
    # MkDocs 1.6 is frozen, and offers no other place.
    read, write = mkdocs_build_module._populate_page, mkdocs_build_module._build_page  # noqa: SLF001
    mkdocs_build_module._populate_page = _Gathered(lambda calls: _read_all(read, calls))  # noqa: SLF001
    mkdocs_build_module._build_page = _Gathered(  # type: ignore[assignment]  # noqa: SLF001
        lambda calls: _two_hands(write, calls, both_apart=True)
    )
    try:
        yield
    finally:
        mkdocs_build_module._populate_page, mkdocs_build_module._build_page = read, write  # noqa: SLF001


Options = Mapping[str, Mapping[str, object]]
"""Options of plugins that a single build has beside those of ``mkdocs.yml``, by the plugin's name."""


def build_site(
    root: Path, site: Path, now: dt.datetime, *, strict: bool = False, options: Options | None = None
) -> Built:
    """Build the catalogue at ``root`` into ``site``; on any failure the site that was there stays.

    Raises:
        BuildError: the settings, the records or a page have a mistake.
        UnknownChoiceError: ``options`` ask for a pack of what there is not.
    """
    started = time.monotonic()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _epoch(now.date()))
    site.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        today: Options = {"utm-catalogue": {"today": now.isoformat(timespec="seconds")}}
        records = _run_mkdocs(root, aside, {**today, **(options or {})}, strict=strict)
        pages = sum(1 for _page in aside.rglob("*.html"))
        aside.chmod(0o755)
        _swap(aside, site)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Built(pages, records, time.monotonic() - started)


def _epoch(today: dt.date) -> str:
    return str(int(dt.datetime.combine(today, dt.time.min, dt.UTC).timestamp()))


def _run_mkdocs(root: Path, aside: Path, options: Options, *, strict: bool) -> int:
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(aside), strict=strict)
        _take(options, config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            _write_side_by_side(config.plugins)
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
        if os.environ.get("UTM_DEBUG") or isinstance(error, UnknownChoiceError):
            raise
        raise BuildError([_stopped(error)]) from error
    finally:
        logger.removeHandler(listener)
    if listener.messages:
        raise BuildError([_page_problem(root, message) for message in listener.messages])
    return len(catalogue_from(config).records) if "utm-catalogue" in config.plugins else 0


def _take(options: Options, config: MkDocsConfig) -> None:
    """Hand plugins the options of this build; ``utm-catalogue`` may be missing, what else is asked for may not."""
    for name, asked in options.items():
        if name in config.plugins:
            config.plugins[name].config.update(asked)
        elif name != "utm-catalogue":
            words = _("this needs the plugin {name}; list it under 'plugins:'").format(name=name)
            raise ConfigurationError(words)


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
    from mkdocs.commands.serve import serve

    serve(str(root / "mkdocs.yml"), livereload=True, watch_theme=True, dev_addr=address, site_url=None)
