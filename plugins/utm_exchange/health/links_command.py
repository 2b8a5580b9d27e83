"""``utm links``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from utm_exchange.catalogue.checking import check_catalogue
from utm_exchange.health.addresses import Place, addresses
from utm_exchange.health.asking import Answer, Manners, ask_all
from utm_exchange.i18n import gettext as _
from utm_exchange.options import day_of, root_of, root_option, today_option
from utm_exchange.records.yaml_errors import YamlProblem
from utm_exchange.records.yaml_text import parse

EXCEPTIONS = "links-exceptions.yaml"


@click.command()
@root_option
@today_option
@click.option("--output", type=click.Path(path_type=Path), help=_("A file for all answers, as JSON."))
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help=_("A file for the text of an issue; empty when all answer."),
)
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1,
    show_default=True,
    help=_("Seconds between two requests to one host."),
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=20,
    show_default=True,
    help=_("Seconds to wait for an answer."),
)
def links(  # noqa: PLR0913, PLR0917 - one for each option
    root: Path, today: str | None, output: Path | None, report: Path | None, pause: float, timeout: float
) -> None:
    """Ask every web address that the records name whether it still answers.

    Addresses that robots may not ask stand in links-exceptions.yaml, each with its reason.

    \b
    Example: utm links --output links.json
    """
    root = root_of(root)
    day = day_of(today)
    named = addresses(check_catalogue(root, day).records)
    answers = ask_all(named, read_exceptions(root / EXCEPTIONS), Manners(timeout, pause))
    if output:
        output.write_text(written(answers, str(day)), "utf-8", newline="\n")
    text = told(answers, named)
    if report:
        report.write_text(text, "utf-8", newline="\n")
    elif text:
        click.echo(text, nl=False)
    states = Counter(answer.state for answer in answers)
    summary = _(
        "{all} addresses: {alive} answer, {dead} are dead, {unsure} unsure, {excepted} not asked"
    ).format(all=len(answers), **{state: states[state] for state in ("alive", "dead", "unsure", "excepted")})
    click.echo(summary, err=True)
    sys.exit(1 if states["dead"] else 0)


def read_exceptions(path: Path) -> dict[str, str]:
    """Return the beginnings of addresses that are not asked, with their reasons; none where there is no file.

    Raises:
        click.UsageError: the file cannot be read, or an entry has no reason.
    """
    if not path.is_file():
        return {}
    hint = _("{file}: write a list 'exceptions:' whose entries have 'address:' and 'reason:'").format(
        file=path.name
    )
    try:
        listed = parse(path.read_text("utf-8")).get("exceptions", [])
        return {entry["address"]: entry["reason"] for entry in listed}
    except (YamlProblem, UnicodeDecodeError, TypeError, KeyError):
        raise click.UsageError(hint) from None


def written(answers: Sequence[Answer], day: str) -> str:
    """Return the answers as JSON: the day, and by address its state and reason."""
    rows = {answer.address: {"state": answer.state, "reason": answer.reason} for answer in answers}
    return json.dumps({"asked": day, "addresses": rows}, ensure_ascii=False, indent=1) + "\n"


def told(answers: Sequence[Answer], named: Mapping[str, Sequence[Place]]) -> str:
    """Return the text of an issue: what is dead, then what is unsure, each with its places; '' when all answer."""
    parts = []
    for state, heading, help_text in (
        (
            "dead",
            _("These addresses are gone"),
            _("Look for the page's new address, or for an archived copy, and correct the record."),
        ),
        (
            "unsure",
            _("These addresses could not be asked"),
            _(
                "Open them in a browser. What people see and robots may not belongs into {file}, with the reason."
            ).format(file=EXCEPTIONS),
        ),
    ):
        found = [answer for answer in answers if answer.state == state]
        if found:
            rows = "\n".join(_row(answer, named.get(answer.address, ())) for answer in found)
            parts.append(f"## {heading}\n\n{help_text}\n\n{rows}\n")
    dead = any(answer.state == "dead" for answer in answers)
    return "\n".join(parts) if dead else ""


def _row(answer: Answer, places: Sequence[Place]) -> str:
    shown = ", ".join(f"`{path}:{line}`" for path, line in places[:5])
    reason = " ".join(answer.reason.replace("`", "'").split())[:120]
    return f"- `{answer.address.replace('`', '%60')}` (`{reason or '?'}`): {shown}"
