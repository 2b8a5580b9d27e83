"""``utm import``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from utm_exchange.contribute.importing import import_files
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.options import day_of, root_of, root_option, today_option
from utm_exchange.records.types import TYPES_BY_NAME
from utm_exchange.reporting import report


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--type",
    "type_name",
    type=click.Choice(sorted(TYPES_BY_NAME)),
    help=_("What the records are, where the files do not tell."),
)
@click.option("--dry-run", is_flag=True, help=_("Only tell what would be written."))
@root_option
@today_option
def import_(
    files: tuple[Path, ...], type_name: str | None, dry_run: bool, root: Path, today: str | None
) -> None:
    """Take in what people sent: files saved by the form, texts of issues, tables (.csv, .xlsx).

    All records are written, or none. A record that is there already is updated.

    \b
    Example: utm import ~/Downloads/oslo-climate-budget.md
    Example: utm import cities.xlsx --dry-run
    """
    kind = TYPES_BY_NAME[type_name] if type_name else None
    try:
        imported = import_files(root_of(root), files, day_of(today), kind, write=not dry_run)
    except OSError as error:
        raise click.ClickException(
            _("nothing was written: {path}: {reason}").format(path=error.filename, reason=error.strerror)
        ) from None
    if imported.problems:
        click.echo(report(imported.problems, "text"))
    said = {"new": _("new"), "changed": _("updated"), "same": _("as it was")}
    if not imported.failed:
        for arrival in imported.arrivals:
            click.echo(f"{arrival.origin}: {said[arrival.state]} -> {arrival.draft.path}")
    number = 0 if imported.failed or dry_run else sum(a.state != "same" for a in imported.arrivals)
    click.echo(ngettext("{n} record written", "{n} records written", number).format(n=number), err=True)
    sys.exit(1 if imported.failed else 0)
