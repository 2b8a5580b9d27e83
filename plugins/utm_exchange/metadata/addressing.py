"""Addressing: how one page names another in its metadata."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addressing:
    """Names pages as seen from one page.

    ``site`` is the absolute address of the site's root with a slash at its end, or '' where nobody
    has said where the site will be. Then addresses are relative to the page, which JSON-LD inside
    HTML resolves against the page's own address (JSON-LD 1.1, section 7.1).
    """

    site: str
    here: str
    """Address of the page, relative to the root: ``practices/oslo/``, '' for the home page."""

    def to(self, address: str) -> str:
        """Return the address of a page or file, from its address relative to the root."""
        if self.site:
            return self.site + address
        if address == self.here:
            return "./"
        return "../" * self.here.count("/") + address

    def absolute(self, address: str) -> str:
        """Return an absolute address, or '' where that cannot be known."""
        return self.site + address if self.site else ""
