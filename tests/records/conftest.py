"""Prints the figure of the mistake list after the tests of the records."""

from __future__ import annotations

import pytest

LIST = "test_real_mistakes.py::test_a_"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many of the mistakes that people make were caught, where they were all tried."""
    passed = [report.nodeid for report in terminalreporter.stats.get("passed", []) if LIST in report.nodeid]
    failed = [report.nodeid for report in terminalreporter.stats.get("failed", []) if LIST in report.nodeid]
    total = len(passed) + len(failed)
    caught = sum("mistake_is_caught" in name for name in passed)
    if total:
        terminalreporter.write_line(
            f"mistakes that people make: {caught} of {total} caught on their line with a usable hint ({caught / total:.1%})"
        )
