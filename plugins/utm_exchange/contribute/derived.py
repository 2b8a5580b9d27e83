"""Derived files: what the repository keeps of the schema's faces, and whether it has drifted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from utm_exchange.contribute.issue_forms import issue_form_files
from utm_exchange.contribute.record_templates import template_files
from utm_exchange.contribute.schema import EDITORS_DIALECT, schema_address, schema_text
from utm_exchange.records.naming import ending
from utm_exchange.records.types import RECORD_TYPES

EDITOR = ".vscode"


def derived_files() -> Iterator[tuple[str, str]]:
    """Yield path, relative to the repository, and text of every file that is made from the record types."""
    for record_type in RECORD_TYPES:
        yield f"{EDITOR}/{schema_address(record_type.type_name)}", schema_text(record_type, EDITORS_DIALECT)
    yield from _editor_files()
    yield from issue_form_files()
    yield from template_files()


def _editor_files() -> Iterator[tuple[str, str]]:
    """Yield the settings with which VS Code completes and checks records.

    Red Hat's YAML extension reads city files. It does not look into the front matter of Markdown
    (https://github.com/redhat-developer/vscode-yaml/issues/207); the remark extension does, with the
    plugin named in .remarkrc.json.
    """
    schemas = {
        f"./{EDITOR}/{schema_address(t.type_name)}": [f"{t.folder}/*{ending(t)}"] for t in RECORD_TYPES
    }
    cities = {schema: files for schema, files in schemas.items() if files[0].endswith(".yaml")}
    prose = {schema: files for schema, files in schemas.items() if files[0].endswith(".md")}
    yield (
        f"{EDITOR}/settings.json",
        _json({"yaml.schemas": cities, "files.insertFinalNewline": True, "[yaml]": {"editor.tabSize": 2}}),
    )
    yield (
        f"{EDITOR}/extensions.json",
        _json({"recommendations": ["redhat.vscode-yaml", "unifiedjs.vscode-remark"]}),
    )
    yield (
        ".remarkrc.json",
        _json({"plugins": ["remark-frontmatter", ["remark-lint-frontmatter-schema", {"schemas": prose}]]}),
    )


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def drifted(root: Path) -> list[str]:
    """Return the paths of derived files that differ from what they are made from."""
    return [path for path, text in derived_files() if _read(root / path) != text]


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def write_derived(root: Path) -> list[str]:
    """Write the derived files that differ; return their paths."""
    texts = dict(derived_files())
    changed = drifted(root)
    for path in changed:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(texts[path], "utf-8", newline="\n")
    return changed
