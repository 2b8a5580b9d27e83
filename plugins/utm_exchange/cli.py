"""The ``utm`` command."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from utm_exchange.i18n import gettext as _
from utm_exchange.reporting import FORMATS, report, summary
from utm_exchange.settings import read_settings, today_of
from utm_exchange.records.problems import Problem

root_option = click.option("--root", type=click.Path(path_type=Path), default=Path(), show_default="this folder", help=_("The catalogue: a folder with mkdocs.yml, content and cities."))
today_option = click.option("--today", metavar="YYYY-MM-DD", help=_("The date of the build; else SOURCE_DATE_EPOCH, else today."))


def _root(path: Path) -> Path:
    root = path.resolve()
    if not root.is_dir():
        raise click.UsageError(_("there is no folder {path}; name the folder that holds mkdocs.yml").format(path=path))
    return root


def _today(text: str | None):  # type: ignore[no-untyped-def]
    try:
        return today_of(text)
    except ValueError:
        raise click.UsageError(_("--today {text} is not a date; write --today 2026-03-14").format(text=text)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="utm-exchange")
def main() -> None:
    """Check, build and serve a knowledge exchange whose records live in git."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=_("How problems are written."))
def check(paths: tuple[Path, ...], root: Path, today: str | None, form: str) -> None:
    """Check records without building: all of them, or the files and folders named.

    \b
    Example: utm check cities/lviv.yaml
    """
    from utm_exchange.catalogue.checking import check_catalogue, check_paths

    root = _root(root)
    day = _today(today)
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
@click.option("--site-dir", type=click.Path(path_type=Path), help=_("Where the site goes; else the folder site below the root."))
@today_option
@click.option("--strict", is_flag=True, help=_("Take advice for an error too."))
def build(root: Path, site_dir: Path | None, today: str | None, strict: bool) -> None:
    """Check the records and build the site.

    \b
    Example: utm build --today 2026-03-14 --site-dir preview
    """
    from utm_exchange.building import build_checked

    root = _root(root)
    day = _today(today)
    sys.exit(build_checked(root, (site_dir or root / "site").resolve(), day, strict=strict))


@main.command()
@root_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help=_("Where the preview listens."))
def serve(root: Path, address: str) -> None:
    """Show a live preview that follows every change of a file.

    \b
    Example: utm serve --address 127.0.0.1:8001
    """
    from utm_exchange.plugin import serve_site

    serve_site(_root(root), address)
