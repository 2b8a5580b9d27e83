"""Traces: what would betray that a record exists, in any file of the site."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import Record

_ESCAPED = re.compile(r"[&<>\"'\\,;:/\x00-\x1f\x7f-\U0010ffff]+")
"""Characters that one format or another writes differently; what stands between them is the same in all."""
_TELLING = 8
"""Letters that a piece of a title needs for a quick search to leave most files aside."""


@dataclass
class Text:
    """A text to look through, in small letters."""

    small: str

    @cached_property
    def plain(self) -> str:
        """Its words alone, which several traces may ask for."""
        return plain(self.small)


@dataclass(frozen=True)
class Trace:
    """Something to look for.

    ``quick`` are pieces in small letters of which one stands in every file that holds the trace;
    ``words`` say in a problem what was found.
    """

    record: Record
    words: str
    quick: tuple[bytes, ...]
    pattern: re.Pattern[str] | None
    """What betrays the record in text in small letters; None for a title, which formats write differently."""
    title: str = ""

    def is_in(self, text: Text, site: str = "") -> bool:
        """Tell whether a text holds it, other sites' addresses excepted.

        ``site`` is the site's own address, '' where nobody has said it.
        """
        if self.pattern is None:
            return self.title in text.plain
        return any(not _elsewhere(text.small, at.start(), site) for at in self.pattern.finditer(text.small))


def _elsewhere(text: str, place: int, site: str) -> bool:
    """Tell whether a place lies in the address of another site, which may use the same words."""
    before = re.split(r"[\s\"'<>(),\\]", text[max(0, place - 300) : place])[-1]
    own = site.partition("://")[2].lower().rstrip("/")  # under any scheme: webcal: is ours too
    return "://" in before and not (own and before.partition("://")[2].startswith(own))


def plain(text: str) -> str:
    """Return a text's words alone, as they are in every format: nothing escaped, no marks, small letters."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    text = html.unescape(html.unescape(text)).replace("\\n", " ").replace("\\", "")
    return " ".join(re.findall(r"\w+", text.casefold()))


def traces_of(held: Iterable[Record], seen: Iterable[Record]) -> Iterator[Trace]:
    """Yield what must not be found of the records held back.

    Words that a public record has too betray nothing: the same title, the same file name in another
    type. A title of a single word, such as a city's, stands in too many texts to be looked for.
    """
    public = list(seen)
    titles = {plain(record.title) for record in public}
    names = {name for record in public for name in (record.slug, *record.aliases)}
    names |= {source.id for record in public for source in record.sources if source.id}
    for record in held:
        for name in (record.slug, *record.aliases):
            yield from _name_traces(record, name, told_alone="-" in name and name not in names)
        title = plain(record.title)
        if " " in title and title not in titles:
            yield Trace(record, _("its title"), _pieces(record.title), None, title)
        image = getattr(record, "image", None)
        if image is not None:
            yield _trace(record, _("its picture"), image.file, image.file.rsplit(".", 1)[0])


def _name_traces(record: Record, name: str, *, told_alone: bool) -> Iterator[Trace]:
    yield _trace(record, _("its identity"), f"{record.type_name}:{name}", name)
    yield _trace(record, _("its address"), f"{record.address}/{name}", name)
    if told_alone:
        # Alone between quotation marks it is a value of JSON, a cell of CSV or an attribute.
        pattern = re.compile(rf"(?<=[\"'>,]){re.escape(name)}(?=[\"'<,])")
        yield Trace(record, _("its name"), (name.encode(),), pattern)


def _trace(record: Record, words: str, text: str, quick: str) -> Trace:
    pattern = re.compile(rf"(?<![a-z0-9-]){re.escape(text.lower())}(?![a-z0-9-])")
    return Trace(record, words, (quick.lower().encode(),), pattern)


def _pieces(title: str) -> tuple[bytes, ...]:
    """Return pieces of a title, one of which stands in every file that has the title in some format."""
    longest = max((piece.strip() for piece in _ESCAPED.split(title)), key=len)
    if len(longest) >= _TELLING:
        return (longest.lower().encode(),)
    word = max(re.findall(r"\w+", title), key=len)
    forms = (word, json.dumps(word)[1:-1], word.encode("ascii", "xmlcharrefreplace").decode())
    return tuple(dict.fromkeys(form.encode().lower() for form in forms))
