#!/usr/bin/env python3
"""Preview the site on this machine while its content is edited: `python3 scripts/serve.py --help`."""

import sys

from _environment import run, with_root

if __name__ == "__main__":
    run("-m", "utm_exchange", "serve", *with_root(sys.argv[1:]))
