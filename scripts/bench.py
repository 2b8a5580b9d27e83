#!/usr/bin/env python3
"""Measure speed and size, side by side with what they are compared to: `python3 scripts/bench.py --help`."""

import os
import sys

from _browser import browser
from _environment import ROOT, TEST_LOCK, ensure, run

IN_A_BROWSER = {"search", "offline", "relevance", "all"}

if __name__ == "__main__":
    environment = ensure(TEST_LOCK)
    os.chdir(ROOT)
    if IN_A_BROWSER & set(sys.argv[1:]):
        os.environ["UTM_CHROMIUM"] = browser(environment)
    run("-m", "bench", *sys.argv[1:], extra_locks=[TEST_LOCK])
