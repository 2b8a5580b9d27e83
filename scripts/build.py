#!/usr/bin/env python3
"""Build the site: `python3 scripts/build.py --help`. With --pdf, what makes PDFs is installed first."""

import sys

from _environment import PDF_LOCK, run, with_root

if __name__ == "__main__":
    arguments = sys.argv[1:]
    locks = [PDF_LOCK] if "--pdf" in arguments else []
    run("-m", "utm_exchange", "build", *with_root(arguments), extra_locks=locks)
