"""Messages: every string for translators, gathered from code, templates and vocabularies.

The result is a gettext template (POT). A translation is a copy of it under
``locales/<language>/LC_MESSAGES/utm_exchange.po``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import extract, pofile
from babel.messages.catalog import Catalog

from utm_exchange.i18n import DOMAIN, LOCALES
from utm_exchange.records.vocabulary import FOLDER as VOCABULARIES
from utm_exchange.records.vocabulary import vocabularies

TEMPLATE = LOCALES / f"{DOMAIN}.pot"
_KEYWORDS = {"_": None, "mark": None, "gettext": None, "ngettext": (1, 2)}

Found = tuple[str, str | tuple[str, ...]]
"""Where a message stands, and the message, or its singular and plural."""


def message_template(package: Path, theme: Path) -> str:
    """Return the gettext template for the Python code of ``package`` and the templates of ``theme``."""
    catalog = Catalog(project="utm-exchange", charset="utf-8", copyright_holder="The contributors")
    # A fixed date: the template changes only when a string does.
    catalog.mime_headers = [(name, value) for name, value in catalog.mime_headers if "Date" not in name]
    for place, message in (*_in_code(package), *_in_templates(theme), *_in_vocabularies()):
        catalog.add(message, locations=[(place, 0)])
    text = io.BytesIO()
    pofile.write_po(text, catalog, sort_output=True, include_lineno=False, omit_header=True, width=0)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    return header + text.getvalue().decode("utf-8")


def _in_code(package: Path) -> Iterator[Found]:
    for path in sorted(package.rglob("*.py")):
        place = f"plugins/utm_exchange/{path.relative_to(package).as_posix()}"
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract.extract(
                "python", file, _KEYWORDS, options={"encoding": "utf-8"}
            ):
                yield place, message


def _in_templates(theme: Path) -> Iterator[Found]:
    for path in sorted(theme.rglob("*.html")):
        place = f"theme_overrides/{path.relative_to(theme).as_posix()}"
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract.extract(
                "jinja2", file, _KEYWORDS, options={"silent": "false"}
            ):
                yield place, message


def _in_vocabularies() -> Iterator[Found]:
    for words in vocabularies():
        place = f"plugins/utm_exchange/records/{VOCABULARIES.name}/{words.id}.yaml"
        texts = [words.name, words.label, words.plural, words.definition]
        texts += [text for term in words for text in (term.label, term.definition)]
        for text in texts:
            if text:
                yield place, text
