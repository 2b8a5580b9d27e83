"""The weight of a first visit, as a host with gzip sends it."""

from __future__ import annotations

from dataclasses import dataclass

from audit.host import Host, Transfer
from playwright.sync_api import Browser

PHONE = {"width": 360, "height": 740}
MOST_BYTES, MOST_FONTS, MOST_HTML, MOST_REQUESTS = 80_000, 60_000, 12_000, 15


@dataclass(frozen=True)
class Weight:
    """What a visit transferred."""

    transfers: tuple[Transfer, ...]

    @property
    def html(self) -> int:
        """Bytes of the page itself."""
        return sum(transfer.size for transfer in self.transfers if transfer.path.endswith(".html"))

    @property
    def fonts(self) -> int:
        """Bytes of fonts."""
        return sum(transfer.size for transfer in self.transfers if transfer.is_font)

    @property
    def rest(self) -> int:
        """Bytes of everything but fonts, the page included."""
        return sum(transfer.size for transfer in self.transfers if not transfer.is_font)


def first_visit(browser: Browser, host: Host, path: str) -> Weight:
    """Visit a page with an empty cache, scroll to its end, and weigh what came."""
    with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        host.transfers.clear()
        tab = context.new_page()
        tab.goto(host.address + path, wait_until="networkidle")
        tab.evaluate("scrollTo(0, document.body.scrollHeight)")
        tab.wait_for_load_state("networkidle")
        return Weight(tuple(host.transfers))
