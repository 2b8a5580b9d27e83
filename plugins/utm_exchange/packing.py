"""``utm pack``: takes a part of the exchange along, in any form."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from utm_exchange.i18n import gettext as _
from utm_exchange.offline.downloads.requests import FORMS, Request
from utm_exchange.offline.packs import KINDS, UnknownChoiceError
from utm_exchange.options import moment_of, root_of, root_option, today_option
from utm_exchange.reporting import report


@click.command()
@root_option
@today_option
@click.option("--city", multiple=True, help=_("Only what is about this city, by the name of its file."))
@click.option("--pillar", multiple=True, help=_("Only what is about this pillar."))
@click.option("--sector", multiple=True, help=_("Only what is about this sector."))
@click.option("--region", multiple=True, help=_("Only what is about this region."))
@click.option("--stage", multiple=True, help=_("Only what is about this stage of the journey."))
@click.option(
    "--form",
    "forms",
    type=click.Choice([form for form in FORMS if form != "nginx"]),
    multiple=True,
    help=_("What to make; else a ZIP that opens by double click."),
)
@click.option(
    "--for",
    "server",
    type=click.Choice(["nginx"]),
    help=_("Make a folder for a web server, with its configuration."),
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("Also make the difference to this earlier ZIP of the same pack."),
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    default=Path("packs"),
    show_default=True,
    help=_("The folder for it."),
)
def pack(  # noqa: PLR0913, PLR0917 - one for each option
    root: Path,
    today: str | None,
    city: tuple[str, ...],
    pillar: tuple[str, ...],
    sector: tuple[str, ...],
    region: tuple[str, ...],
    stage: tuple[str, ...],
    forms: tuple[str, ...],
    server: str | None,
    since: Path | None,
    to: Path,
) -> None:
    """Take the exchange, or a part of it, along: as ZIP, text, EPUB, PDF or folder.

    A choice may be given several times; what has any of them is in. Different choices must all hold.

    \b
    Examples: utm pack
              utm pack --city lviv --form zip --form epub
              utm pack --sector mobility --since mobility-of-last-month.zip
              utm pack --for nginx
    """
    chosen = dict(zip(KINDS, (pillar, sector, region, stage, city), strict=True))
    wanted = list(dict.fromkeys([*forms, *([server] if server else [])])) or ["zip"]
    if since and "zip" not in wanted:
        wanted.insert(0, "zip")
    request = Request({kind: values for kind, values in chosen.items() if values}, wanted)
    if "pdf" in wanted:
        refuse_without_pdf()
    _run(root_of(root), today, request, since, to)


def refuse_without_pdf() -> None:
    """Tell the user what is missing where PDFs can't be made."""
    from utm_exchange.offline.downloads.pdf import can_print

    if not can_print():
        raise click.UsageError(
            _(
                "PDF needs WeasyPrint and the library Pango; 'python3 scripts/build.py --pdf' installs the first"
            )
        )


def _run(root: Path, today: str | None, request: Request, since: Path | None, to: Path) -> None:
    from utm_exchange.offline.downloads.deltas import delta
    from utm_exchange.plugin import BuildError, build_site

    with tempfile.TemporaryDirectory(prefix="utm-pack-") as folder:
        site = Path(folder, "site")
        try:
            build_site(root, site, moment_of(today), options={"utm-downloads": {"asked": request}})
        except UnknownChoiceError as error:
            raise click.UsageError(str(error)) from None
        except BuildError as failure:
            click.echo(report(failure.problems, "text"))
            sys.exit(1)
        to.mkdir(parents=True, exist_ok=True)
        made = [_moved(site / path, to) for path in request.made]
        if since:
            whole = next(path for path in made if path.suffix == ".zip" and not path.stem.endswith("-text"))
            made.append(delta(since, whole, to))
    for path in made:
        size = sum(
            file.stat().st_size for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()
        )
        click.echo(_("{path}: {size:.1f} MB").format(path=path, size=size / 1_000_000))


def _moved(made: Path, to: Path) -> Path:
    """Put a file or folder in the place of what was there under its name."""
    target = to / made.name
    if target.is_dir():
        shutil.rmtree(target)
    elif target.exists():
        target.unlink()
    return Path(shutil.move(made, target))
