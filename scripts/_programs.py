"""The programs that use the site in the tests: a feed reader, a calendar, what fetches data and what reads it.

What is missing is installed where this process may, and is named plainly where it may not; the tests that
need it then fail (on Linux) or say why they were left out.
"""

from __future__ import annotations

import os
import shutil
import sys

from _browser import APT, succeeds

PROGRAMS = ("newsboat", "khal", "curl", "jq")


def programs() -> None:
    """Get the programs, or say how to."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if not missing:
        return
    if sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' and '.join(missing)} with apt-get ...", file=sys.stderr, flush=True)
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        succeeds(*APT, "update")  # where it fails, the lists of last time may still do
        succeeds(*APT, "install", "-y", *missing)
        missing = [name for name in missing if not shutil.which(name)]
    if missing:
        names = " ".join(missing)
        print(
            f"Missing for the tests of feeds, calendars and data: {names}.\n"
            f"Debian, Ubuntu: apt-get install {names}; macOS: brew install {names}.",
            file=sys.stderr,
            flush=True,
        )
