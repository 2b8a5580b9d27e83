"""The audit: access, valid HTML, speed and weight of the real site, each against its target.

    python3 scripts/audit.py                      everything, on a site built anew
    python3 scripts/audit.py --only axe weight    some parts
    python3 scripts/audit.py --site site          a site that is built already

Exit 0 when every target is met, 1 when one is missed, 2 when something has to be installed first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from audit import axe, checker, lighthouse, weight
from audit.host import Host
from audit.table import Row, written
from audit.templates import MEASURED, PRACTICE, TEMPLATES
from audit.tools import ROOT, MissingError, chromium, node_packages
from playwright.sync_api import Browser, sync_playwright

Part = Callable[[Path, int], Iterator[Row]]
"""Takes a built site and the number of rounds; yields rows."""


def run_axe(site: Path) -> Iterator[Row]:
    """Run the newest axe on every template in every state."""
    source = (node_packages() / "axe-core" / "axe.min.js").read_text("utf-8")
    number = 0
    with Host(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for path in TEMPLATES:
            with browser.new_context() as context:
                for violation in axe.violations(context.new_page(), host.address + path, source):
                    number += 1
                    print(f"  {path or 'home'}: {violation}", flush=True)
        browser.close()
    yield Row(
        f"axe: violations on {len(TEMPLATES)} templates, each in {len(axe.STATES)} states",
        str(number),
        target="0",
        held=number == 0,
    )


def run_checker(site: Path) -> Iterator[Row]:
    """Run the W3C checker on every page."""
    yield from checker.check(site)


def run_lighthouse(site: Path, rounds: int) -> Iterator[Row]:
    """Run Lighthouse on the templates people meet first."""
    with Host(site) as host:
        yield from lighthouse.measure(host, MEASURED, rounds)


def run_weight(site: Path) -> Iterator[Row]:
    """Weigh first visits: the practice page is the one with a budget for its whole."""
    with Host(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for path in dict.fromkeys((PRACTICE, *MEASURED)):
            yield _weighed(browser, host, path)
        browser.close()


def _weighed(browser: Browser, host: Host, path: str) -> Row:
    found = weight.first_visit(browser, host, path)
    values = (found.rest, found.fonts, found.html, len(found.transfers))
    limits = (weight.MOST_BYTES, weight.MOST_FONTS, weight.MOST_HTML, weight.MOST_REQUESTS)
    what = f"weight, {path or 'home'}: bytes but fonts / fonts / HTML / requests"
    here = " / ".join(f"{value:,}" for value in values)
    if path != PRACTICE:
        # Lists hold as much as there is; only what they load beside themselves is limited.
        return Row(what, here)
    held = all(value <= limit for value, limit in zip(values, limits, strict=True))
    return Row(what, here, target=" / ".join(f"{limit:,}" for limit in limits), held=held)


PARTS: dict[str, Part] = {
    "axe": lambda site, _rounds: run_axe(site),
    "checker": lambda site, _rounds: run_checker(site),
    "lighthouse": run_lighthouse,
    "weight": lambda site, _rounds: run_weight(site),
}


def main() -> int:
    """Run the parts that the command line names and print one table."""
    parser = argparse.ArgumentParser(
        prog="audit.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=list(PARTS), help="which parts run (default: all)"
    )
    parser.add_argument("--site", type=Path, help="a built site; else one is built for the audit")
    parser.add_argument(
        "--rounds",
        type=int,
        default=3,
        help="how often Lighthouse measures each page; the median counts (default 3)",
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="utm-audit-") as work:
        site = chosen.site or Path(work) / "site"
        if (
            not chosen.site
            and subprocess.run(
                [sys.executable, "-m", "utm_exchange", "build", "--root", str(ROOT), "--site-dir", str(site)],
                check=False,
            ).returncode
        ):
            return 2
        try:
            rows = [row for part in chosen.only for row in PARTS[part](site, chosen.rounds)]
        except MissingError as error:
            print(error, file=sys.stderr)
            return 2
    print("\n" + written(rows))
    return 0 if all(row.held is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
