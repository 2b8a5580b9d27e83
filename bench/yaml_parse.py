"""What `check` is compared with: the C library of PyYAML merely parses the YAML of the same files.

Usage: yaml_parse.py FOLDER, a catalogue.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def main(folder: Path) -> int:
    """Parse the YAML of every record and return how many there were."""
    number = 0
    for path in (*folder.glob("content/*/*.md"), *folder.glob("cities/*.yaml")):
        text = path.read_text("utf-8")
        part = text.split("\n---\n", 1)[0].removeprefix("---\n") if path.suffix == ".md" else text
        yaml.load(part, yaml.CSafeLoader)
        number += 1
    return number


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
