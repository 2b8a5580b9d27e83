"""What the YAML parser complains of, in plain words and at the line that is to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from utm_exchange.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class YamlProblem(Exception):  # noqa: N818 - a problem is what the people here call it
    """What is wrong in a YAML text; ``line`` and ``column`` count from 0 within it."""

    line: int
    column: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Complaint:
    """Where the parser stopped (``line``, ``column``), and where what it was reading began."""

    said: str
    lines: list[str]
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def shown(self) -> str:
        """The line on which the parser stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def here(self, message: str, hint: str, code: str = "UTM120") -> YamlProblem:
        """Return a problem where the parser stopped."""
        return YamlProblem(self.line, self.column, code, message, hint)


def explain(error: yaml.MarkedYAMLError, text: str) -> YamlProblem:
    """Say in plain words what the YAML parser complains of, and at the line that is to be mended."""
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return YamlProblem(
            0, 0, "UTM120", _("this is not readable as YAML: {reason}").format(reason=error), quote_hint()
        )
    complaint = _Complaint(
        f"{error.context or ''}; {error.problem or ''}",
        text.split("\n"),
        mark.line,
        mark.column,
        start.line,
        start.column,
    )
    for words, explanation in _EXPLANATIONS:
        if words in complaint.said and (found := explanation(complaint)):
            return found
    if complaint.lines[0].startswith(" "):
        return _indentation(0, 0)
    return _indentation(min(mark.line, max(len(complaint.lines) - 2, 0)), mark.column)


def quote_hint() -> str:
    """Return the advice that helps with most odd values."""
    return _('put double quotes around the whole value: "…"')


def _tab(it: _Complaint) -> YamlProblem | None:
    began = it.lines[it.start_line] if it.start_line < len(it.lines) else ""
    if "\t" in began and ":" not in began:
        return YamlProblem(
            it.start_line,
            began.index("\t"),
            "UTM121",
            _("a tab stands where spaces belong"),
            _("write 'name: value' with spaces; a table of a spreadsheet becomes one entry for each row"),
        )
    indentation = it.shown[: len(it.shown) - len(it.shown.lstrip())]
    if "\t" not in indentation and it.shown[it.column : it.column + 1] != "\t":
        return None
    return it.here(_("a tab stands where spaces belong"), _("replace each tab by two spaces"), "UTM121")


def _escape(it: _Complaint) -> YamlProblem:
    return it.here(
        _("a backslash has a special meaning between double quotes"),
        _("put single quotes around the value in place of the double ones"),
    )


def _quoted(it: _Complaint) -> YamlProblem:
    return _unclosed(it, it.start_line, it.start_column)


_LEFT_OPEN = re.compile(r"""^\s*(?:- +)*(?:[\w-]+: +)?(["'])(?:(?!\1).)*$""")


def _left_open(it: _Complaint) -> YamlProblem | None:
    """Find a quotation mark that was not closed on its line, the last one before the parser stopped."""
    for number in range(min(it.line, len(it.lines)) - 1, -1, -1):
        if match := _LEFT_OPEN.match(it.lines[number]):
            return _unclosed(it, number, match.start(1))
    return None


def _unclosed(it: _Complaint, line: int, column: int) -> YamlProblem:
    written = it.lines[line][column:].rstrip() if line < len(it.lines) else ""
    inner = written[1:-1]
    if written.startswith("'") and written.endswith("'") and "'" in inner:
        hint = _('put double quotes around the whole value: "{value}"').format(value=inner)
    else:
        hint = _("put the same mark at the end of the value")
    return YamlProblem(line, column, "UTM120", _("a quotation mark opens here and is never closed"), hint)


def _colon(it: _Complaint) -> YamlProblem:
    """Explain a colon that is one too many: inside a value, or after the name on a line that does not fit the one above."""
    if name := re.match(r"(\s*(?:- +)*)[\w-]+$", it.shown[: it.column]):
        above = it.lines[it.line - 1].strip() if it.line else ""
        if above and ":" not in above and not above.startswith(("-", "#")):
            return _no_colon(it.line - 1, 0, above)
        return _indentation(it.line, name.end(1))
    value = it.shown.strip().removeprefix("- ").partition(": ")[2].strip("“”„«»").replace('"', "'")
    hint = (
        _('put double quotes around the whole value: "{value}"').format(value=value)
        if value
        else quote_hint()
    )
    return it.here(_("a colon with a space stands inside a value"), hint)


def _without_colon(it: _Complaint) -> YamlProblem:
    line = it.lines[it.start_line] if it.start_line < len(it.lines) else ""
    return _no_colon(it.start_line, it.start_column, line.strip())


