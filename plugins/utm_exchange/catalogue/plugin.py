"""``utm-catalogue``: reads and checks the records, and hands the catalogue to the other plugins."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from utm_exchange.catalogue.addresses import facet_address, record_address
from utm_exchange.catalogue.changes import Change, all_changes
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.catalogue.facets import cities_of, regions_of
from utm_exchange.catalogue.history import History, read_history
from utm_exchange.catalogue.holding_back import is_held_back
from utm_exchange.catalogue.lives import Lives
from utm_exchange.catalogue.rendering import Once, quick_gettext
from utm_exchange.formatting import formatter
from utm_exchange.i18n import translations, use_language
from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.reporting import report, summary
from utm_exchange.settings import cache_folder, now_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

    from utm_exchange.catalogue.catalogue import Catalogue
    from utm_exchange.records.problems import Problem
    from utm_exchange.records.types import Record

PACKAGE = Path(__file__).parents[1]


def theme_folder() -> Path:
    """Return the folder of templates, styles and modules: inside the package, or beside it in the repository."""
    packaged = PACKAGE / "theme_overrides"
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / "theme_overrides"


class ProblemsError(PluginError):
    """The records, or what was made of them, have mistakes; MkDocs prints them and stops."""

    def __init__(self, problems: Sequence[Problem], files: int) -> None:
        super().__init__(f"{summary(problems, files)}\n{report(problems, 'text')}")
        self.problems = tuple(problems)


class CatalogueConfig(Config):
    """Options of ``utm-catalogue``."""

    today = c.Optional(c.Type(str))
    """The day or moment of the build; else ``SOURCE_DATE_EPOCH``, else the clock."""
    language = c.Type(str, default="en")
    """Language of the pages and of the messages."""


class CataloguePlugin(BasePlugin[CatalogueConfig]):
    """Reads all records before anything is built; a build with errors stops before it touches the site."""

    catalogue: Catalogue
    history: History
    lives: Lives
    changes: tuple[Change, ...]
    held_back: tuple[Record, ...]
    """What must not be in the site; only the plugin that looks for leaks asks for it."""

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check everything and stop on errors. Priority 100: the others need the catalogue."""
        use_language(self.config.language)
        root = Path(config.config_file_path).parent
        now = now_of(self.config.today)
        checked = check_catalogue(root, now.date(), synthetic=bool(config.extra.get("synthetic")))
        self.lives = checked.lives
        if checked.problems and (config.strict or checked.errors):
            raise ProblemsError(checked.problems, checked.files)
        self.catalogue = catalogue_of(checked, now.date(), now)
        self.held_back = tuple(record for record in checked.records if is_held_back(record, now))
        self.history = read_history(root, now.date())
        self.changes = all_changes(self.catalogue, self.history)
        if str(theme_folder()) not in config.theme.dirs:
            config.theme.dirs.insert(0, str(theme_folder()))
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what Material brings and no page here loads: its styles, its scripts, its search."""
        for file in list(files):
            if (
                file.src_uri.startswith("assets/")
                and file.src_dir
                and file.src_dir.endswith("material/templates")
            ):
                files.remove(file)
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Teach the templates the words of the catalogue."""
        ours = theme_folder()
        # Contributed text is untrusted. MkDocs escapes nothing by default, and other themes' templates
        # count on that, so only the templates of this package are escaped.
        env.autoescape = cache(lambda name: name is not None and (ours / name).is_file())
        env.add_extension("jinja2.ext.i18n")
        env.install_gettext_translations(translations(self.config.language), newstyle=True)  # type: ignore[attr-defined]
        cities = self.catalogue.cities
        once = Once()
        # No template changes while a site is built, and the last build has compiled most of them.
        env.auto_reload = False
        env.bytecode_cache = _compiled_templates(Path(config.config_file_path).parent)
        env.globals.update(
            catalogue=self.catalogue,
            fmt=formatter(self.config.language),
            vocabulary=vocabulary,
            cities_of=lambda record: cities_of(record, cities),
            regions_of=lambda record: regions_of(record, cities),
            address=record_address,
            facet_address=facet_address,
            once=once.card,
            fixed=once.part,
            # Newstyle gettext looks its function up in the context and escapes at each of its calls.
            _=quick_gettext(translations(self.config.language).gettext),
        )
        return env

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild on a change in the records, the templates and the generator."""
        root = Path(config.config_file_path).parent
        for folder in (root / "cities", theme_folder(), PACKAGE):
            if folder.is_dir():
                server.watch(str(folder))
        return server


def _compiled_templates(root: Path) -> jinja2.BytecodeCache:
    folder = cache_folder(root, "templates")
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def catalogue_from(config: MkDocsConfig) -> Catalogue:
    """Return the catalogue that ``utm-catalogue`` has read, or stop with the line to add to mkdocs.yml."""
    return _plugin(config).catalogue


def history_from(config: MkDocsConfig) -> History:
    """Return what happened to the files of records, day by day."""
    return _plugin(config).history


def lives_from(config: MkDocsConfig) -> Lives:
    """Return the moments when each record came and last changed, under all its names."""
    return _plugin(config).lives


def changes_from(config: MkDocsConfig) -> tuple[Change, ...]:
    """Return what happened to all records, the newest first."""
    return _plugin(config).changes


def held_back_from(config: MkDocsConfig) -> tuple[Record, ...]:
    """Return the records that must not be in the site yet."""
    return _plugin(config).held_back


def _plugin(config: MkDocsConfig) -> CataloguePlugin:
    plugin = config.plugins.get("utm-catalogue")
    if not isinstance(plugin, CataloguePlugin):
        raise PluginError(
            "mkdocs.yml: list 'utm-catalogue' first under 'plugins:'; the other utm plugins need it"
        )
    return plugin
