"""``utm-appearance``: the typeface, one style sheet, the icons, and the page that shows the design."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from utm_exchange.appearance.design_page import ADDRESS, design_page
from utm_exchange.appearance.font_cache import font_files
from utm_exchange.appearance.icons import icon_png
from utm_exchange.appearance.styles import bundle, small
from utm_exchange.appearance.tokens import Palette, read_palette
from utm_exchange.appearance.typeface import licence
from utm_exchange.catalogue.plugin import catalogue_from
from utm_exchange.i18n import gettext as _
from utm_exchange.settings import cache_folder
from utm_exchange.side_by_side import apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

STYLES = "assets/styles/"
FONTS = "assets/fonts/"
PRELOADED = f"{FONTS}latin.woff2"
ICONS = {"assets/icon-32.png": (32, True), "assets/icon-180.png": (180, False)}
APP_ICONS = {
    "assets/icon-192.png": (192, True),
    "assets/icon-512.png": (512, True),
    "assets/icon-maskable.png": (512, False),
}
"""For who installs the site as an app; a system cuts the last one to its own shape."""
DESIGN = f"{ADDRESS}index.md"


class AppearanceConfig(Config):
    """``utm-appearance`` has no options."""


class AppearancePlugin(BasePlugin[AppearanceConfig]):
    """Makes what every page loads to look as it does, and as little of it as can be."""

    _palette: Palette

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put one sheet in the place of all, and the typeface, the icons and the design page beside it."""
        sheets, own = _sheets(files)
        self._palette = read_palette("\n".join(sheets[name] for name in sorted(sheets)))
        fonts = cache_folder(Path(config.config_file_path).parent, "fonts")
        # What draws, cuts and minifies takes more memory than a thousand pages.
        for address, content in apart(lambda: _assets(fonts, sheets, own)).items():
            files.append(File.generated(config, address, content=content))
        if files.get_file_from_path(DESIGN) is None:
            files.append(File.generated(config, DESIGN, content=""))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the templates what to load."""
        env.globals.update(sheets=["site.css"], preloaded_font=PRELOADED, icon_pictures=list(ICONS))
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the design page its title and template."""
        if page.file.src_uri == DESIGN and page.file.generated_by:
            page.meta.update(
                title=_("The design"),
                description=_(
                    "Every part that the pages are made of, live, with records of this exchange: colours, type, figures, cards, charts."
                ),
                template="indexes/design.html",
            )
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the design page what it shows."""
        if page.file.src_uri == DESIGN:
            context.update(design=design_page(catalogue_from(config), self._palette))
        return context


def _assets(cache: Path, sheets: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str | bytes]:
    """Return what pages load, by address: the typeface, the sheets and the icons."""
    fonts = font_files(cache)
    faces = fonts.pop("faces.css").decode()
    made: dict[str, str | bytes] = {f"{FONTS}{name}": content for name, content in fonts.items()}
    made[f"{FONTS}OFL.txt"] = licence()
    made[f"{STYLES}site.css"] = bundle(faces, sheets)
    made.update({f"{STYLES}{name}": small(text, name) for name, text in own.items()})
    for address, (size, rounded) in {**ICONS, **APP_ICONS}.items():
        made[address] = icon_png(size, rounded=rounded)
    return made


def _sheets(files: Files) -> tuple[dict[str, str], dict[str, str]]:
    """Take the style sheets out; those in a folder of their own are for single pages and stay apart."""
    shared: dict[str, str] = {}
    own: dict[str, str] = {}
    for file in list(files):
        if file.src_uri.startswith(STYLES) and file.src_uri.endswith(".css"):
            name = file.src_uri.removeprefix(STYLES)
            (own if "/" in name else shared)[name] = file.content_string
            files.remove(file)
    return shared, own
