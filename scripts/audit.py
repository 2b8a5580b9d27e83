#!/usr/bin/env python3
"""Audit the real site for access, valid HTML, speed and weight: `python3 scripts/audit.py --help`.

Beside Python it needs Node.js and Java for axe, the W3C checker and Lighthouse, and says so where they are missing.
"""

import os
import sys

from _browser import browser
from _environment import ROOT, TEST_LOCK, ensure, run

if __name__ == "__main__":
    environment = ensure(TEST_LOCK)
    os.chdir(ROOT)
    os.environ["UTM_CHROMIUM"] = browser(environment)
    run("-m", "audit", *sys.argv[1:], extra_locks=[TEST_LOCK])
