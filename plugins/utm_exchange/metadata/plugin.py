"""``utm-metadata``: what search engines and social services read of each page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import cities_of
from utm_exchange.catalogue.lives import Lives
from utm_exchange.catalogue.plugin import catalogue_from, lives_from, theme_folder
from utm_exchange.formatting import Formatter, formatter
from utm_exchange.indexes.locator import SIDE, frame
from utm_exchange.metadata.addressing import Addressing
from utm_exchange.metadata.card_words import Card, Outline, card_of
from utm_exchange.metadata.json_ld import script_text
from utm_exchange.metadata.page_metadata import PageFacts, Picture, describe
from utm_exchange.metadata.structured_pages import (
    PageWords,
    Step,
    breadcrumbs,
    home_things,
    list_thing,
    text_thing,
)
from utm_exchange.metadata.structured_records import Surroundings, Thing, structured_record
from utm_exchange.metadata.summaries import described, first_paragraph
from utm_exchange.settings import cache_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.metadata.pictures import Pictures
    from utm_exchange.records.types import Record


DEEP = 3
"""Crumbs above a page that is one of many of its kind: home, the list of lists, the list."""


class MetadataConfig(Config):
    """Options of ``utm-metadata``."""

    images = c.Optional(c.Type(bool))
    """Whether to draw a picture for each record; else only where ``site_url`` says what its address will be."""
    licence = c.Type(str, default="https://creativecommons.org/licenses/by/4.0/")
    """Address of the licence of the site's own texts, '' for none."""


class MetadataPlugin(BasePlugin[MetadataConfig]):
    """Describes each page for machines, and draws the pictures that stand for records elsewhere."""

    _serving = False
    _pictures: Pictures | None
    _lives: Lives
    _fmt: Formatter
    _catalogue: Catalogue

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview, whose address no service can reach."""
        self._serving = command == "serve"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Get ready, once the catalogue is read."""
        self._catalogue = catalogue_from(config)
        self._fmt = formatter(config.plugins["utm-catalogue"].config["language"])
        root = Path(config.config_file_path).parent
        self._lives = lives_from(config)
        wanted = (
            self.config.images
            if self.config.images is not None
            else bool(config.site_url) and not self._serving
        )
        self._pictures = _pictures(root) if wanted else None
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give a page that says nothing of itself the first paragraph as its description."""
        if not page.meta.get("description") and not page.is_homepage:
            page.meta["description"] = first_paragraph(html)
        return html

    @event_priority(-50)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Describe the page. Priority -50: what a page shows is there by then."""
        record: Record | None = context.get("record")
        if record is not None and record.withdrawn:
            return context
        _tell_apart(page, context, config.site_description or "")
        facts = self._facts(page, record, context, config)
        things = self._things(facts, record, context)
        context["metadata"] = describe(facts, script_text(things))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Draw what is new, and put all pictures into the site."""
        if self._pictures is not None:
            # Pages may have been written in another process, so the pictures are asked for here once more.
            for record in (None, *self._catalogue.records.values()):
                if record is None or not record.withdrawn:
                    self._picture(record, config)
            self._pictures.write(Path(config.site_dir))

    def _facts(self, page: Page, record: Record | None, context: Any, config: MkDocsConfig) -> PageFacts:
        view = context.get("view")
        life = self._lives.of(record) if record else None
        return PageFacts(
            title=config.site_name if page.is_homepage else str(page.title),
            description=page.meta.get("description") or config.site_description or "",
            site_name=config.site_name,
            locale=self._fmt.locale,
            addressing=Addressing(config.site_url or "", page.url),
            record_type=record.type_name if record else "",
            authors=record.contributors if record else (),
            published=life.first if life else None,
            changed=getattr(view, "changed", None),
            picture=self._picture(record, config),
            neighbours=self._neighbours(record, context),
        )

    def _things(self, facts: PageFacts, record: Record | None, context: Any) -> list[Thing]:
        language = str(self._fmt.locale).replace("_", "-")
        words = PageWords(facts.title, facts.description, language, self.config.licence)
        here = facts.addressing
        if not here.here:
            return home_things(words, self._catalogue, here)
        index = context.get("index")
        if record is not None:
            around = Surroundings(
                self._catalogue,
                here,
                self._fmt,
                self.config.licence,
                facts.published,
                facts.changed,
            )
            main = structured_record(record, around)
        elif index is not None:
            main = list_thing(words, index.count, here)
        else:
            # A page that is about something of its own, such as a data set, says what.
            main = context.get("structured") or text_thing(words, here)
        crumbs = [Step(crumb.label, crumb.address) for crumb in context.get("crumbs") or ()] or [
            Step(facts.site_name, "")
        ]
        return [main, breadcrumbs([*crumbs, Step(facts.title, here.here)], here)]

    def _neighbours(self, record: Record | None, context: Any) -> dict[str, str]:
        """Return the addresses of the pages before and after: in the list of a record's type, or in a divided list."""
        index = context.get("index")
        if record is not None:
            pair = [record_address(other) if other else None for other in self._catalogue.neighbours(record)]
        elif index is not None and index.pages:
            padded = (None, *index.pages, None)
            pair = [padded[index.number - 1], padded[index.number + 1]]
        else:
            return {}
        return {rel: address for rel, address in zip(("prev", "next"), pair, strict=True) if address}

    def _picture(self, record: Record | None, config: MkDocsConfig) -> Picture | None:
        """Ask for the picture of a record; a page without one of its own has that of the site."""
        if self._pictures is None:
            return None
        name, alt = "site", config.site_name
        card = Card(config.site_name, "", config.site_name, summary=config.site_description or "")
        if record is not None:
            own = card_of(record, self._catalogue, self._fmt, config.site_name, self._outline(record))
            if self._pictures.can_draw(own):
                name, card, alt = (
                    f"{record.address}/{record.slug}",
                    own,
                    ", ".join(filter(None, (own.title, own.place))),
                )
        return Picture(self._pictures.want(name, card), alt, *self._pictures.size)

    def _outline(self, record: Record) -> Outline | None:
        """Return where a record's first city is in its country, as the locator on its page shows it."""
        for city in cities_of(record, self._catalogue.cities)[:1]:
            view = frame(city.country, city.location.lat, city.location.lon)
            if view is not None:
                return Outline(
                    SIDE, view.outline, view.context, *view.place(city.location.lat, city.location.lon)
                )
        return None


def _tell_apart(page: Page, context: Any, site: str) -> None:
    """Give pages deep in the lists a title and a description of their own.

    'Spain' is a country to browse by, and one of the cohort: the list that it belongs to says which.
    """
    index, crumbs = context.get("index"), list(context.get("crumbs") or ())
    if index is None or not crumbs:
        return
    if len(crumbs) >= DEEP:
        page.title = f"{index.title} · {crumbs[-1].label}"
    if len(crumbs) >= DEEP or not index.lead:
        way = [*(crumb.label for crumb in crumbs[1:]), index.title]
        page.meta["description"] = described(way, index.lead, site)


def _pictures(root: Path) -> Pictures:
    # Imported here, because a build without pictures need not load the drawing library.
    from utm_exchange.metadata.colours import read_colours
    from utm_exchange.metadata.pictures import Pictures

    styles = sorted((theme_folder() / "assets" / "styles").glob("*.css"))
    return Pictures(
        read_colours("\n".join(style.read_text("utf-8") for style in styles)), cache_folder(root, "social")
    )
