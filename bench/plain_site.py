"""What `build` is compared with: the same texts as a plain MkDocs site with Material, and no plugin at all.

Usage: plain_site.py CATALOGUE FOLDER. Runs in a process of its own, since a large parent would count as memory
of the commands that it starts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

# The records stand outside the navigation, as in the site that is compared, and nothing is said of them.
_REST = """docs_dir: content
theme:
  name: material
  font: false
plugins: []
not_in_nav: "/**"
validation:
  nav: {omitted_files: ignore, not_found: ignore, absolute_links: ignore}
  links: {not_found: ignore, anchors: ignore, absolute_links: ignore, unrecognized_links: ignore}
"""


def stage(catalogue: Path, folder: Path) -> None:
    """Write the plain site of a catalogue into a new folder."""
    settings = yaml.safe_load((catalogue / "mkdocs.yml").read_text("utf-8"))
    sections = []
    for source in sorted(path for path in (catalogue / "content").iterdir() if path.is_dir()):
        sections.append(source.name)
        _write(folder, source.name, "index", source.name.capitalize(), "")
        for path in source.glob("*.md"):
            facts, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
            _write(folder, source.name, path.stem, _parsed(facts)["title"], body)
    sections.append("cities")
    _write(folder, "cities", "index", "Cities", "")
    for path in (catalogue / "cities").glob("*.yaml"):
        city = _parsed(path.read_text("utf-8"))
        _write(folder, "cities", path.stem, city["title"], _text_of(city))
    _write(folder, "", "index", "Plain site", "The same texts without any plugin.")
    kept = {"site_name": "Plain site", "markdown_extensions": settings["markdown_extensions"]}
    nav = [{"Home": "index.md"}, *({name.capitalize(): f"{name}/index.md"} for name in sections)]
    (folder / "mkdocs.yml").write_text(_REST + yaml.safe_dump({**kept, "nav": nav}), "utf-8")


def _parsed(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


def _write(folder: Path, section: str, name: str, title: str, body: str) -> None:
    path = folder / "content" / section / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{body}\n", "utf-8")


def _text_of(value: object) -> str:
    """Return the sentences inside a tree of facts, a paragraph each; short words are no text."""
    if isinstance(value, dict):
        return "\n\n".join(filter(None, map(_text_of, value.values())))
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_text_of, value)))
    return value if isinstance(value, str) and " " in value else ""


if __name__ == "__main__":
    stage(Path(sys.argv[1]), Path(sys.argv[2]))
