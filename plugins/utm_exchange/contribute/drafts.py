"""Drafts: records that are being written, as plain trees of text, and the files that they become."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from utm_exchange.contribute.fields import fields_of
from utm_exchange.contribute.forms import EDITORS
from utm_exchange.records.body import split_sections
from utm_exchange.records.hints import slug_of
from utm_exchange.records.naming import ending
from utm_exchange.records.types import City, Record
from utm_exchange.records.yaml_writing import yaml_of

Facts = dict[str, Any]
"""The facts of a record as YAML has them: mappings, lists, and every scalar as text."""
_LONGEST_SLUG = 60
_LAST = (
    "sources",
    "languages",
    "contributors",
    "updated",
    "review_by",
    "embargo",
    "aliases",
    "withdrawn",
    "synthetic",
)


class PathError(Exception):
    """Something is not the path of a field; its argument says what."""


@dataclass
class Draft:
    """A record that is being written; ``slug`` is '' until there is a title to make it of."""

    type: type[Record]
    facts: Facts
    body: str = ""
    slug: str = ""
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """Where each value came from, by dotted path: path, line and column of its cell or heading; '' for the whole."""
    raw: bytes | None = None
    """The file as it came, where it came as one; it is kept as it is."""

    @property
    def path(self) -> str:
        """Where its file belongs, relative to the catalogue's root."""
        return f"{self.type.folder}/{self.slug}{ending(self.type)}"

    @property
    def data(self) -> bytes:
        """The bytes of its file."""
        return self.raw if self.raw is not None else file_text(self.type, self.facts, self.body).encode()


def file_order(record_type: type[Record]) -> list[str]:
    """Return the fields of a type in the order in which files have them: what it is first, sources at the end."""
    names = [field.name for field in fields_of(record_type)]
    return [name for name in names if name not in _LAST] + [name for name in _LAST if name in names]


def file_text(record_type: type[Record], facts: Facts, body: str = "") -> str:
    """Return the file of a record: its facts in the order of files, and its text below them."""
    held = pruned(facts)
    known = {name: held[name] for name in file_order(record_type) if name in held}
    # What is not known is kept, so that the checks can speak of it.
    written = yaml_of(known | {name: value for name, value in held.items() if name not in known})
    if record_type is City:
        return written
    text = body.strip()
    return f"---\n{written}---\n" + (f"\n{text}\n" if text else "")


def pruned(value: Any) -> Any:
    """Return a tree without what is empty."""
    if isinstance(value, dict):
        return {
            name: held for name, item in value.items() if (held := pruned(item)) not in ("", [], {}, None)
        }
    if isinstance(value, list):
        return [held for item in value if (held := pruned(item)) not in ("", [], {}, None)]
    return value.strip() if isinstance(value, str) else value


def body_of(record_type: type[Record], prose: Mapping[str, str]) -> str:
    """Join the parts of a text, by section id, under their headings."""
    if not record_type.sections:
        return prose.get("body", "").strip()
    parts = [
        f"## {section.heading}\n\n{text}"
        for section in record_type.sections
        if (text := prose.get(section.id, "").strip())
    ]
    return "\n\n".join(parts)


def with_prose(record_type: type[Record], body: str, prose: Mapping[str, str]) -> str:
    """Return a text in which some sections were replaced or added, and all else stays as it was."""
    if not record_type.sections:
        return prose.get("body", body)
    known = {section.heading: section.id for section in record_type.sections}
    found = {known[heading]: text for heading, _line, text in split_sections(body) if heading in known}
    return body_of(record_type, {**found, **{name: text for name, text in prose.items() if text.strip()}})


def suggested_slug(record_type: type[Record], facts: Facts) -> str:
    """Return a file name made of the title, and of the first city where a type always has one; '' without a title."""
    title = facts.get("title")
    if not isinstance(title, str) or not title.strip():
        return ""
    always = any(field.name == "cities" and field.required for field in fields_of(record_type))
    cities = facts.get("cities") if always else None
    city = cities[0] if isinstance(cities, list) and cities and isinstance(cities[0], str) else ""
    words = slug_of(title)
    name = words if not city or words.startswith(city) else f"{slug_of(city)}-{words}"
    if len(name) <= _LONGEST_SLUG:
        return name
    return name[: _LONGEST_SLUG + 1].rpartition("-")[0]


def merged(old: Facts, new: Facts) -> Facts:
    """Return old facts with the new ones in their place; what the new ones do not name stays, and so do old sources."""
    given = pruned(new)
    facts = {**old, **given}
    if isinstance(old.get("sources"), list) and isinstance(given.get("sources"), list):
        renewed = {source.get("id"): source for source in given["sources"] if isinstance(source, dict)}
        kept = [
            renewed.pop(source.get("id"), source) for source in old["sources"] if isinstance(source, dict)
        ]
        facts["sources"] = [*kept, *renewed.values()]
    return facts


def give_sources_ids(facts: Facts) -> None:
    """Give each source without an id one made of its publisher, and let numbers point at them: 1 is the first."""
    sources = facts.get("sources")
    if not isinstance(sources, list):
        return
    rows = [row for row in sources if isinstance(row, dict)]
    taken = {row["id"] for row in rows if isinstance(row.get("id"), str)}
    for row in rows:
        if not row.get("id"):
            row["id"] = _free(slug_of(str(row.get("publisher") or row.get("title") or "")), taken)
            taken.add(row["id"])
    facts["sources"] = [{"id": row["id"], **row} if isinstance(row, dict) else row for row in sources]
    _point(facts, [row["id"] for row in rows])


def _free(name: str, taken: set[str]) -> str:
    name = name[:30].strip("-") or "source"
    return next(
        candidate
        for candidate in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3)))
        if candidate not in taken
    )


def _point(part: Any, ids: Sequence[str]) -> None:
    if isinstance(part, list):
        for item in part:
            _point(item, ids)
    elif isinstance(part, dict):
        named = part.get("source")
        if isinstance(named, str) and named not in ids and re.fullmatch(r"[0-9]{1,3}", named):
            number = int(named)
            if 1 <= number <= len(ids):
                part["source"] = ids[number - 1]
        for value in part.values():
            _point(value, ids)


def set_path(facts: Facts, path: str, value: Any) -> None:
    """Set one value at a dotted path such as ``results[1].label``; items count from 1, ``[]`` adds one.

    Raises:
        PathError: the path is not written so, or does not fit what is there.
    """
    steps: list[str | int] = []
    for part in path.split("."):
        match = re.fullmatch(r"([A-Za-z_]+)(?:\[([1-9][0-9]{0,2})?\])?", part)
        if match is None:
            raise PathError(part)
        steps.append(match[1])
        if "[" in part:
            steps.append(int(match[2]) - 1 if match[2] else -1)
    here: Any = facts
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        last: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int):
            if not isinstance(here, list):
                raise PathError(path)
            place = len(here) if step == -1 else step
            here.extend({} if isinstance(last, dict) else "" for _gap in range(place + 1 - len(here)))
            if following is None or not here[place]:
                here[place] = last
            here = here[place]
        else:
            if not isinstance(here, dict):
                raise PathError(path)
            if following is None or not here.get(step):
                here[step] = last
            here = here[step]


def asked_fields(record_type: type[Record]) -> list[str]:
    """Return the names of the fields that contributors are asked for, in the order of files."""
    return [name for name in file_order(record_type) if name not in EDITORS]
