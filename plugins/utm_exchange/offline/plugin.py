"""``utm-offline``: the exchange as a web app that works without a line, and packs to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel

from utm_exchange.catalogue.plugin import catalogue_from, theme_folder
from utm_exchange.i18n import gettext as _
from utm_exchange.offline.holdings import INSTEAD, LIST
from utm_exchange.offline.listing import groups_of
from utm_exchange.offline.scripts import MODULES, PAGE, page_scripts
from utm_exchange.offline.webapp import MANIFEST, web_manifest
from utm_exchange.offline.writing import LISTED_HERE, Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.offline.manifests import Holding

PAGES = {f"{LIST}index.md": "offline/packs.html", f"{INSTEAD}index.md": "offline/instead.html"}


class OfflineConfig(Config):
    """Options of ``utm-offline``."""

    short_name = c.Type(str, default="Exchange")
    """What stands below the icon on a telephone: twelve letters at most."""


class OfflinePlugin(BasePlugin[OfflineConfig]):
    """Adds the pages about packs and about being offline, and makes the finished site fit for the worker."""

    _preview = False
    _env: jinja2.Environment

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what the pages are for: who writes them wants to see each change, and no saved copy."""
        self._preview = command == "serve"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages, the scripts and the web manifest in; keep the modules back."""
        for file in list(files):
            if file.src_uri.startswith(f"{MODULES}/"):
                files.remove(file)
        locale = catalogue_language(config)
        made = page_scripts(theme_folder() / MODULES, locale)
        made[MANIFEST] = web_manifest(
            config.site_name, self.config.short_name, config.site_description or "", locale
        )
        for path, text in made.items():
            files.append(File.generated(config, path, content=text))
        for path in PAGES:
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the templates what to link; keep them for the list of packs, which is drawn last."""
        self._env = env
        env.globals.update(packs_page=LIST, web_manifest=MANIFEST)
        if not self._preview:
            env.globals.update(offline_script=PAGE)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the two pages their titles and templates."""
        said = {
            LIST: (
                _("Take it along"),
                _("Save all of this exchange, or the part that you need, and read it without a connection."),
            ),
            INSTEAD: (_("Not on this device"), _("What you can read here without a connection.")),
        }
        uri = page.file.src_uri
        if uri in PAGES and page.file.generated_by:
            title, description = said[uri.removesuffix("index.md")]
            page.meta.update(title=title, description=description, template=PAGES[uri])
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the page of the packs the place of its list."""
        context.update(packs_listed_here=LISTED_HERE)
        return context

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the finished site fit for the worker: after all who change pages, before the search for leaks."""
        template = self._env.get_template("offline/list.html")

        def draw(packs: Sequence[Holding], root: str) -> str:
            # utm-downloads, which comes before, says what can be downloaded of each pack.
            downloads = self._env.globals.get("downloads_of_packs", {})
            return template.render(groups=groups_of(packs), root=root, downloads=downloads)

        Writer(Path(config.site_dir), catalogue_from(config), theme_folder() / MODULES, draw).write()


def catalogue_language(config: MkDocsConfig) -> str:
    """Return the language of the pages."""
    return str(config.plugins["utm-catalogue"].config["language"])
