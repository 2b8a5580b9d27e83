"""``utm-health``: how records age, on their pages, and a page for editors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from utm_exchange.catalogue.changes import last_change
from utm_exchange.catalogue.facets import FACETS_BY_ID
from utm_exchange.catalogue.plugin import catalogue_from, history_from
from utm_exchange.health.ageing import age_of
from utm_exchange.health.findings import dead_addresses, health_of
from utm_exchange.i18n import gettext as _

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

PAGE = "about/health/"
SOURCE = f"{PAGE}index.md"


@dataclass(frozen=True, slots=True)
class _Crumb:
    label: str
    address: str


class HealthConfig(Config):
    """Options of ``utm-health``."""

    links = c.Type(str, default="links.json")
    """What ``utm links --output`` has saved, beside ``mkdocs.yml``; without it nothing is said of dead links."""


class HealthPlugin(BasePlugin[HealthConfig]):
    """Adds the page for editors; a page of the same address in ``content/`` wins."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the page in."""
        if files.get_file_from_path(SOURCE) is None:
            files.append(File.generated(config, SOURCE, content="", inclusion=InclusionLevel.INCLUDED))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the pages of records how they age."""
        today, history = catalogue_from(config).today, history_from(config)
        env.globals.update(age_of=lambda record: age_of(record, last_change(record, history), today))
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page its title and template."""
        if page.file.src_uri == SOURCE and page.file.generated_by is not None:
            lead = _(
                "For editors: what is out of date, lacks evidence or is missing, and what to do about it."
            )
            page.meta.update(title=_("Health of the records"), description=lead, template="about/health.html")
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the page what it shows."""
        if page.file.src_uri == SOURCE and page.file.generated_by is not None:
            saved = Path(config.config_file_path).parent / self.config.links
            try:
                dead = dead_addresses(saved)
            except ValueError as error:
                raise PluginError(str(error)) from None
            found = health_of(catalogue_from(config), history_from(config), dead)
            context.update(
                health=found,
                asked=saved.is_file(),
                facet_labels={name: _(facet.label) for name, facet in FACETS_BY_ID.items()},
                crumbs=(_Crumb(_("Home"), ""), _Crumb(_("About"), "about/")),
            )
        return context
