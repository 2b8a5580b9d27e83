"""Joining: ES modules in one classic script, which also runs from ``file:``, where modules do not.

A simple concatenation, then a minifier: ``import`` lines and the word ``export`` are taken away, and all
stands inside one function. Modules therefore write each ``import`` on one line, and no two have the
same name at their outermost level.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_IMPORT = re.compile(r"^import [^;\n]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


# The minifier is Go inside, which must not be called after a fork (see side_by_side), so it gets a process of its own.
_MINIFY = """import minify, sys
code = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(minify.string('application/javascript', code).encode())"""


@lru_cache(maxsize=16)  # a copy of each pack has the same scripts
def minified(code: str) -> str:
    """Return JavaScript that does the same in fewer bytes; only names inside functions are changed."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", _MINIFY], input=code.encode(), stdout=subprocess.PIPE, check=True
    )
    return f"{done.stdout.decode()};\n"


def joined(folder: Path, names: Iterable[str]) -> str:
    """Return the modules of a folder, in the order of who needs whom, as one function that is called at once."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", (folder / name).read_text("utf-8"))) for name in names]
    return minified(f"(function(){{\n'use strict';\n{''.join(parts)}}})()")
