#!/usr/bin/env python3
"""Measure speed and size, side by side with what they are compared to: `python3 scripts/bench.py --help`."""

import sys

from _environment import ROOT, TEST_LOCK, run

if __name__ == "__main__":
    run(str(ROOT / "bench" / "__main__.py"), *sys.argv[1:], extra_locks=[TEST_LOCK])
