"""The tools that come from npm, kept below `.cache/`, and what has to be installed by hand for them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "audit"
FILES = ("package.json", "package-lock.json")
OLDEST_NODE = 18


class MissingError(Exception):
    """Something has to be installed by hand first; the message says what and how."""


def node_packages() -> Path:
    """Return the folder of the locked node packages, installed when it is not there or not current."""
    npm = shutil.which("npm")
    if not npm or _node_version() < OLDEST_NODE:
        raise MissingError(
            f"The audit needs Node.js {OLDEST_NODE} or newer, with npm, for axe, the W3C checker and Lighthouse.\n"
            "Install it (Debian, Ubuntu: apt-get install nodejs npm; elsewhere: nodejs.org) and start again."
        )
    wanted = "\n".join((ROOT / "audit" / name).read_text("utf-8") for name in FILES)
    stamp = FOLDER / "made-from.json"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        print(
            "Installing axe, the W3C checker and Lighthouse below .cache/ (once, about a minute) ...",
            flush=True,
        )
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(ROOT / "audit" / name, FOLDER)
        # No package runs code of its own while it is installed.
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=FOLDER,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise MissingError(
                "Installing the node packages failed:\n"
                + "\n".join((done.stdout + done.stderr).splitlines()[-8:])
            )
        stamp.write_text(wanted, "utf-8")
    return FOLDER / "node_modules"


def java() -> str:
    """Return the Java that runs the W3C checker."""
    return shutil.which("java") or _missing(
        "The W3C checker needs Java 11 or newer.\n"
        "Install it (Debian, Ubuntu: apt-get install default-jre-headless; elsewhere: adoptium.net) and start again."
    )


def chromium() -> str:
    """Return the browser; `scripts/audit.py` finds or installs it."""
    return os.environ.get("UTM_CHROMIUM") or _missing(
        "Start the audit with python3 scripts/audit.py: it finds a browser."
    )


def _missing(message: str) -> str:
    raise MissingError(message)


def _node_version() -> int:
    node = shutil.which("node")
    if not node:
        return 0
    version = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    return int(version.strip().lstrip("v").partition(".")[0] or 0)
