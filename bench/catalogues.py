"""Copies of a catalogue whose site is made with fewer plugins or other options, to measure what these cost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml


def with_plugins(catalogue: Path, copy: Path, wanted: Callable[[str], bool]) -> Path:
    """Copy a catalogue, leave out the plugins that are not wanted by their name, and return the copy."""

    def fewer(settings: dict[str, Any]) -> None:
        settings["plugins"] = [plugin for plugin in settings["plugins"] if wanted(_name(plugin))]
        # The navigation names pages of plugins that are not there.
        del settings["nav"]

    return _changed(catalogue, copy, fewer)


def with_options(catalogue: Path, copy: Path, plugin: str, options: Mapping[str, object]) -> Path:
    """Copy a catalogue, give one of its plugins these options alone, and return the copy."""

    def changed(settings: dict[str, Any]) -> None:
        settings["plugins"] = [
            {plugin: dict(options)} if _name(one) == plugin else one for one in settings["plugins"]
        ]

    return _changed(catalogue, copy, changed)


def _name(plugin: str | Mapping[str, object]) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))


def _changed(catalogue: Path, copy: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    shutil.copytree(catalogue, copy)
    settings = yaml.safe_load((copy / "mkdocs.yml").read_text("utf-8"))
    change(settings)
    (copy / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    return copy
