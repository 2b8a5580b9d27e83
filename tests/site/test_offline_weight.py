"""What the worker of the real site brings along unasked, and what its packs weigh."""

from __future__ import annotations

import gzip
import json
import re

from site_fixture import Site

MOST_SHELL = 300_000
MOST_TOPIC = 5_000_000


def test_the_shell_is_small_and_has_the_pages_that_lead_on(site: Site) -> None:
    text = (site.folder / "sw.js").read_text("utf-8")
    config = re.search(r"\}\)\((\{.*\})\);\s*$", text)
    assert config
    manifest = json.loads(config[1])["manifest"]
    files = [f"packs/parts/{digest}.json" for digest, *_rest in (manifest["shell"], *manifest["parts"])]
    files += ["sw.js", *(path for path, *_rest in manifest["files"])]
    weight = sum(len(gzip.compress((site.folder / path).read_bytes())) for path in files)
    assert weight <= MOST_SHELL
    held = {address for _digest, _bytes, addresses in manifest["parts"] for address in addresses}
    assert held >= {"", "offline/", "packs/", "search/", "practices/", "cities/", "guidance/"}
    assert {"search/engine.js", "assets/styles/site.css"} <= {path for path, *_rest in manifest["files"]}


def test_a_pack_of_one_topic_is_light(site: Site) -> None:
    packs = {
        path.stem: json.loads(path.read_text("utf-8")) for path in (site.folder / "packs").glob("*.json")
    }
    assert len(packs) > 50
    for name, pack in packs.items():
        size = sum(row[1] for row in (pack["shell"], *pack["parts"])) + sum(row[2] for row in pack["files"])
        assert name == "everything" or size <= MOST_TOPIC, (name, size)
