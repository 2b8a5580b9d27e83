"""axe-core on a page in every state that readers may see it in: light and dark, narrow and wide, both directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from playwright.sync_api import Page

NARROW, WIDE = 360, 1280
State = tuple[str, int, str]
STATES: list[State] = [
    (scheme, width, direction)
    for scheme in ("light", "dark")
    for width in (NARROW, WIDE)
    for direction in ("ltr", "rtl")
]
# Rules that axe leaves off by default: of WCAG 2.2, the size of targets.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
RUN = """async options => {
  const found = await axe.run(document, options);
  return found.violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(node => node.target.join(' ') + ' ' + node.any.map(check => check.message).join('; '))}));
}"""
SHOWN = 3  # how many places of a violation are named


def violations(tab: Page, address: str, source: str, states: Sequence[State] = STATES) -> Iterator[str]:
    """Yield a sentence for each violation on a page in each state; ``source`` is the text of axe.min.js."""
    tab.goto(address)
    yield from violations_here(tab, source, states)


def violations_here(tab: Page, source: str, states: Sequence[State] = STATES) -> Iterator[str]:
    """Yield the same of a page as it stands, opened and used before."""
    # Playwright evaluates beside the page's policy, which lets no such script in.
    tab.evaluate(source)
    for scheme, width, direction in states:
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        tab.set_viewport_size({"width": width, "height": 800})
        tab.evaluate("direction => { document.documentElement.dir = direction }", direction)
        for violation in tab.evaluate(RUN, OPTIONS):
            yield f"{scheme} {width} {direction}: {_told(violation)}"


def _told(violation: dict[str, Any]) -> str:
    places = violation["nodes"]
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return f"{violation['id']} ({violation['help']}): {' | '.join(places[:SHOWN])}{more}"
