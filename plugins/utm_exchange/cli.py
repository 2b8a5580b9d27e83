"""The ``utm`` command."""

from __future__ import annotations

import importlib
import io
import sys
from pathlib import Path

import click

from utm_exchange.i18n import gettext as _
from utm_exchange.options import day_of, moment_of, root_of, root_option, today_option
from utm_exchange.records.problems import Problem
from utm_exchange.reporting import FORMATS, report, summary
from utm_exchange.settings import read_settings

COMMANDS = {
    "comment": "review.command:comment_",
    "health": "health.health_command:health",
    "import": "contribute.import_command:import_",
    "links": "health.links_command:links",
    "new": "contribute.new_command:new",
    "pack": "packing:pack",
    "review": "review.command:review",
    "schema": "contribute.schema_command:schema",
    "search": "search.command:search",
}
"""Commands that stand in the folder of their capability: name, and module and function as ``module:function``."""


class _Commands(click.Group):
    """Imports the commands of the capabilities only when they are asked for, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *COMMANDS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, function = COMMANDS[cmd_name].split(":")
        command = getattr(importlib.import_module(f"utm_exchange.{module}"), function)
        assert isinstance(command, click.Command)  # noqa: S101 - a fault in the table above
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="utm-exchange")
def main() -> None:
    """Check, build and serve a knowledge exchange whose records live in git."""
    for stream in (sys.stdout, sys.stderr):
        # What the terminal cannot show (a Windows code page, an odd file name) is escaped, not fatal.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@root_option
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("How problems are written."),
)
def check(paths: tuple[Path, ...], root: Path, today: str | None, form: str) -> None:
    """Check records without building: all of them, or the files and folders named.

    \b
    Example: utm check cities/lviv.yaml
    """
    from utm_exchange.catalogue.checking import check_catalogue, check_paths

    root = root_of(root)
    day = day_of(today)
    settings = read_settings(root)
    if isinstance(settings, Problem):
        click.echo(report([settings], form))
        sys.exit(1)
    checked = (
        check_paths(root, paths, day, synthetic=settings.synthetic)
        if paths
        else check_catalogue(root, day, synthetic=settings.synthetic)
    )
    if checked.problems or form == "json":
        click.echo(report(checked.problems, form))
    click.echo(summary(checked.problems, checked.files), err=True)
    sys.exit(1 if checked.errors else 0)


@main.command()
@root_option
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help=_("Where the site goes; else the folder site below the root."),
)
@today_option
@click.option("--strict", is_flag=True, help=_("Take advice for an error too."))
@click.option(
    "--downloads",
    is_flag=True,
    help=_("Make what people take along, too: ZIP, text-only edition, EPUB, PDF."),
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help=_("With downloads: an earlier ZIP of the whole, to make the difference to it, too."),
)
@click.option("--pdf", is_flag=True, help=_("The same, and stop where PDFs can't be made."))
def build(  # noqa: PLR0913, PLR0917 - one for each option
    root: Path,
    site_dir: Path | None,
    today: str | None,
    strict: bool,
    downloads: bool,
    since: tuple[Path, ...],
    pdf: bool,
) -> None:
    """Check the records and build the site.

    \b
    Example: utm build --today 2026-03-14 --site-dir preview
    """
    from utm_exchange.building import build_checked

    root = root_of(root)
    now = moment_of(today)
    if pdf:
        from utm_exchange.packing import refuse_without_pdf

        refuse_without_pdf()
    site = (site_dir or root / "site").resolve()
    wanted = since if downloads or pdf or since else None
    sys.exit(build_checked(root, site, now, strict=strict, downloads=wanted))


@main.command()
@root_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help=_("Where the preview listens."))
def serve(root: Path, address: str) -> None:
    """Show a live preview that follows every change of a file.

    \b
    Example: utm serve --address 127.0.0.1:8001
    """
    from utm_exchange.plugin import serve_site

    serve_site(root_of(root), address)


@main.command()
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--seed", type=int, default=0, show_default=True, help=_("Another seed gives another catalogue.")
)
def synth(number: int, folder: Path, seed: int) -> None:
    """Write a catalogue of N records made by machine into DIR, for tests and benchmarks.

    \b
    Example: utm synth 300 /tmp/synthetic
    """
    from utm_exchange.synthetic.writing import FolderInUseError, write_catalogue

    try:
        write_catalogue(number, folder, seed)
    except FolderInUseError:
        raise click.UsageError(
            _("{folder} is in use; name an empty or a new folder").format(folder=folder)
        ) from None
    except ValueError as error:
        raise click.UsageError(
            _("{number} records are too few for one of each type; ask for {least} or more").format(
                number=number, least=error
            )
        ) from None
    except OSError as error:
        raise click.UsageError(
            _("{folder} cannot be written: {reason}").format(folder=folder, reason=error.strerror)
        ) from None
    click.echo(_("wrote {number} synthetic records -> {folder}").format(number=number, folder=folder))


@main.command()
def messages() -> None:
    """Write the file of all strings for translators, locales/utm_exchange.pot.

    \b
    Example: utm messages
    """
    from utm_exchange.catalogue.plugin import PACKAGE, theme_folder
    from utm_exchange.messages import TEMPLATE, message_template

    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(message_template(PACKAGE, theme_folder()), "utf-8", newline="\n")
    click.echo(_("wrote {path}").format(path=TEMPLATE))
