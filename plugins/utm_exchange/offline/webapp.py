"""The web app: what a browser must know to offer the exchange for installation."""

from __future__ import annotations

import json

from babel import Locale

MANIFEST = "manifest.webmanifest"
ICONS = (
    ("assets/icon-192.png", "192x192", "any"),
    ("assets/icon-512.png", "512x512", "any"),
    ("assets/icon-maskable.png", "512x512", "maskable"),
)
"""Address, size and purpose of each icon; ``utm-appearance`` draws them."""
_PAPER, _GREEN = "#fbfaf6", "#0a5a55"


def web_manifest(name: str, short_name: str, description: str, language: str) -> str:
    """Return the manifest; its addresses are relative, so it is right under any path."""
    locale = Locale.parse(language.replace("-", "_"))
    data = {
        "id": "./",
        "name": name,
        "short_name": short_name,
        "description": description,
        "lang": language,
        "dir": locale.text_direction,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _GREEN,
        "icons": [
            {"src": address, "sizes": sizes, "type": "image/png", "purpose": purpose}
            for address, sizes, purpose in ICONS
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
