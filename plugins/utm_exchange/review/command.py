"""``utm review`` and ``utm comment``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from utm_exchange.catalogue.checking import check_catalogue
from utm_exchange.formatting import formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.options import day_of, root_of, root_option, today_option
from utm_exchange.records.problems import Problem
from utm_exchange.reporting import report
from utm_exchange.review.changes import record_changes
from utm_exchange.review.comment import MARKER, Review, comment
from utm_exchange.review.posting import Forge, PostingError
from utm_exchange.review.revisions import RevisionError, base_of, changed_files
from utm_exchange.review.sizes import growth
from utm_exchange.settings import read_settings

_site = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--base", required=True, metavar="REV", help=_("What the work is to be merged into."))
@root_option
@today_option
@click.option("--preview", default="", metavar="URL", help=_("Where the built preview is."))
@click.option("--site", type=_site, help=_("The site built from the work."))
@click.option("--base-site", type=_site, help=_("The site built from the base, to compare with."))
@click.option("--output", type=click.Path(path_type=Path), help=_("A file to write to; else the screen."))
def review(  # noqa: PLR0913, PLR0917 - one for each option
    base: str,
    root: Path,
    today: str | None,
    preview: str,
    site: Path | None,
    base_site: Path | None,
    output: Path | None,
) -> None:
    """Write what a reviewer should know of a pull request, as GitHub's Markdown.

    \b
    Example: utm review --base origin/main
    """
    root = root_of(root)
    day = day_of(today)
    if preview and not preview.startswith(("https://", "http://")):
        raise click.UsageError(
            _("--preview takes a web address, for example https://www.example.org/preview/")
        )
    if (site is None) != (base_site is None):
        raise click.UsageError(_("--site and --base-site go together: the site after and the site before"))
    settings = read_settings(root)
    if isinstance(settings, Problem):
        click.echo(report([settings], "text"))
        sys.exit(1)
    try:
        commit = base_of(root, base)
        changed = changed_files(root, commit)
        checked = check_catalogue(root, day, synthetic=settings.synthetic)
        changes = record_changes(root, commit, changed, checked.records, day)
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    written = comment(
        Review(
            checked.problems,
            frozenset(change.path for change in changed if change.path),
            changes,
            preview,
            growth(base_site, site) if site and base_site else None,
        ),
        formatter("en"),
    )
    if output:
        output.write_text(written, "utf-8", newline="\n")
    else:
        click.echo(written, nl=False)
    sys.exit(1 if checked.errors else 0)


@click.command("comment")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--repository", envvar="GITHUB_REPOSITORY", required=True, help=_("owner/name on GitHub."))
@click.option("--head", required=True, metavar="OWNER:BRANCH", help=_("The branch that was checked."))
@click.option("--commit", required=True, help=_("The commit that was checked."))
def comment_(file: Path, repository: str, head: str, commit: str) -> None:
    """Post what utm review wrote, as the one comment on its pull request. GITHUB_TOKEN holds the token.

    \b
    Example: utm comment review.md --head anna:add-riga --commit 0a1b2c3
    """
    text = file.read_text("utf-8")
    if not text.startswith(MARKER):
        raise click.UsageError(_("{file} was not written by utm review").format(file=file))
    forge = Forge(
        repository,
        os.environ.get("GITHUB_TOKEN", ""),
        os.environ.get("GITHUB_API_URL", "https://api.github.com"),
    )
    owner, _colon, branch = head.partition(":")
    try:
        number = forge.pull_request(owner, branch, commit)
        if number is None:
            click.echo(_("no open pull request ends with this commit; nothing was posted"))
            return
        done = forge.post(number, text)
    except PostingError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(_("comment on #{number}: {done}").format(number=number, done=done))
