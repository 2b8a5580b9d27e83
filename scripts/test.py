#!/usr/bin/env python3
"""Run the whole suite, in this repository's folder: `python3 scripts/test.py [pytest arguments]`."""

from __future__ import annotations

import os
import sys

from _browser import browser
from _environment import ROOT, TEST_LOCK, ensure, run
from _programs import programs

# As many at once as there are processors; tests of one file stay together and share what they build.
WHOLE = ("--numprocesses=auto", "--dist=loadfile")


def main() -> None:
    """Set up what the tests need, then become pytest, so that its closing line and exit code are the last."""
    environment = ensure(TEST_LOCK)
    os.chdir(ROOT)
    os.environ["UTM_CHROMIUM"] = browser(environment)
    programs()
    run("-m", "pytest", *(sys.argv[1:] or WHOLE), extra_locks=[TEST_LOCK])


if __name__ == "__main__":
    main()
