"""Prose: what must hold in contributed Markdown, in the text of a record and in pages alike."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from utm_exchange.i18n import gettext as _
from utm_exchange.records.body import prose_lines, without_code
from utm_exchange.records.markup import ATTRIBUTES, SCHEMES, TAGS, leads_away, scheme_of
from utm_exchange.records.problems import Severity
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME

LONGEST = 60_000
"""Characters in the text of one record or page; the longest real one has a sixth of it."""
_DEEPEST = 12
"""Levels of lists and quotations; the Markdown library calls itself at each."""
_MARKS = "[`*_<&"
_MOST_MARKS, _MOST_MARKS_IN_ALL = 300, 1_500
"""Marks of Markdown in a paragraph and in a text; real ones have 35 and 91.

The Markdown library takes more than quadratic time over them: half a minute for 5,000 brackets.
"""


_MAY_BE_DEEP = re.compile(rf"^[ >\t]{{{_DEEPEST},}}", re.MULTILINE)
_WORTH_A_LOOK = re.compile(r"[<\]{]|TODO|FIXME|TB[DC]|XXX|[Ll]orem")


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong in a text; ``line`` and ``column`` count from 0."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    severity: Severity = "error"


def slips(text: str) -> Iterator[Slip]:
    """Yield what is wrong in a Markdown text, whichever record or page it belongs to."""
    if len(text) > LONGEST:
        yield Slip(
            0,
            0,
            "UTM610",
            _("this text has {length} characters, at most {limit} fit").format(
                length=len(text), limit=LONGEST
            ),
            _("shorten it; a report belongs on a page of its own, as a source"),
        )
        return
    tangled = _tangled(text)
    if tangled is not None:
        yield Slip(
            tangled,
            0,
            "UTM613",
            _("this line is nested too deeply, or its paragraph holds too many marks"),
            _("write it in plain paragraphs and lists of few levels"),
        )
        return
    if not _WORTH_A_LOOK.search(text):
        return
    for number, line in prose_lines(text):
        plain = without_code(line)
        for rule in _RULES:
            for column, code, message, hint in rule(plain):
                yield Slip(number, column, code, message, hint)


Found = tuple[int, str, str, str]
"""Column from 0, code, message and hint of something wrong in a line."""


def _tangled(text: str) -> int | None:
    """Return the first line, from 0, over which the Markdown library would take too long, or None."""
    if sum(map(text.count, (*_MARKS, ":"))) <= _MOST_MARKS // 3 and not _MAY_BE_DEEP.search(text):
        return None
    in_all = in_paragraph = 0
    for number, line in enumerate(text.split("\n")):
        start = line[: len(line) - len(line.lstrip(" >\t"))]
        # For each definition of a list the library calls itself three times.
        marks = sum(map(line.count, _MARKS)) + 3 * line.lstrip().startswith(":")
        in_paragraph = in_paragraph + marks if line.strip() else 0
        in_all += marks
        deep = start.count(">") > _DEEPEST or len(start) > _DEEPEST * 4
        if deep or in_paragraph > _MOST_MARKS or in_all > _MOST_MARKS_IN_ALL:
            return number
    return None


_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/?>?|<!--|<[!?]"
)
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)?[^\s<>]*[.@][^\s<>]*>")
_EMBEDDING = frozenset({"iframe", "video", "audio", "embed", "object"})


def _html(line: str) -> Iterator[Found]:
    if "<" not in line:
        return
    for tag in _TAG.finditer(line):
        if _AUTOLINK.match(line, tag.start()):
            continue
        name = (tag["name"] or "").lower()
        if not name:
            yield (
                tag.start(),
                "UTM605",
                _("a comment or declaration of HTML does not belong in the text"),
                _("delete it; what stands here is public"),
            )
        elif name not in TAGS:
            yield (
                tag.start(),
                "UTM605",
                _("the HTML tag '{tag}' is not used here").format(tag=name),
                _tag_hint(name),
            )
            return
        elif not tag["end"] and (odd := _odd_attribute(name, tag["attributes"])):
            yield (
                tag.start(),
                "UTM605",
                _("'{attribute}' is not used here in the HTML tag '{tag}'").format(attribute=odd, tag=name),
                _("write plain text, with Markdown where it needs form: the site gives it its looks"),
            )
            return


def _tag_hint(name: str) -> str:
    if name in _EMBEDDING:
        return _("pages load nothing from elsewhere; write a link to it: [what it shows](https://…)")
    return _("write plain text, with Markdown where it needs form: **strong**, *stressed*, - a list")


def _odd_attribute(tag: str, attributes: str) -> str:
    """Return the first attribute that a tag may not have, or whose address leads where none may."""
    for name, value in _ATTRIBUTE.findall(attributes):
        plain = str(name).lower()
        if plain not in ATTRIBUTES.get(tag, frozenset()) | ATTRIBUTES["*"]:
            return plain[:40]
        address = value.strip("\"'")
        if plain == "href" and scheme_of(address) not in {"", *SCHEMES, *TYPES_BY_NAME}:
            return plain
        if plain == "src" and leads_away(address):
            return plain
    return ""


def pictures_shown(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line and column from 0, and the address, of each picture of this site that a text shows."""
    for number, line in prose_lines(text):
        for picture in _PICTURE.finditer(without_code(line)) if "![" in line else ():
            if picture[2] and not leads_away(picture[2]):
                yield number, picture.start(), picture[2]


