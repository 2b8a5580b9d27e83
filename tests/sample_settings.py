"""The settings of a small site in the tests: our plugins in the order of the real site."""

from __future__ import annotations

from pathlib import Path

import yaml

REAL = Path(__file__).parents[1] / "mkdocs.yml"
AUTHORITY = "exchange.example.org,2026"
EMAIL = "a@b.example"


def sample_settings(*, without: tuple[str, ...] = (), site_url: str = "") -> str:
    """Return an ``mkdocs.yml`` with the real site's plugins but some, named without ``utm-``."""
    plugins: list[object] = []
    for plugin in yaml.safe_load(REAL.read_text("utf-8"))["plugins"]:
        name = plugin if isinstance(plugin, str) else next(iter(plugin))
        if name.removeprefix("utm-") not in without:
            plugins.append({name: {"authority": AUTHORITY}} if name == "utm-feeds" else name)
    settings: dict[str, object] = {
        "site_name": "Exchange",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
        "extra": {"contribute": {"email": EMAIL}},
    }
    if site_url:
        settings["site_url"] = site_url
    return yaml.safe_dump(settings, sort_keys=False)
