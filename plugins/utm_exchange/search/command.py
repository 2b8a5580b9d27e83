"""``utm search``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.options import day_of, root_of, root_option, today_option
from utm_exchange.search.asking import hits, query_of
from utm_exchange.search.documents import content_pages, documents_of
from utm_exchange.search.fields import FIELDS
from utm_exchange.search.index import build_index
from utm_exchange.search.synonyms import synonyms


@click.command()
@click.argument("words", nargs=-1, required=True)
@root_option
@today_option
@click.option(
    "--number",
    "-n",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help=_("How many results are shown."),
)
def search(words: tuple[str, ...], root: Path, today: str | None, number: int) -> None:
    """Search the records and pages as the site does, with lunr's operators or in plain words.

    \b
    Example: utm search flood parks
    """
    root = root_of(root)
    try:
        click.echo(answer(root, day_of(today), " ".join(words), number))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def answer(root: Path, today: dt.date, text: str, number: int) -> str:
    """Return the best hits for a text, one a line: score, identity, title.

    Records with mistakes are left out, as they would be from the site.

    Raises:
        ValueError: the operators in the text cannot be read; the message says why.
    """
    catalogue = catalogue_of(check_catalogue(root, today), today)
    documents = documents_of(catalogue, content_pages(root))
    index = build_index(
        (document.texts for document in documents), [field.name for field in FIELDS], synonyms()
    )
    query = query_of(text, synonyms())
    found = hits(index, query) if query else []
    lines = [
        f"{score:8.2f}  {documents[ordinal].identity}  {documents[ordinal].title}"
        for ordinal, score in found[:number]
    ]
    lines.append(ngettext("{n} result", "{n} results", len(found)).format(n=len(found)))
    if not found:
        lines.append(_("nothing holds these words; try fewer, or a part of one with a star: flood*"))
    return "\n".join(lines)
