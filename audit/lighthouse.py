"""Lighthouse, mobile preset, on the templates that people meet first; the median of the rounds counts."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

from audit.host import Host
from audit.table import Row
from audit.tools import MissingError, chromium, node_packages

TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
ATTEMPTS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def measure(host: Host, paths: Iterable[str], rounds: int) -> Iterator[Row]:
    """Yield a row per page with its four scores; what cost points is printed."""
    for path in paths:
        reports = [_report(host.address + path) for _round in range(rounds)]
        scores = {name: _median(reports, name) for name in TARGETS}
        held = all(scores[name] >= least for name, least in TARGETS.items())
        if not held:
            for line in _lost(reports[0], [name for name, least in TARGETS.items() if scores[name] < least]):
                print(f"  {path or 'home'}: {line}")
        found = " / ".join(f"{scores[name]:g}" for name in TARGETS)
        yield Row(
            f"Lighthouse, {path or 'home'}: performance / accessibility / best practices / SEO",
            found,
            target=" / ".join(map(str, TARGETS.values())),
            held=held,
        )


def _report(address: str) -> dict[str, Any]:
    program = node_packages() / "lighthouse" / "cli" / "index.js"
    command = [
        "node",
        str(program),
        address,
        "--output=json",
        "--quiet",
        f"--chrome-flags={FLAGS}",
        "--max-wait-for-load=90000",
    ]
    command.append(f"--only-categories={','.join(TARGETS)}")
    environment = {**os.environ, "CHROME_PATH": chromium()}
    # On a busy machine a browser that starts too slowly spoils a run: that says nothing about the page.
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment
        )
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    last_lines = "\n".join(done.stderr.splitlines()[-5:])
    raise MissingError(
        f"Lighthouse could not measure {address}; end what else runs here and start again.\n{last_lines}"
    )


def _median(reports: list[dict[str, Any]], category: str) -> float:
    return round(100 * statistics.median(report["categories"][category]["score"] or 0 for report in reports))


def _lost(report: dict[str, Any], categories: list[str]) -> Iterator[str]:
    for category in categories:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
