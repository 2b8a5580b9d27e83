"""The programs that the tests use as people do: to read feeds, calendars, data and books, and to serve the site.

What is missing is installed where this process may, and is named plainly where it may not; the tests that
need it then fail (on Linux) or say why they were left out.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import sys

from _browser import APT, succeeds

PROGRAMS = {
    **{name: name for name in ("newsboat", "khal", "curl", "jq", "epubcheck")},
    "nginx": "nginx-light",
}
"""Programs, and the packages of Debian that bring them."""
LIBRARIES = {"pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz-subset": "libharfbuzz-subset0"}
"""Libraries that WeasyPrint loads to make PDFs, and the packages that bring them."""
ALSO_IN = os.pathsep.join(("/usr/sbin", "/usr/local/sbin", "/sbin"))
"""Where servers stand, which is not on everybody's path."""


def programs() -> None:
    """Get the programs, or say how to."""
    missing = _missing()
    if not missing:
        return
    if sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(missing)} with apt-get ...", file=sys.stderr, flush=True)
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        os.environ.setdefault("RUNLEVEL", "1")  # a server that comes with its package is not started
        succeeds(*APT, "update")  # where it fails, the lists of last time may still do
        succeeds(*APT, "install", "-y", "--no-install-recommends", *missing)
        missing = _missing()
    if missing:
        names = " ".join(missing)
        print(
            f"Missing for the tests of feeds, calendars, data, EPUBs, PDFs and nginx: {names}.\n"
            f"Debian, Ubuntu: apt-get install {names}; macOS: brew install newsboat khal curl jq epubcheck nginx pango.",
            file=sys.stderr,
            flush=True,
        )


def _missing() -> list[str]:
    """Return the packages to install."""
    path = os.pathsep.join((os.environ.get("PATH", ""), ALSO_IN))
    lacking = [package for program, package in PROGRAMS.items() if not shutil.which(program, path=path)]
    return lacking + [package for name, package in LIBRARIES.items() if not ctypes.util.find_library(name)]
