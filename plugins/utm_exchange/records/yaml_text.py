"""YAML without surprises: every scalar is text, nothing is guessed, nothing expands.

YAML 1.1 reads ``NO`` as false, ``12:30`` as 750 and ``1e3`` as a number. Here the composer of the
C library builds the tree, and this module makes plain dicts, lists and strings of it; the record
types decide what each string means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from utm_exchange.i18n import gettext as _

Tree = Any
"""A dict, a list or a string."""

_Scalar, _Sequence = yaml.ScalarNode, yaml.SequenceNode
_PLAIN_TAGS = {
    _Scalar: "tag:yaml.org,2002:str",
    _Sequence: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_DEEPEST = 20
"""Levels of nesting; records need four. The C library crashes the process at some ten thousand."""
_MAY_HAVE_ALIAS = re.compile(r"(?:^|[\s\[{,:-])[&*][^\s&*]", re.MULTILINE)
_MAY_BE_DEEP = re.compile(rf"^[ ?:-]{{{_DEEPEST},}}", re.MULTILINE)


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Composes nodes with the plain tag of their kind: PyYAML's own search for tags costs half as much as its parsing."""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        """Do nothing: no tag depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Do nothing."""

    def resolve(self, kind: type[yaml.Node], _value: str, _implicit: tuple[bool, bool]) -> str:
        """Return the tag of a node that has none written."""
        return _PLAIN_TAGS[kind]


@dataclass(frozen=True, slots=True)
class YamlProblem(Exception):
    """What is wrong in a YAML text; ``line`` and ``column`` count from 0 within it."""

    line: int
    column: int
    code: str
    message: str
    hint: str


