"""Scripts: the service worker, and what pages run about being offline, each joined into one classic script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.joining import joined
from utm_exchange.offline.wording import packs_wording, page_wording

MODULES = "assets/modules/offline"
WORKER = "sw.js"
"""Name of the worker; it stands at the site's root, because what is above a worker is out of its reach."""
PAGE = "assets/modules/offline.js"
PACKS = "assets/modules/packs.js"
_WORKER = ("compose.js", "store.js", "worker.js")
_SHARED = ("../explorer/elements.js", "../explorer/phrases.js", "compose.js", "store.js", "days.js")
_PAGE = (*_SHARED, "page.js")
_PACKS = (*_SHARED, "packs.js", "at_hand.js", "open.js")


def page_scripts(modules: Path, language: str) -> dict[str, str]:
    """Return the scripts of pages by path."""
    return {
        PAGE: _called(modules, _PAGE, "wording", page_wording(language)),
        PACKS: _called(modules, _PACKS, "wording", packs_wording(language)),
    }


def worker_script(modules: Path, manifest: Mapping[str, Any], offline_page: str) -> str:
    """Return the worker of an edition, which differs from the worker of any other."""
    config = {"manifest": manifest, "offlinePage": offline_page, "lost": _last_resort()}
    return f"/* Edition {manifest['edition']} */\n{_called(modules, _WORKER, 'config', config)}"


def _last_resort() -> str:
    """Return the page for a device on which nothing is left, not even the page that says so."""
    words = _("There is no connection, and the browser has thrown away what was saved. Try again later.")
    name = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return f'<!doctype html><html><head><meta charset="utf-8">{name}<title>503</title></head><body><h1>{escape(words)}</h1></body></html>'


def _called(modules: Path, names: tuple[str, ...], name: str, value: Mapping[str, Any]) -> str:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"(function({name}){{\n{joined(modules, names)}}})({said});\n"
