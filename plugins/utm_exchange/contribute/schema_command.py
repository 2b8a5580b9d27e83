"""``utm schema``."""

from __future__ import annotations

from pathlib import Path

import click

from utm_exchange.contribute.derived import write_derived
from utm_exchange.contribute.schema import schema_text
from utm_exchange.i18n import gettext as _
from utm_exchange.options import root_of, root_option
from utm_exchange.records.types import TYPES_BY_NAME


@click.command()
@click.argument("type_name", metavar="[TYPE]", required=False, type=click.Choice(sorted(TYPES_BY_NAME)))
@click.option(
    "--write",
    is_flag=True,
    help=_("Write the committed files anew: schemas, editor settings, issue forms, templates."),
)
@root_option
def schema(type_name: str | None, write: bool, root: Path) -> None:
    """Print the JSON Schema of a record type, or write every file that is made from the record types.

    \b
    Example: utm schema practice
    Example: utm schema --write
    """
    if write:
        changed = write_derived(root_of(root))
        for path in changed:
            click.echo(_("wrote {path}").format(path=path))
        if not changed:
            click.echo(_("nothing to write: every file is as the record types say"))
    elif type_name:
        click.echo(schema_text(TYPES_BY_NAME[type_name]), nl=False)
    else:
        raise click.UsageError(
            _("name a type ({types}), or add --write").format(types=", ".join(TYPES_BY_NAME))
        )
