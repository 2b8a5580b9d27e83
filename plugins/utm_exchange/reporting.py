"""Reporting problems: as text, as JSON, and as annotations of a GitHub workflow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.records.problems import Problem

FORMATS = ("text", "json", "github")


def report(problems: Iterable[Problem], form: str) -> str:
    """Return the problems in one of :data:`FORMATS`, errors and advice in the order of files."""
    found = list(problems)
    if form == "json":
        rows = [
            {
                key: row[key]
                for key in ("code", "severity", "path", "line", "column", "field", "message", "hint")
            }
            for row in map(asdict, found)
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(problem) for problem in found)
    return "\n".join(
        str(problem)
        if problem.severity == "error"
        else str(problem).replace(f" {problem.code} ", f" {problem.code} {_('(advice)')} ", 1)
        for problem in found
    )


def _annotation(problem: Problem) -> str:
    """Write a workflow command; data and properties are escaped as GitHub's toolkit does."""
    kind = "error" if problem.severity == "error" else "notice"
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column},title={problem.code}"
    return f"::{kind} {place}::{_data(f'{problem.message}. {problem.hint}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem], files: int) -> str:
    """Return the closing line of a check."""
    found = list(problems)
    errors = sum(problem.severity == "error" for problem in found)
    advice = len(found) - errors
    parts = [ngettext("{n} file checked", "{n} files checked", files).format(n=files)]
    parts.append(ngettext("{n} error", "{n} errors", errors).format(n=errors))
    if advice:
        parts.append(ngettext("{n} advice", "{n} pieces of advice", advice).format(n=advice))
    return ", ".join(parts)
