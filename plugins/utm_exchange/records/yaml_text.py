"""YAML without surprises: every scalar is text, nothing is guessed, nothing expands.

YAML 1.1 reads ``NO`` as false, ``12:30`` as 750 and ``1e3`` as a number. Here the composer of the
C library builds the tree, and this module makes plain dicts, lists and strings of it; the record
types decide what each string means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from sys import intern
from typing import Any

import yaml

from utm_exchange.i18n import gettext as _
from utm_exchange.records.yaml_errors import YamlProblem, explain, quote_hint

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
_LONGEST = 200
"""Entries of a list; the longest real one has some twenty. Each alias is a page of its own."""
_OFTEN = 32
"""Letters of values that many records have, as ids, terms and units, and of which one copy does."""
_ODD_SPACE = re.compile(r"^[ \t]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)
_LOST = re.compile(r"[ \t]+#[^\s#]")
"""A hash that hides the rest of a line; a remark that is meant has a space after its hash."""
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
        if not text.isascii() and (space := _ODD_SPACE.search(text)):
            raise _odd_space(text, space.end())
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise explain(error, text) from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlProblem(
            0, 0, "UTM120", _("this is not readable as YAML: {reason}").format(reason=error), quote_hint()
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise YamlProblem(
            0,
            0,
            "UTM126",
            _("the facts are not written as 'name: value'"),
            _("write one fact a line, for example 'title: Trees for shade'"),
        )
    tree: dict[str, Tree] = _build(node)
    if _LOST.search(text):
        _refuse_lost_text(text.split("\n"), node)
    return tree


def _odd_space(text: str, end: int) -> YamlProblem:
    return YamlProblem(
        text.count("\n", 0, end),
        end - text.rfind("\n", 0, end) - 2,
        "UTM121",
        _("this line begins with a space of another kind, which came in by pasting"),
        _("replace what stands before the first letter by spaces, two spaces for each level"),
    )


def _refuse_lost_text(lines: list[str], node: yaml.Node) -> None:
    """Refuse values without quotes of which YAML drops the end, from a hash on."""
    if isinstance(node, _Scalar):
        line, column = node.end_mark.line, node.end_mark.column
        if getattr(node, "style", None) or line >= len(lines) or not _LOST.match(lines[line], column):
            return
        value = f"{node.value}{lines[line][column:]}".strip()
        raise YamlProblem(
            line,
            lines[line].index("#", column),
            "UTM128",
            _("what follows the hash is lost: a hash after a space begins a remark"),
            _('put double quotes around the whole value: "{value}"').format(value=value.replace('"', "'")),
        )
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            _refuse_lost_text(lines, part)


def _build(node: yaml.Node) -> Tree:
    kind = type(node)
    if node.tag != _PLAIN_TAGS[kind]:
        mark = node.start_mark
        raise YamlProblem(
            mark.line,
            mark.column,
            "UTM124",
            _("'{tag}' is a YAML tag, and records use none").format(
                tag=node.tag.replace("tag:yaml.org,2002:", "!!")
            ),
            _("delete the word that begins with '!', or put double quotes around the whole value"),
        )
    if kind is _Scalar:
        text: str = node.value
        if not getattr(node, "style", None) and text in {"", "~", "null", "Null", "NULL"}:
            return None
        return intern(text) if len(text) <= _OFTEN else text
    if kind is _Sequence:
        if len(node.value) > _LONGEST:
            mark = node.start_mark
            raise YamlProblem(
                mark.line,
                mark.column,
                "UTM210",
                _("this list has {length} entries, at most {limit} fit").format(
                    length=len(node.value), limit=_LONGEST
                ),
                _("keep those that matter most; long tables belong in the source"),
            )
        return [_build(item) for item in node.value]
    tree: dict[str, Tree] = {}
    for key, value in node.value:
        if type(key) is not _Scalar:
            raise YamlProblem(
                key.start_mark.line,
                key.start_mark.column,
                "UTM120",
                _("the name of a field must be one word"),
                _("put quotes around a value that begins with a bracket or a brace"),
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
            line, column = _spot(event)
            raise YamlProblem(
                line,
                column,
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
            line, column = _spot(event)
            raise YamlProblem(
                line,
                column,
                "UTM125",
                _("the facts are nested too deeply"),
                _("no field needs more than four levels; delete brackets or indentation"),
            )


def _spot(thing: Any) -> tuple[int, int]:
    """Return line and column, from 0, of a node or an event."""
    return thing.start_mark.line, thing.start_mark.column


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its name and its value, each as line and column from 0."""

    name: tuple[int, int]
    value: tuple[int, int]


def places(text: str) -> dict[tuple[str | int, ...], Place]:
    """Return where everything in a YAML text stands, by path."""
    found: dict[tuple[str | int, ...], Place] = {}

    def walk(node: yaml.Node, path: tuple[str | int, ...]) -> None:
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                found[(*path, index)] = Place(_spot(item), _spot(item))
                walk(item, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                # A group or a list is pointed at by its name; a plain value by itself.
                plain = isinstance(value, yaml.ScalarNode) and value.value
                found[(*path, key.value)] = Place(_spot(key), _spot(value if plain else key))
                walk(value, (*path, key.value))

    root = yaml.compose(text, Loader=_Loader)
    if root is not None:
        walk(root, ())
    return found
