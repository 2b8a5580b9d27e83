"""The W3C checker on every page of a site."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.table import Row
from audit.tools import java, node_packages

SHOWN = 12  # how many kinds of errors are told


def check(site: Path) -> Iterator[Row]:
    """Yield the number of errors; each kind is printed with the first place where it stands."""
    jar = node_packages() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [
        java(),
        "-jar",
        str(jar),
        "--format",
        "json",
        "--errors-only",
        "--exit-zero-always",
        "--skip-non-html",
        str(site),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    messages = [
        message for message in json.loads(done.stdout or done.stderr)["messages"] if message["type"] != "info"
    ]
    kinds = Counter(message["message"] for message in messages)
    for kind, number in kinds.most_common(SHOWN):
        first = next(message for message in messages if message["message"] == kind)
        print(
            f"  {number} x {kind}\n      {first.get('url', '')}:{first.get('lastLine', '')}  {first.get('extract', '').strip()[:120]}"
        )
    pages = sum(1 for _page in site.rglob("*.html"))
    yield Row(f"W3C checker: errors on all {pages} pages", str(len(messages)), target="0", held=not messages)
