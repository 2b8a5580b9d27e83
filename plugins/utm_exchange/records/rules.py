"""Rules: what must hold between the fields of one record. One rule, one function."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator

from utm_exchange.i18n import gettext as _
from utm_exchange.records.finding import Finding
from utm_exchange.records.problems import Problem, Severity
from utm_exchange.records.reading import SourceFile
from utm_exchange.records.rules_of_time import event_times_exist, offers_run_forward
from utm_exchange.records.text_rules import prose_is_clean, sections_are_known
from utm_exchange.records.types import City, Figure, Inventory, Practice, Record
from utm_exchange.records.types.base import Money
from utm_exchange.records.validation import Path, dotted, rests_on, walk_parts

RESULT_GRADES = frozenset({"reported", "published", "independent"})
"""Grades that say that something happened; estimate and target do not."""


def sources_are_listed(record: Record, _today: dt.date) -> Iterator[Finding]:
    """Every ``source:`` inside the record is the id of one of its sources."""
    ids = [source.id for source in record.sources if source.id]
    listed: tuple[Path, ...] = tuple(("sources", index, "id") for index in range(len(record.sources))) or (
        ("sources",),
    )
    for index, source in enumerate(record.sources):
        if source.id and source.id in [other.id for other in record.sources[:index]]:
            yield Finding(
                ("sources", index, "id"),
                "UTM504",
                _("two sources have the id '{id}'").format(id=source.id),
                _("give one of them another id"),
                listed,
            )
    for path, part in walk_parts(record):
        named = getattr(part, "source", None)
        if isinstance(named, str) and named not in ids:
            near = difflib.get_close_matches(named, ids, n=1, cutoff=0.5)
            if near:
                hint = _("write '{id}'").format(id=near[0])
            elif ids:
                hint = _("use one of {ids}, or add a source with the id '{id}'").format(
                    ids=", ".join(ids), id=named
                )
            else:
                hint = _(
                    "add a list 'sources:' with an entry 'id: {id}', its title, publisher, url and accessed"
                ).format(id=named)
            yield Finding(
                (*path, "source"),
                "UTM501",
                _("no source here has the id '{id}'").format(id=named),
                hint,
                listed,
            )


def sources_are_given(record: Record, _today: dt.date) -> Iterator[Finding]:
    """A record of facts rests on at least one public page."""
    if not record.sources and not record.withdrawn:
        yield Finding(
            ("sources",),
            "UTM506",
            _("this record names no source"),
            _("add 'sources:' with title, publisher, url and accessed of a public page"),
        )


def results_have_happened(record: Record, today: dt.date) -> Iterator[Finding]:
    """A result, an amount paid or an inventory is not from a year to come."""
    for path, part in walk_parts(record):
        if (
            isinstance(part, Figure | Money | Inventory)
            and part.year
            and part.year > today.year
            and part.grade in RESULT_GRADES
        ):
            yield Finding(
                (*path, "year"),
                "UTM505",
                _("a result cannot be from {year}").format(year=part.year),
                _("correct the year, or write 'grade: target' or 'grade: estimate'"),
                ((*path, "grade"),),
            )


def days_have_come(record: Record, today: dt.date) -> Iterator[Finding]:
    """What is said to have been done was not done tomorrow.

    A day of work on the record itself is advice only: it stops nobody who builds the site of a day gone by.
    """
    days: list[tuple[Path, dt.date | None, Severity]] = [(("updated",), record.updated, "advice")]
    days += [
        (("sources", i, "accessed"), source.accessed, "advice") for i, source in enumerate(record.sources)
    ]
    if isinstance(record, City) and record.membership:
        days.append((("membership", "date"), record.membership.date, "error"))
    for path, day, severity in days:
        if day and day > today:
            yield Finding(
                path,
                "UTM518",
                _("{day} is still to come").format(day=day),
                _("write the day on which it was done, at the latest {today}").format(today=today),
                severity=severity,
            )


def practice_runs_forward(record: Record, _today: dt.date) -> Iterator[Finding]:
    """A practice ends after it starts, and has results to show."""
    if not isinstance(record, Practice):
        return
    if record.start and record.end and record.end < record.start:
        yield Finding(
            ("end",),
            "UTM511",
            _("it ends in {end}, before it starts in {start}").format(end=record.end, start=record.start),
            _("exchange the two years, or correct one"),
            (("start",),),
        )
    if not record.results and not record.withdrawn:
        yield Finding(
            ("title",),
            "UTM701",
            _("no result is reported yet"),
            _("add 'results:' when there is something to count"),
            (("results",),),
            "advice",
        )


def targets_are_whole(record: Record, _today: dt.date) -> Iterator[Finding]:
    """A target lies after its base year, and a cut says how much."""
    if not isinstance(record, City):
        return
    for index, target in enumerate(record.targets):
        here: Path = ("targets", index)
        if target.base_year and target.target_year and target.target_year <= target.base_year:
            yield Finding(
                (*here, "target_year"),
                "UTM516",
                _("{year} is not after the base year {base}").format(
                    year=target.target_year, base=target.base_year
                ),
                _("exchange the two years, or correct one"),
                ((*here, "base_year"),),
            )
        if target.kind in {"reduction", "renewable"} and (target.value is None or target.unit is None):
            yield Finding(
                (*here, "kind"),
                "UTM517",
                _("a target of this kind needs a value and a unit"),
                _("add 'value: 55' and 'unit: \"%\"'"),
                ((*here, "value"), (*here, "unit")),
            )


RULES: tuple[Callable[[Record, dt.date], Iterator[Finding]], ...] = (
    sources_are_listed,
    sources_are_given,
    results_have_happened,
    days_have_come,
    practice_runs_forward,
    event_times_exist,
    offers_run_forward,
    targets_are_whole,
    sections_are_known,
    prose_is_clean,
)


def check_record(
    record: Record, source: SourceFile, today: dt.date, filled: frozenset[Path] = frozenset()
) -> Iterator[Problem]:
    """Yield what does not hold within one record; findings that rest on ``filled`` paths are dropped."""
    for rule in RULES:
        for finding in rule(record, today):
            compared = (finding.path, *finding.also)
            if any(rests_on(path, filled) for path in compared):
                continue
            if finding.body_line is None:
                line, column = source.position(*finding.path)
            else:
                line, column = source.body_line + finding.body_line, finding.body_column + 1
            field = dotted(finding.path)
            message = f"{field}: {finding.message}" if field else finding.message
            yield Problem(
                source.path, line, column, finding.code, message, finding.hint, field, finding.severity
            )
