"""``utm new``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from utm_exchange.catalogue.checking import check_texts
from utm_exchange.contribute.asking import Interview, reader
from utm_exchange.contribute.drafts import (
    Draft,
    PathError,
    asked_fields,
    body_of,
    give_sources_ids,
    set_path,
    suggested_slug,
)
from utm_exchange.contribute.fields import record_fields
from utm_exchange.contribute.forms import prose_of
from utm_exchange.contribute.gazetteer import Place, fill_city, places_called, surely
from utm_exchange.contribute.intake import read_drafts
from utm_exchange.contribute.lines import plain, several
from utm_exchange.contribute.names import Names, names_in
from utm_exchange.formatting import formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.options import day_of, root_of, root_option, today_option
from utm_exchange.records.hints import slug_hint
from utm_exchange.records.types import TYPES_BY_NAME, City, Record
from utm_exchange.records.values import SLUG
from utm_exchange.reporting import report, summary


@click.command()
@click.argument("type_name", metavar="TYPE", type=click.Choice(sorted(TYPES_BY_NAME)))
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("Set a field and ask nothing; repeat it. Inside groups: results[1].value=12."),
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("Take the values of a file, as 'utm import' reads it, and ask nothing."),
)
@click.option("--slug", default="", help=_("The file name without its ending; else made of the title."))
@root_option
@today_option
def new(  # noqa: PLR0913, PLR0917 - one for each option
    type_name: str, values: tuple[str, ...], source: Path | None, slug: str, root: Path, today: str | None
) -> None:
    """Write a new record: ask what it needs, fill in what is known, say what is still missing.

    \b
    Example: utm new practice
    Example: utm new city --set title=Lviv --set country=UA --set "summary=City in Ukraine."
    """
    root, day = root_of(root), day_of(today)
    record_type = TYPES_BY_NAME[type_name]
    names = names_in(root, day)
    draft = Draft(record_type, {}, slug=slug)
    if source:
        _take(draft, source)
    for given in values:
        _set(draft, given)
    if not values and not source:
        _interview(draft, names, day)
    _fill(draft, day)
    names.resolve(draft)
    give_sources_ids(draft.facts)
    draft.slug = draft.slug or suggested_slug(draft.type, draft.facts)
    if draft.slug and not SLUG.fullmatch(draft.slug):
        raise click.UsageError(slug_hint(draft.slug))
    if not draft.slug:
        raise click.UsageError(_("there is no title to make a file name of; add --set title=… or --slug …"))
    sys.exit(_write(draft, root, day))


def _take(draft: Draft, source: Path) -> None:
    found, problems = read_drafts(source, draft.type)
    if problems:
        click.echo(report(problems, "text"))
        sys.exit(1)
    if len(found) != 1:
        raise click.UsageError(
            _("{file} holds {number} records; use 'utm import' for several").format(
                file=source, number=len(found)
            )
        )
    draft.facts, draft.body = found[0].facts, found[0].body
    draft.slug = draft.slug or found[0].slug


def _set(draft: Draft, given: str) -> None:
    path, equals, value = given.partition("=")
    path = path.strip()
    prose = {item.id: item for item in prose_of(draft.type)}
    if not equals:
        raise click.UsageError(_("--set takes field=value; '{given}' has no '='").format(given=given))
    if path in prose:
        draft.body = "\n\n".join(part for part in (draft.body, body_of(draft.type, {path: value})) if part)
        return
    field = record_fields(draft.type).get(path)
    try:
        set_path(
            draft.facts,
            path,
            several(field, value) if field and field.many else plain(field, value) if field else value,
        )
    except PathError as error:
        raise click.UsageError(
            _("'{path}' is not a field; write for example title or results[1].value").format(path=error)
        ) from None


def _interview(draft: Draft, names: Names, today: dt.date) -> None:
    asked = Interview(names, reader())
    known = record_fields(draft.type)
    order = sorted(asked_fields(draft.type), key=lambda name: (not known[name].required, name != "sources"))
    click.echo(_("Write 'skip' to leave something for later. Ctrl+C stops, and nothing is written."))
    needed = [name for name in order if known[name].required or name == "sources"]
    for name in needed:
        asked.field(known[name], draft.facts)
        if draft.type is City and name == "title":
            _look_up(draft, asked, today)
    prose = prose_of(draft.type)
    texts = {item.id: asked.text(item) for item in prose if item.required}
    if asked.yes("\n" + _("Fill in more now: figures, cost, lessons and so on?")):
        for name in order:
            if name not in needed:
                asked.field(known[name], draft.facts)
        texts |= {item.id: asked.text(item) for item in prose if not item.required}
    draft.body = body_of(draft.type, texts)


def _look_up(draft: Draft, asked: Interview, today: dt.date) -> None:
    found = places_called(draft.facts.get("title", ""))[:5]
    if found:
        click.echo("\n" + _("GeoNames knows:"))
        chosen = asked.choose(
            _("Number of the right one, or Enter for none"),
            {str(number): _described(place) for number, place in enumerate(found)},
        )
        if chosen:
            fill_city(draft.facts, found[int(chosen)], today)


def _described(place: Place) -> str:
    fmt = formatter()
    return _("{name}, {country}, {people} people").format(
        name=place.name, country=fmt.country(place.country), people=fmt.number(place.population)
    )


def _fill(draft: Draft, today: dt.date) -> None:
    """Fill in what can be known without asking."""
    title = draft.facts.get("title")
    if draft.type is not City or not isinstance(title, str):
        return
    place = surely(title, str(draft.facts.get("country") or ""))
    filled = fill_city(draft.facts, place, today) if place else []
    if place and filled:
        labels = ", ".join(record_fields(City)[name].label for name in filled)
        click.echo(
            _("filled in from GeoNames ({place}): {fields}").format(place=_described(place), fields=labels)
        )


def _write(draft: Draft, root: Path, today: dt.date) -> int:
    """Write the file, never over another; return the exit code: 1 while something is missing."""
    target = root / draft.path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(draft.data)
    except FileExistsError:
        click.echo(
            _(
                "{path} is there already and was left as it is; choose another name with --slug, or change the file"
            ).format(path=draft.path),
            err=True,
        )
        return 1
    click.echo(_("wrote {path}").format(path=draft.path))
    key: tuple[type[Record], str] = (draft.type, draft.slug)
    problems = check_texts(root, {key: draft.data}, today)[key].problems
    if problems:
        click.echo(_("still to do:"))
        click.echo(report(problems, "text"))
    click.echo(summary(problems, 1), err=True)
    return 1 if any(problem.severity == "error" for problem in problems) else 0