_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(\s*<?([^\s)>]*)")


def _pictures(line: str) -> Iterator[Found]:
    for picture in _PICTURE.finditer(line) if "![" in line else ():
        words, address, column = picture[1], picture[2], picture.start()
        if leads_away(address):
            yield (
                column,
                "UTM606",
                _("the picture {address} is not part of this site").format(address=address[:80]),
                _(
                    "put the picture beside this file if its licence allows that, or link to it: [{words}]({address})"
                ).format(words=words or _("what it shows"), address=address[:200]),
            )
        elif not words.strip():
            yield (
                column,
                "UTM608",
                _("this picture has no words for those who do not see it"),
                _("say between the brackets what it shows: ![Two people on a new path]({address})").format(
                    address=address[:80]
                ),
            )


_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]]*)\]\(\s*<?(?P<address>[^\s)>]*)|^ {0,3}\[[^\[\]]+\]:\s*<?(?P<named>[^\s>]+)"
)
_EXCHANGED = re.compile(
    r"\(([^()]+)\)\[((?:https?://|www\.)[^\[\]\s]+)\]|(?<!!)\[([^\[\]]+)\] \(((?:https?://|www\.)[^()\s]+)\)"
)


def _links(line: str) -> Iterator[Found]:
    if "]" not in line:
        return
    for found in _EXCHANGED.finditer(line):
        words, address = (found[1] or found[3], found[2] or found[4])
        link = f"[{words}]({address})"
        yield (
            found.start(),
            "UTM611",
            _("this does not become a link"),
            _(
                "write the words between square brackets, the address in round ones, and nothing between: {link}"
            ).format(link=link),
        )
    for found in _LINK.finditer(line):
        address = found["address"] or found["named"] or ""
        if hint := _address_hint(address):
            yield (
                found.start(),
                "UTM612",
                _("'{address}' is no address that a link may have").format(address=address[:80]),
                hint,
            )


_ON_THIS_SITE = re.compile(
    r"(?:\.\./|/)+(?P<folder>[a-z]+)/(?P<slug>[a-z0-9-]+)(?:\.md|\.yaml|/(?:index\.html)?)?(?:#.*)?"
)


def _address_hint(address: str) -> str:  # noqa: PLR0911 - one return for each way to write it wrong
    """Say what to write in place of an address that a link may not have; '' where it may."""
    scheme = scheme_of(address)
    if scheme in TYPES_BY_NAME and not address.startswith(scheme):
        return _("write '{identity}'").format(identity=f"{scheme}:{address.partition(':')[2]}")
    found = _ON_THIS_SITE.fullmatch(address)
    if found and found["slug"] != "index":
        for record_type in RECORD_TYPES:
            if found["folder"] in {record_type.address, record_type.folder.rpartition("/")[2]}:
                return _("name the record: write '{identity}'").format(
                    identity=f"{record_type.type_name}:{found['slug']}"
                )
    if scheme and scheme not in SCHEMES and scheme not in TYPES_BY_NAME:
        if near := difflib.get_close_matches(scheme, TYPES_BY_NAME, n=1, cutoff=0.6):
            return _("write '{identity}'").format(identity=f"{near[0]}:{address.partition(':')[2]}")
        return _(
            "links begin with https://, http:// or mailto:, or name a record: practice:oslo-climate-budget"
        )
    if re.match(r"(?:www\.)[\w-]+\.", address):
        return _("write the whole address: https://{address}").format(address=address)
    if address.startswith(("/", "\\")):
        return _("name the record, as practice:oslo-climate-budget, or write the whole address")
    return ""


_LEFTOVER = re.compile(r"\b(?:TODO|FIXME|TBD|TBC|XXX)\b|\b[Ll]orem ipsum\b|\{\{|\{%")


def _leftovers(line: str) -> Iterator[Found]:
    if found := _LEFTOVER.search(line):
        yield (
            found.start(),
            "UTM609",
            _("'{text}' was left over from a template or a draft").format(text=found[0]),
            _("write it, or delete the line"),
        )


_RULES: tuple[Callable[[str], Iterator[Found]], ...] = (_html, _pictures, _links, _leftovers)
