"""Changing: where somebody who reads a record's page can change it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from utm_exchange.contribute.form_view import Places
from utm_exchange.contribute.forms import FORMS
from utm_exchange.records.types import Record


@dataclass(frozen=True, slots=True)
class Change:
    """The page to go to, relative to the site's root, with what to ask of it; and the record's file, '' where none is public."""

    form: str
    query: str
    file: str


def change_of(record: Record, places: Places) -> Change:
    """Return where a record is changed: in its form, which then holds it, or else on the page of all ways."""
    form = next((form for form in FORMS if form.type is type(record) and not form.one_of), None)
    file = (
        f"{places.repository}/blob/{places.branch}/{quote(record.source_file.path)}"
        if places.repository
        else ""
    )
    if form is None or record.withdrawn:
        return Change("contribute/", "", file)
    return Change(form.address, f"?record={record.identity}", file)
