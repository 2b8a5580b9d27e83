"""The table of the audit and the benchmarks."""

from __future__ import annotations

from audit.table import Row, compared, limited, written


def test_what_holds_and_what_misses_is_said() -> None:
    assert limited("bytes", 61, "kB", 60).cells()[-1] == "MISSED"
    assert limited("bytes", 60, "kB", 60).cells()[-1] == "held"
    assert compared("time", "Pagefind", (1.0, 4.0), "s", 1 / 3).cells()[-3:] == ("0.25", "<= 0.33", "held")


def test_a_value_that_could_not_be_measured_meets_no_target() -> None:
    assert compared("memory", "lunr", (0.0, 4.0), "MB", 1.0).held is None


def test_columns_that_no_row_fills_are_left_out() -> None:
    assert written([Row("errors", "0", target="0", held=True)]).splitlines() == [
        "| what   | here | target |      |",
        "|--------|------|--------|------|",
        "| errors | 0    | 0      | held |",
    ]
