"""Names: the records that exist, by what people call them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utm_exchange.contribute.drafts import Draft, Facts
from utm_exchange.contribute.fields import Field, fields_of
from utm_exchange.records.loading import load_all
from utm_exchange.records.types import Record


@dataclass(frozen=True)
class Names:
    """Titles of the records that exist, by type and slug."""

    titles: Mapping[str, Mapping[str, str]]

    def of(self, refers: str) -> dict[str, str]:
        """Return what a reference of a kind may name, with titles: slugs, or identities where the type is written."""
        if refers == "party":
            return {f"partner:{slug}": title for slug, title in self.titles.get("partner", {}).items()}
        if refers == "any":
            return {
                f"{name}:{slug}": title for name, held in self.titles.items() for slug, title in held.items()
            }
        return dict(self.titles.get(refers, {}))

    def resolved(self, refers: str, text: str) -> str:
        """Return the name of the record that has this title, or the text where none or several have it."""
        known = self.of(refers)
        if text in known:
            return text
        wanted = text.strip().casefold()
        found = [name for name, title in known.items() if title.casefold() == wanted]
        return found[0] if len(found) == 1 else text

    def resolve(self, draft: Draft) -> None:
        """Put the names of records where a draft has their titles."""
        draft.facts = self._resolved_group(fields_of(draft.type), draft.facts)

    def _resolved_group(self, fields: tuple[Field, ...], facts: Facts) -> Facts:
        known = {field.name: field for field in fields}
        return {
            name: self._resolved(known[name], value) if name in known else value
            for name, value in facts.items()
        }

    def _resolved(self, field: Field, value: Any) -> Any:
        if isinstance(value, list):
            return [self._resolved(field, item) for item in value]
        if isinstance(value, dict):
            return self._resolved_group(field.fields, value)
        if field.kind == "reference" and isinstance(value, str):
            return self.resolved(field.refers, value)
        return value


def names_in(root: Path, today: dt.date) -> Names:
    """Return the names of all records below a catalogue's root, also of those with mistakes."""
    found: dict[str, dict[str, str]] = {}
    for record, slug in _records(root, today):
        found.setdefault(record.type_name, {})[slug] = record.title
    return Names(found)


def _records(root: Path, today: dt.date) -> Iterator[tuple[Record, str]]:
    for item in load_all(root, today):
        if record := item.record or item.draft:
            yield record, item.slug
