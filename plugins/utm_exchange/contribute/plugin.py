"""``utm-contribute``: the forms, the schema, the table of all fields, and the sources of records to change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from utm_exchange.catalogue.plugin import catalogue_from, theme_folder
from utm_exchange.contribute.changing import change_of
from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.fields import fields_of
from utm_exchange.contribute.form_view import (
    FormView,
    Places,
    box_of,
    browser_words,
    form_views,
    keyboard_of,
    list_of,
    shape_of,
    titles_of,
)
from utm_exchange.contribute.forms import FORMS, help_of, prose_of
from utm_exchange.contribute.schema import schema_address, schema_text
from utm_exchange.i18n import gettext as _
from utm_exchange.joining import joined
from utm_exchange.records.types import RECORD_TYPES

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

FOLDER = "contribute/"
MODULES = "assets/modules/contribute/"
SCRIPT = "assets/modules/contribute.js"
NAMES = f"{FOLDER}names.js"
_ORDER = (
    "messages.js",
    "dates.js",
    "hints.js",
    "near.js",
    "values.js",
    "yaml.js",
    "record.js",
    "rules.js",
    "fields.js",
    "steps.js",
    "keeping.js",
    "preview.js",
    "ways.js",
    "sending.js",
    "form.js",
)


@dataclass(frozen=True, slots=True)
class _Crumb:
    label: str
    address: str


class ContributeConfig(Config):
    """``utm-contribute`` has no options of its own: it reads ``repo_url`` and ``extra.contribute`` (email, branch)."""


class ContributePlugin(BasePlugin[ContributeConfig]):
    """Adds ``/contribute/`` with its forms, ``/schema/`` and the sources of records."""

    _views: dict[str, FormView]
    _words: dict[str, str]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages and the schemas in; publish the modules in one script, which also runs from a folder."""
        for file in list(files):
            if file.src_uri.startswith(MODULES):
                files.remove(file)
        modules = theme_folder() / MODULES
        self._words = browser_words(modules)
        self._views = {f"{view.form.address}index.md": view for view in form_views(_places(config))}
        made = {schema_address(kind.type_name): schema_text(kind) for kind in RECORD_TYPES}
        made[SCRIPT] = joined(modules, _ORDER)
        titles = titles_of(catalogue_from(config).records.values())
        made[NAMES] = f"window.utmNames={json.dumps(titles, ensure_ascii=False, separators=(',', ':'))};\n"
        for address, content in made.items():
            files.append(File.generated(config, address, content=content))
        for address in (f"{FOLDER}index.md", f"{FOLDER}fields/index.md", *self._views):
            if files.get_file_from_path(address) is None:
                inclusion = InclusionLevel.INCLUDED if address.count("/") == 1 else InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, address, content="", inclusion=inclusion))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Teach the templates to draw fields."""
        env.globals.update(
            shape_of=shape_of,
            box_of=box_of,
            list_of=list_of,
            keyboard_of=keyboard_of,
            choices_of=choices_of,
            help_of=help_of,
            change_of=lambda record: change_of(record, _places(config)),
        )
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give each page its title and template."""
        uri = page.file.src_uri
        if view := self._views.get(uri):
            page.meta.update(
                title=_(view.form.title), description=_(view.form.lead), template="contribute/form.html"
            )
        elif uri == f"{FOLDER}fields/index.md":
            lead = _(
                "Every field of every type of record: what belongs there, what it looks like, what must be there."
            )
            page.meta.update(title=_("All fields"), description=lead, template="contribute/fields.html")
        elif uri == f"{FOLDER}index.md":
            page.meta.setdefault("title", _("Contribute"))
            page.meta.setdefault("template", "contribute/index.html")
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand each page what it shows."""
        if not page.file.src_uri.startswith(FOLDER):
            return context
        crumbs = [_Crumb(_("Home"), "")]
        if page.file.src_uri != f"{FOLDER}index.md":
            crumbs.append(_Crumb(_("Contribute"), FOLDER))
        context.update(crumbs=crumbs, forms=FORMS, places=_places(config))
        if view := self._views.get(page.file.src_uri):
            base = "../.."
            context.update(view=view, form_data=view.data(self._words, base))
        elif page.file.src_uri == f"{FOLDER}fields/index.md":
            context.update(types=[(kind, fields_of(kind), prose_of(kind)) for kind in RECORD_TYPES])
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the text of each record that a form can change into a script of its own, loaded only when it is asked for."""
        types = {view.form.type.type_name for view in self._views.values()}
        catalogue = catalogue_from(config)
        root = Path(config.config_file_path).parent
        for type_name in sorted(types):
            folder = Path(config.site_dir, FOLDER, "source", type_name)
            folder.mkdir(parents=True, exist_ok=True)
            for record in catalogue.of_type(type_name):
                text = (root / record.source_file.path).read_text("utf-8-sig")
                call = f"utmRecord({json.dumps(record.identity)},{json.dumps(text, ensure_ascii=False)});\n"
                (folder / f"{record.slug}.js").write_text(call, "utf-8", newline="\n")


def _places(config: MkDocsConfig) -> Places:
    """Return where contributions go: ``repo_url``, and ``branch`` and ``email`` of ``extra.contribute``."""
    said = config.extra.get("contribute")
    said = said if isinstance(said, dict) else {}
    return Places((config.repo_url or "").rstrip("/"), said.get("branch", "main"), said.get("email", ""))
