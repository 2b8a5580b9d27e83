"""Findings: what a rule finds wrong within one record, before it has a file and a line."""

from __future__ import annotations

from dataclasses import dataclass

from utm_exchange.records.problems import Severity
from utm_exchange.records.validation import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold, at a path; ``also`` names the other fields compared."""

    path: Path
    code: str
    message: str
    hint: str
    also: tuple[Path, ...] = ()
    severity: Severity = "error"
    body_line: int | None = None
    """Line from 0 in the body, for what stands there."""
    body_column: int = 0
    """Column from 0 in that line."""
