#!/usr/bin/env python3
"""Check the records without building: `python3 scripts/check.py --help`."""

import sys

from _environment import run, with_root

if __name__ == "__main__":
    run("-m", "utm_exchange", "check", *with_root(sys.argv[1:]))