def parse(text: str) -> dict[str, Tree]:
    """Return the mapping that a YAML text holds; keys without a value are left out.

    Raises:
        YamlProblem: the text is no YAML, or uses what records do without (tags, anchors, several
            documents, keys twice).
    """
    try:
        if ("&" in text or "*" in text) and _MAY_HAVE_ALIAS.search(text):
            _refuse_anchors(text)
        refuse_depth(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise explain(error, text) from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlProblem(0, 0, "UTM120", _("this is not readable as YAML: {reason}").format(reason=error), _HINT_QUOTE()) from None
    if not isinstance(node, yaml.MappingNode):
        raise YamlProblem(
            0, 0, "UTM126", _("the facts are not written as 'name: value'"), _("write one fact a line, for example 'title: Trees for shade'")
        )
    tree: dict[str, Tree] = _build(node)
    return tree


def _build(node: yaml.Node) -> Tree:
    kind = type(node)
    if node.tag != _PLAIN_TAGS[kind]:
        mark = node.start_mark
        raise YamlProblem(
            mark.line, mark.column, "UTM124", _("'{tag}' is a YAML tag, and records use none").format(tag=node.tag.replace("tag:yaml.org,2002:", "!!")),
            _("delete the word that begins with '!', or put double quotes around the whole value"),
        )
    if kind is _Scalar:
        empty = not node.style and node.value in {"", "~", "null", "Null", "NULL"}
        return None if empty else node.value
    if kind is _Sequence:
        return [_build(item) for item in node.value]
    tree: dict[str, Tree] = {}
    for key, value in node.value:
        if type(key) is not _Scalar:
            raise YamlProblem(
                key.start_mark.line, key.start_mark.column, "UTM120", _("the name of a field must be one word"), _("put quotes around a value that begins with a bracket or a brace")
            )
        if key.value in tree:
            raise YamlProblem(
                key.start_mark.line,
                key.start_mark.column,
                "UTM122",
                _("'{key}' stands here twice").format(key=key.value),
                _("keep one of the two, or make them one list"),
            )
        tree[key.value] = _build(value)
    return {key: value for key, value in tree.items() if value is not None and value != []}


def _refuse_anchors(text: str) -> None:
    """Refuse anchors and aliases, before anything of them can expand."""
    for event in yaml.parse(text, Loader=_Loader):
        if getattr(event, "anchor", None):
            mark = event.start_mark
            raise YamlProblem(
                mark.line,
                mark.column,
                "UTM123",
                _("'&' and '*' begin a YAML anchor here, and records use none"),
                _("write the value out, or put quotes around it"),
            )


def refuse_depth(text: str) -> None:
    """Refuse a text that is nested too deeply for the composer, which calls itself at each level.

    Raises:
        YamlProblem: there are more levels than any file of people has.
    """
    if text.count("[") + text.count("{") < _DEEPEST and not _MAY_BE_DEEP.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            mark = event.start_mark
            raise YamlProblem(mark.line, mark.column, "UTM125", _("the facts are nested too deeply"), _("no field needs more than four levels; delete brackets or indentation"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its name and its value, each as line and column from 0."""

    name: tuple[int, int]
    value: tuple[int, int]


def places(text: str) -> dict[tuple[str | int, ...], Place]:
    """Return where everything in a YAML text stands, by path."""
    found: dict[tuple[str | int, ...], Place] = {}

    def spot(node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line, node.start_mark.column

    def walk(node: yaml.Node, path: tuple[str | int, ...]) -> None:
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                found[(*path, index)] = Place(spot(item), spot(item))
                walk(item, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                # A group or a list is pointed at by its name; a plain value by itself.
                plain = isinstance(value, yaml.ScalarNode) and value.value
                found[(*path, key.value)] = Place(spot(key), spot(value if plain else key))
                walk(value, (*path, key.value))

    walk(yaml.compose(text, Loader=_Loader), ())
    return found


def _HINT_QUOTE() -> str:  # noqa: N802 - a constant, but in the reader's language
    return _('put double quotes around the whole value: "…"')


_LEFT_OPEN = re.compile(r"""^\s*(?:- +)*(?:[\w-]+: +)?(["'])(?:(?!\1).)*$""")


def explain(error: yaml.MarkedYAMLError, text: str) -> YamlProblem:
    """Say in plain words what the YAML parser complains of, and at the line that is to be mended."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return YamlProblem(0, 0, "UTM120", _("this is not readable as YAML: {reason}").format(reason=error), _HINT_QUOTE())
    line, column = mark.line, mark.column
    shown = lines[line] if line < len(lines) else ""
    before = lines[start.line] if start.line < len(lines) else ""
    said = f"{error.context or ''}; {error.problem or ''}"
    if "\t" in shown[: len(shown) - len(shown.lstrip())] or "\t" in shown[column : column + 1]:
        return YamlProblem(line, column, "UTM121", _("a tab stands where spaces belong"), _("replace each tab by two spaces"))
    if "unknown escape" in said:
        return YamlProblem(line, column, "UTM120", _("a backslash has a special meaning between double quotes"), _("put single quotes around the value in place of the double ones"))
    if "quoted scalar" in said:
        return _unclosed(start.line, start.column)
    if opened := _left_open(lines, line):
        return _unclosed(*opened)
    if "mapping values are not allowed" in said:
        return _colon(line, column, lines)
    if "could not find expected ':'" in said:
        return YamlProblem(start.line, start.column, "UTM120", _("this line has no colon with a space after it"), _hint_no_colon(before.strip()))
    if "cannot start any token" in said or "block scalar" in said:
        column = column if "token" in said else start.column
        return YamlProblem(line, column, "UTM120", _("a value cannot begin with '{character}'").format(character=shown[column : column + 1]), _HINT_QUOTE())
    if "anchor" in said or "alias" in said:
        return YamlProblem(line, column, "UTM123", _("'&' and '*' begin a YAML anchor here, and records use none"), _HINT_QUOTE())
    if "tag" in said:
        return YamlProblem(line, column, "UTM124", _("'!' begins a YAML tag here, and records use none"), _HINT_QUOTE())
    if "flow" in said:
        if start.line >= len(lines) or not lines[start.line][start.column :]:  # the parser waited until the end
            number = max(i for i, content in enumerate(lines) if "[" in content or "{" in content)
            opened = number, max(lines[number].rfind("["), lines[number].rfind("{"))
        else:
            opened = start.line, start.column
        return YamlProblem(*opened, "UTM120", _("a bracket or brace opens here and is not closed as it should be"), _("close it, put commas between the items, or put quotes around the whole value"))
    if "expected a single document" in said:
        return YamlProblem(line, column, "UTM120", _("a line of three hyphens begins a second block here"), _("delete the line; one file holds one record"))
    if "block sequence entries are not allowed" in said:
        return YamlProblem(line, column, "UTM120", _("a list cannot begin here"), _("put each '- ' on a line of its own, below the field's name; or put quotes around the whole value"))
    if shown[:column].rstrip().endswith(('"', "'")):
        return YamlProblem(line, column, "UTM120", _("the value goes on after its closing quotation mark"), _("put the whole value between single quotes ' when it holds double ones, or between double quotes when it holds single ones"))
    return _indentation(min(line, max(len(lines) - 2, 0)), column)


def _indentation(line: int, column: int) -> YamlProblem:
    return YamlProblem(
        line,
        column,
        "UTM120",
        _("the indentation does not fit here"),
        _("let the fields of one group begin in the same column, with '- ' before each item of a list; put quotes around values with odd characters"),
    )


def _unclosed(line: int, column: int) -> YamlProblem:
    return YamlProblem(line, column, "UTM120", _("a quotation mark opens here and is never closed"), _("put the same mark at the end of the value"))


def _left_open(lines: list[str], until: int) -> tuple[int, int] | None:
    """Return where a quotation mark was opened and not closed on its line, the last one before a line."""
    for number in range(min(until, len(lines)) - 1, -1, -1):
        if match := _LEFT_OPEN.match(lines[number]):
            return number, match.start(1)
    return None


def _colon(line: int, column: int, lines: list[str]) -> YamlProblem:
    """Explain a colon that is one too many: inside a value, or after the name on a line that does not fit the one above."""
    shown = lines[line] if line < len(lines) else ""
    if name := re.match(r"(\s*(?:- +)*)[\w-]+$", shown[:column]):
        above = lines[line - 1].strip() if line else ":"
        if above and ":" not in above and not above.startswith(("-", "#")):
            return YamlProblem(line - 1, 0, "UTM120", _("this line has no colon with a space after it"), _hint_no_colon(above))
        return _indentation(line, name.end(1))
    value = shown.strip().removeprefix("- ").partition(": ")[2].replace('"', "'")
    hint = _('put double quotes around the whole value: "{value}"').format(value=value) if value else _HINT_QUOTE()
    return YamlProblem(line, column, "UTM120", _("a colon with a space stands inside a value"), hint)


def _hint_no_colon(line: str) -> str:
    """Propose the line as YAML needs it: with a space after its colon or its hyphen."""
    name, colon, value = line.partition(":")
    if colon and value.strip():
        return _("write '{line}', with a space after the colon").format(line=f"{name}: {value}")
    if line.startswith("-"):
        return _("write '{line}', with a space after the hyphen").format(line=f"- {line[1:]}")
    return _("write 'name: value', with a space after the colon; a long value goes on with more indentation")
