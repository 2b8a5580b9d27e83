"""What several commands take: the catalogue they work on, and the date of the build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from utm_exchange.i18n import gettext as _
from utm_exchange.settings import now_of

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="this folder",
    help=_("The catalogue: a folder with mkdocs.yml, content and cities."),
)
today_option = click.option(
    "--today", metavar="YYYY-MM-DD", help=_("The date of the build; else SOURCE_DATE_EPOCH, else today.")
)


def root_of(path: Path) -> Path:
    """Return the catalogue's folder; the user is told where there is none."""
    root = path.resolve()
    if not root.is_dir():
        raise click.UsageError(
            _("there is no folder {path}; name the folder that holds mkdocs.yml").format(path=path)
        )
    return root


def moment_of(text: str | None) -> dt.datetime:
    """Return the moment of the build in UTC; the user is told what to write where it is none."""
    try:
        return now_of(text)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def day_of(text: str | None) -> dt.date:
    """Return the date of the build; the user is told what to write where it is no date."""
    return moment_of(text).date()
