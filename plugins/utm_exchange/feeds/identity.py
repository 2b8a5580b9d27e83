"""Identity: the names under which subscribers' programs know a record for ever.

They are made from the type and the first name of a record (:attr:`Record.first_name`). So they survive a
change of title, of file name and of the site's address.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from utm_exchange.records.types import Record


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes identities; ``authority`` is a domain and a year in which its owner had it, as RFC 4151 wants."""

    authority: str

    def tag(self, *path: str) -> str:
        """Return a tag URI (RFC 4151): ``tag:example.org,2026:news/first-cohort``."""
        return f"tag:{self.authority}:{'/'.join(path)}"

    def uid(self, *path: str) -> str:
        """Return the UID of a calendar or of an entry: the UUID, version 5, of its tag URI (RFC 7986, section 5.3)."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, self.tag(*path)))


def path_of(record: Record) -> tuple[str, str]:
    """Return what identities of a record are made from: its type and its first name."""
    return record.type_name, record.first_name


def own_authority(site_name: str) -> str:
    """Return an authority for a site that names none: under ``.invalid``, which is nobody's (RFC 2606)."""
    name = re.sub(r"[^a-z0-9]+", "-", site_name.lower()).strip("-") or "exchange"
    return f"{name}.invalid,2026"
