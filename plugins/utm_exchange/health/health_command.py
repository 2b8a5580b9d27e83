"""``utm health``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.catalogue.facets import FACETS_BY_ID
from utm_exchange.catalogue.history import read_history
from utm_exchange.health.findings import Health, dead_addresses, health_of
from utm_exchange.i18n import gettext as _
from utm_exchange.options import day_of, root_of, root_option, today_option

_SHOWN = 20
"""Records of a kind that the text shows; JSON has all."""


@click.command()
@root_option
@today_option
@click.option(
    "--links",
    type=click.Path(path_type=Path),
    help=_("What utm links has saved; else links.json below the root."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=_("How it is written."),
)
def health(root: Path, today: str | None, links: Path | None, form: str) -> None:
    """Say what editors could do next: what is stale, lacks evidence, is thin or named by nobody, and where gaps are.

    \b
    Example: utm health --format json
    """
    root = root_of(root)
    day = day_of(today)
    catalogue = catalogue_of(check_catalogue(root, day), day)
    try:
        dead = dead_addresses(links or root / "links.json")
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    found = health_of(catalogue, read_history(root, day), dead)
    click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2) if form == "json" else as_text(found))


def as_data(found: Health) -> dict[str, Any]:
    """Return the findings as plain data: by kind the records with notes, coverage by facet, languages."""
    coverage: dict[str, list[dict[str, Any]]] = {}
    for row in found.coverage:
        coverage.setdefault(row.facet, []).append(
            {"value": row.value, "practices": row.count, "gap": row.gap}
        )
    return {
        "findings": {
            section.id: [
                {"record": entry.record.identity, "page": record_address(entry.record), "note": entry.note}
                for entry in section.entries
            ]
            for section in found.sections
        },
        "coverage": coverage,
        "languages": [
            {"language": row.code, "records": row.records, "written": row.written} for row in found.languages
        ],
    }


def as_text(found: Health) -> str:
    """Return the findings as a person reads them in a terminal."""
    lines: list[str] = []
    for section in found.sections:
        lines += [f"{section.heading}: {len(section.entries)}", f"  {section.help}"]
        lines += [
            f"  {entry.record.identity}{': ' * bool(entry.note)}{entry.note}"
            for entry in section.entries[:_SHOWN]
        ]
        if len(section.entries) > _SHOWN:
            lines.append("  " + _("and {n} more").format(n=len(section.entries) - _SHOWN))
        lines.append("")
    for facet in dict.fromkeys(row.facet for row in found.coverage):
        rows = [f"{row.label} {row.count}" for row in found.coverage if row.facet == facet and row.gap]
        gaps = ", ".join(rows) or _("none")
        lines.append(
            _("Gaps by {facet}: {gaps}").format(facet=_(FACETS_BY_ID[facet].label).lower(), gaps=gaps)
        )
    spoken = ", ".join(f"{row.code} {row.written}/{row.records}" for row in found.languages[:_SHOWN])
    lines.append(
        _("Written in the language of their places: {languages}").format(languages=spoken or _("none"))
    )
    return "\n".join(lines)
