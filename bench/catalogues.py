"""Copies of a catalogue whose site is made with fewer plugins, to measure what the others cost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import yaml


def with_plugins(catalogue: Path, copy: Path, wanted: Callable[[str], bool]) -> Path:
    """Copy a catalogue, leave out the plugins that are not wanted by their name, and return the copy."""
    shutil.copytree(catalogue, copy)
    settings = yaml.safe_load((copy / "mkdocs.yml").read_text("utf-8"))
    settings["plugins"] = [
        plugin
        for plugin in settings["plugins"]
        if wanted(plugin if isinstance(plugin, str) else next(iter(plugin)))
    ]
    # The navigation names pages of plugins that are not there.
    del settings["nav"]
    (copy / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    return copy
