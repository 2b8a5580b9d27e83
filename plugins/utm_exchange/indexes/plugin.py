"""``utm-indexes``: the pages that list records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from utm_exchange.catalogue.plugin import catalogue_from
from utm_exchange.formatting import formatter, instants
from utm_exchange.indexes.charts.emissions import city_chart
from utm_exchange.indexes.charts.groups import group_chart
from utm_exchange.indexes.charts.matrix import practice_matrix
from utm_exchange.indexes.charts.results import results_chart
from utm_exchange.indexes.cohort_pages import city_row, cohort_pages
from utm_exchange.indexes.drawings import Drawings
from utm_exchange.indexes.event_pages import series_address, series_pages
from utm_exchange.indexes.facet_pages import facet_pages
from utm_exchange.indexes.guide_pages import problem_page
from utm_exchange.indexes.home_page import home_data
from utm_exchange.indexes.map_pages import map_of_cities, map_page, places_of, record_locator
from utm_exchange.indexes.news_pages import digest_address, digest_pages
from utm_exchange.indexes.pillar_pages import pillar_page
from utm_exchange.indexes.section_pages import section_pages
from utm_exchange.indexes.svg import legend_mark
from utm_exchange.settings import cache_folder

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.indexes.index_pages import IndexPage


class IndexesConfig(Config):
    """``utm-indexes`` has no options."""


class IndexesPlugin(BasePlugin[IndexesConfig]):
    """Adds every page that lists records; a page of the same address in ``content/`` wins."""

    _pages: dict[str, IndexPage]
    _drawings: Drawings

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put one generated file per index page in."""
        catalogue = catalogue_from(config)
        self._drawings = Drawings(cache_folder(Path(config.config_file_path).parent, "maps"))
        self._drawings.prepare(places_of(catalogue))
        self._pages = {}
        for page in (
            *section_pages(catalogue),
            *facet_pages(catalogue),
            *cohort_pages(catalogue),
            *series_pages(catalogue),
            *digest_pages(catalogue, formatter(config.plugins["utm-catalogue"].config["language"])),
            map_page(catalogue),
            problem_page(),
        ):
            if files.get_file_from_path(page.source) is None:
                self._pages[page.source] = page
                is_section = page.address.count("/") == 1
                inclusion = InclusionLevel.INCLUDED if is_section else InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, page.source, content="", inclusion=inclusion))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give an index page its title and template, and pages of pillars and the home page theirs."""
        index = self._pages.get(page.file.src_uri)
        if index is not None:
            page.meta.update(title=index.title, description=index.lead, template=index.template)
        elif page.is_homepage:
            page.meta.setdefault("template", "home.html")
        elif page.file.src_uri.startswith("pillars/") and page.file.name != "index":
            page.meta.setdefault("template", "indexes/pillar.html")
        return markdown

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Teach the templates to draw maps and charts."""
        catalogue = catalogue_from(config)
        fmt: Any = env.globals["fmt"]  # utm-catalogue, which comes first, has put it there
        env.globals.update(
            # Both drawings escape the words in them themselves.
            locator=lambda record: Markup(record_locator(catalogue, self._drawings, record)),  # noqa: S704
            map_of_cities=lambda base: Markup(map_of_cities(catalogue, self._drawings, base)),  # noqa: S704
            map_mark=lambda group: Markup(legend_mark(group)),  # noqa: S704
            city_row=city_row,
            instants=instants,
            series_address=series_address,
            digest_address=digest_address,
            emissions_chart=lambda city: city_chart(city, catalogue.today.year, fmt),
            results_chart=lambda practice: results_chart(practice, fmt),
            cohort_chart=lambda kind, base: group_chart(catalogue.cohort, kind, base, fmt),
            practice_matrix=lambda: practice_matrix(catalogue),
        )
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand each page what it lists."""
        catalogue = catalogue_from(config)
        index = self._pages.get(page.file.src_uri)
        if index is not None:
            context.update(index=index, crumbs=index.crumbs)
        elif page.is_homepage:
            context.update(home=home_data(catalogue))
        elif page.file.src_uri.startswith("pillars/") and page.file.name != "index":
            index = pillar_page(catalogue, page.file.name)
            context.update(index=index, crumbs=index.crumbs)
        return context
