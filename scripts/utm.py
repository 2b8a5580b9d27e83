#!/usr/bin/env python3
"""Run any utm command, set up first what is missing: `python3 scripts/utm.py review --base origin/main`."""

import sys

from _environment import run

if __name__ == "__main__":
    run("-m", "utm_exchange", *sys.argv[1:])
