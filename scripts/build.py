#!/usr/bin/env python3
"""Build the site: `python3 scripts/build.py --help`."""

import sys

from _environment import run, with_root

if __name__ == "__main__":
    run("-m", "utm_exchange", "build", *with_root(sys.argv[1:]))
