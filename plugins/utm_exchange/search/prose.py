"""Prose: the words in a record or a page that a person would read, without marks and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.records.types import Part, Record
from utm_exchange.records.values import Line, Party, Text, Title

_ASIDE = frozenset({"title", "summary", "sources", "withdrawn", "contributors"})
"""Fields that stand in fields of the index of their own, or are about the record and not its subject."""

_PROSE = [mark for kind in (Title, Line, Text, Party) for mark in get_args(kind)[1:]]
"""What marks a field as words for people; pydantic keeps it beside the field's type."""

_CODE_FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[`~]*\s*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:)[^\s>]*>?")
_HTML = re.compile(r"<[!/?a-zA-Z][^>]*>")
_BEGINNINGS = re.compile(r"\n[ \t]*(?:(?:#{1,6}|[>+-]|\d+\.)[ \t]+|:?-{3,}[^\n]*)")
_NOTES = re.compile(r"\[\^[^\]]*\]:?|\{[:#.][^}]*\}")
_MARKS = "*_`|"


def plain(markdown: str) -> str:
    """Return the words of a Markdown text."""
    text = _CODE_FENCE.sub(" ", markdown) if "```" in markdown or "~~~" in markdown else markdown
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _HTML.sub(" ", text)
    if "://" in text or "mailto:" in text:
        text = _ADDRESS.sub(" ", text)
    if "[^" in text or "{" in text:
        text = _NOTES.sub(" ", text)
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return _BEGINNINGS.sub("\n", f"\n{text}")


def words_of(record: Record, catalogue: Catalogue) -> str:
    """Return everything that a record says in words, beside its title and summary."""
    return " \n".join((plain(record.body), *_said(record, catalogue)))


def _said(part: Part, catalogue: Catalogue) -> Iterator[str]:
    for name in _prose_fields(type(part)):
        value: Any = getattr(part, name)
        if not value:
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Part):
                yield from _said(item, catalogue)
            else:
                yield named.title if ":" in item and (named := catalogue.get(item)) else item


@lru_cache
def _prose_fields(part: type[Part]) -> tuple[str, ...]:
    """Return the fields of a type that hold words or groups that may; a new field is found by its type."""
    return tuple(
        name
        for name, held in part.model_fields.items()
        if name not in _ASIDE and (_is_prose(held.metadata) or _holds_prose(held.annotation))
    )


def _is_prose(metadata: Iterable[Any]) -> bool:
    return any(mark in _PROSE for mark in metadata)


def _holds_prose(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return _is_prose(get_args(hint)[1:])
    if isinstance(hint, type) and issubclass(hint, Part):
        return True
    return any(_holds_prose(inner) for inner in get_args(hint))
