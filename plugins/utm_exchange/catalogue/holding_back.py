"""Holding back: records whose time has not come are taken out, and nothing that stays speaks of them.

The catalogue is divided before anything else sees it, so that no list, feed, index or download has to
remember what not to say. References to what is held back are taken out of the records that stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from utm_exchange.catalogue.links import IdentityLink, replace_identity_links
from utm_exchange.catalogue.references import without_references
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import News, Record


def release_of(record: Record) -> dt.datetime | None:
    """Return the moment before which nobody may see a record, in UTC; None for one without such a moment.

    It is the later of ``embargo`` and, for news, the beginning of its day.
    """
    moments = [record.embargo] if record.embargo else []
    if isinstance(record, News):
        moments.append(dt.datetime.combine(record.date.first, dt.time.min, dt.UTC))
    return max(moments, default=None)


def is_held_back(record: Record, now: dt.datetime) -> bool:
    """Tell whether a record must not be seen yet."""
    release = release_of(record)
    return release is not None and release > now


def divide(records: Iterable[Record], now: dt.datetime) -> tuple[list[Record], list[Record]]:
    """Return the records that may be seen, cleared of references to the others, and those held back."""
    seen: list[Record] = []
    held: list[Record] = []
    for record in records:
        (held if is_held_back(record, now) else seen).append(record)
    identities = frozenset(record.identity for record in held)
    return [_cleared(record, identities) for record in seen] if held else seen, held


def _cleared(record: Record, held: frozenset[str]) -> Record:
    text = f"{record.source_file.yaml}\n{record.body}"
    if not any(identity.partition(":")[2] in text for identity in held):
        return record

    def unlink(link: IdentityLink) -> str:
        return link.text if link.identity in held else link.markdown

    cleared = without_references(record, held, _("to be announced"))
    body = replace_identity_links(record.body, unlink)
    if cleared is record and body == record.body:
        return record
    cleared = cleared if cleared is not record else record.model_copy()
    cleared.attach(record.slug, body, record.source_file)
    return cleared
