"""``python -m utm_exchange`` is the same as ``utm``."""

from utm_exchange.cli import main

main()