_BULLET = re.compile(r"(?:[–—•·▪◦*]|\d+[.)])\s+")


def _bullet(line: int, column: int, text: str) -> YamlProblem:
    return YamlProblem(
        line,
        column,
        "UTM120",
        _("items of a list begin with a hyphen and a space"),
        _("write '{line}'").format(line=f"- {text}"),
    )


def _no_colon(line: int, column: int, text: str) -> YamlProblem:
    """Propose the line as YAML needs it: with a space after its colon or its hyphen."""
    name, colon, value = text.partition(":")
    if bullet := _BULLET.match(text):
        return _bullet(line, column, text[bullet.end() :])
    if not colon and "=" in text:
        name, _equals, value = text.partition("=")
        hint = _("write '{line}', with a colon in place of the equals sign").format(
            line=f"{name.strip()}: {value.strip()}"
        )
    elif colon and value.strip():
        hint = _("write '{line}', with a space after the colon").format(line=f"{name}: {value.strip()}")
    elif text.startswith("-"):
        hint = _("write '{line}', with a space after the hyphen").format(line=f"- {text[1:]}")
    else:
        hint = _(
            "write 'name: value', with a space after the colon; a long value goes on with more indentation"
        )
    return YamlProblem(line, column, "UTM120", _("this line has no colon with a space after it"), hint)


def _odd_start(it: _Complaint) -> YamlProblem:
    column = it.column if "token" in it.said else it.start_column
    if it.shown.startswith("```"):
        message = _("a fence of code stands around the facts")
        return YamlProblem(it.line, 0, "UTM120", message, _("delete the line, and the one that closes it"))
    message = _("a value cannot begin with '{character}'").format(character=it.shown[column : column + 1])
    return YamlProblem(it.line, column, "UTM120", message, quote_hint())


def _anchor(it: _Complaint) -> YamlProblem:
    if bullet := _BULLET.match(it.shown.strip()):
        return _bullet(it.line, it.shown.index("*"), it.shown.strip()[bullet.end() :])
    return it.here(_("'&' and '*' begin a YAML anchor here, and records use none"), quote_hint(), "UTM123")


def _tag(it: _Complaint) -> YamlProblem:
    return it.here(_("'!' begins a YAML tag here, and records use none"), quote_hint(), "UTM124")


def _bracket(it: _Complaint) -> YamlProblem:
    line, column = it.start_line, it.start_column
    if line >= len(it.lines) or not it.lines[line][column:]:  # the parser waited for the end of the file
        line = max(
            (number for number, content in enumerate(it.lines) if "[" in content or "{" in content), default=0
        )
        column = max(it.lines[line].rfind("["), it.lines[line].rfind("{"), 0)
    return YamlProblem(
        line,
        column,
        "UTM120",
        _("a bracket or brace opens here and is not closed as it should be"),
        _("close it, put commas between the items, or put quotes around the whole value"),
    )


def _second_block(it: _Complaint) -> YamlProblem:
    return it.here(
        _("a line of three hyphens begins a second block here"),
        _("delete the line; one file holds one record"),
    )


def _list_here(it: _Complaint) -> YamlProblem:
    return it.here(
        _("a list cannot begin here"),
        _("put each '- ' on a line of its own, below the field's name; or put quotes around the whole value"),
    )


def _after_quote(it: _Complaint) -> YamlProblem | None:
    if not it.shown[: it.column].rstrip().endswith(('"', "'")):
        return None
    if it.shown[it.column :].strip() in {",", ";"}:
        return it.here(_("a comma or semicolon stands after the value"), _("delete the comma"))
    return it.here(
        _("the value goes on after its closing quotation mark"),
        _(
            "put the whole value between single quotes ' when it holds double ones, or between double quotes when it holds single ones"
        ),
    )


def _indentation(line: int, column: int) -> YamlProblem:
    return YamlProblem(
        line,
        column,
        "UTM120",
        _("the indentation does not fit here"),
        _(
            "let the fields of one group begin in the same column, with '- ' before each item of a list; put quotes around values with odd characters"
        ),
    )


# The first whose words the parser said and that finds something explains it; '' fits everything.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], YamlProblem | None]], ...] = (
    ("", _tab),
    ("unknown escape", _escape),
    ("hexdecimal", _escape),
    ("quoted scalar", _quoted),
    ("", _left_open),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _without_colon),
    ("cannot start any token", _odd_start),
    ("block scalar", _odd_start),
    ("anchor", _anchor),
    ("alias", _anchor),
    ("tag", _tag),
    ("flow", _bracket),
    ("expected a single document", _second_block),
    ("block sequence entries are not allowed", _list_here),
    ("", _after_quote),
)
