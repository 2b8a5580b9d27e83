"""Rules: what must hold between the fields of one record. One rule, one function."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from utm_exchange.i18n import gettext as _
from utm_exchange.records.body import headings, split_sections
from utm_exchange.records.problems import Problem, Severity
from utm_exchange.records.reading import SourceFile
from utm_exchange.records.types import City, Event, Figure, Funding, Inventory, Practice, Record, Training
from utm_exchange.records.types.base import Money
from utm_exchange.records.validation import Path, dotted, rests_on, walk_parts
from utm_exchange.records.when import When

RESULT_GRADES = frozenset({"reported", "published", "independent"})
"""Grades that say that something happened; estimate and target do not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, at a path; ``also`` names the other fields compared."""

    path: Path
    code: str
    message: str
    hint: str
    also: tuple[Path, ...] = ()
    severity: Severity = "error"
    body_line: int | None = None
    """Line from 0 in the body, for what stands there."""


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
    """What is said to have been done was not done tomorrow."""
    days: list[tuple[Path, dt.date | None]] = [(("updated",), record.updated)]
    days += [(("sources", i, "accessed"), source.accessed) for i, source in enumerate(record.sources)]
    if isinstance(record, City) and record.membership:
        days.append((("membership", "date"), record.membership.date))
    for path, day in days:
        if day and day > today:
            yield Finding(
                path,
                "UTM518",
                _("{day} is still to come").format(day=day),
                _("write the day on which it was done, at the latest {today}").format(today=today),
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


def _local(when: When, zone: str) -> dt.datetime:
    return dt.datetime.combine(when.first, when.time or dt.time.min, ZoneInfo(zone))


def event_times_exist(record: Record, _today: dt.date) -> Iterator[Finding]:
    """An event ends after it starts, at hours that exist in its time zone."""
    if not isinstance(record, Event):
        return
    start, end = record.start, record.end
    backwards = end and (
        end.last < start.first
        or (end.first == start.first and end.time and start.time and end.time < start.time)
    )
    if backwards:
        yield Finding(
            ("end",),
            "UTM511",
            _("it ends on {end}, before it starts on {start}").format(end=end, start=start),
            _("exchange the two, or correct one"),
            (("start",),),
        )
    for name, when in (("start", start), ("end", end)):
        if when is None or when.time is None:
            continue
        if record.time_zone is None:
            yield Finding(
                (name,),
                "UTM512",
                _("an hour needs a time zone"),
                _("add a line such as 'time_zone: Europe/Brussels'"),
                (("time_zone",),),
            )
            continue
        local = _local(when, record.time_zone)
        shown = local.astimezone(dt.UTC).astimezone(local.tzinfo)
        if shown.replace(tzinfo=None) != local.replace(tzinfo=None):
            yield Finding(
                (name,),
                "UTM513",
                _("the clocks in {zone} skip {when}").format(zone=record.time_zone, when=when),
                _("write the hour as the new clock shows it: {time}").format(
                    time=shown.strftime("%Y-%m-%d %H:%M")
                ),
                (("time_zone",),),
            )
        elif local.utcoffset() != local.replace(fold=1).utcoffset():
            yield Finding(
                (name,),
                "UTM513",
                _("{when} comes twice in {zone}").format(zone=record.time_zone, when=when),
                _("choose an hour before or after the change of clocks"),
                (("time_zone",),),
            )


def offers_run_forward(record: Record, _today: dt.date) -> Iterator[Finding]:
    """A call opens before it closes, and its least is below its most."""
    if isinstance(record, Funding):
        for index, deadline in enumerate(record.deadlines):
            if record.opens and deadline.date.last < record.opens.first:
                yield Finding(
                    ("deadlines", index, "date"),
                    "UTM514",
                    _("{deadline} is before the opening on {opens}").format(
                        deadline=deadline.date, opens=record.opens
                    ),
                    _("correct one of the two dates"),
                    (("opens",),),
                )
        amount = record.amount
        if amount and amount.low is not None and amount.high is not None and amount.low > amount.high:
            yield Finding(
                ("amount", "low"),
                "UTM515",
                _("the least ({low}) is above the most ({high})").format(low=amount.low, high=amount.high),
                _("exchange the two"),
                (("amount", "high"),),
            )
    if (
        isinstance(record, Training)
        and record.starts
        and record.ends
        and record.ends.last < record.starts.first
    ):
        yield Finding(
            ("ends",),
            "UTM511",
            _("it ends on {end}, before it starts on {start}").format(end=record.ends, start=record.starts),
            _("exchange the two, or correct one"),
            (("starts",),),
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


def sections_are_known(record: Record, _today: dt.date) -> Iterator[Finding]:
    """The body has the sections of its type, and no first-level heading."""
    for heading in headings(record.body):
        if heading.level == 1:
            yield Finding(
                (),
                "UTM603",
                _("'{heading}' is a first-level heading").format(heading=heading.text),
                _("write '## {heading}'; the title of the page comes from 'title:'").format(
                    heading=heading.text
                ),
                body_line=heading.line,
            )
    if not record.sections or record.withdrawn:
        return
    known = {section.heading.lower(): section for section in record.sections}
    found = split_sections(record.body)
    present = {heading.text.lower() for heading in headings(record.body) if heading.level <= 2}  # noqa: PLR2004 - h2
    for text, line, content in found:
        if text.lower() not in known:
            near = difflib.get_close_matches(text.lower(), known, n=1, cutoff=0.5)
            present.update(near)
            hint = (
                _("write '## {heading}'").format(heading=known[near[0]].heading)
                if near
                else _("the sections are: {headings}; inside them use '###'").format(
                    headings=", ".join(section.heading for section in record.sections)
                )
            )
            yield Finding(
                (), "UTM602", _("there is no section '{heading}'").format(heading=text), hint, body_line=line
            )
        elif not content:
            yield Finding(
                (),
                "UTM604",
                _("the section '{heading}' is empty").format(heading=text),
                _("write something, or delete the heading"),
                body_line=line,
            )
    for section in record.sections:
        if section.required and section.heading.lower() not in present:
            yield Finding(
                (),
                "UTM601",
                _("the section '{heading}' is missing").format(heading=section.heading),
                _("add '## {heading}' and below it: {help}").format(
                    heading=section.heading, help=_(section.help)
                ),
                body_line=0,
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
                line, column = source.body_line + finding.body_line, 1
            field = dotted(finding.path)
            message = f"{field}: {finding.message}" if field else finding.message
            yield Problem(
                source.path, line, column, finding.code, message, finding.hint, field, finding.severity
            )
