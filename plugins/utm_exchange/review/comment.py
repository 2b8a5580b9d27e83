"""The comment on a pull request: errors first, then advice, then what changes; one comment, kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark, ngettext
from utm_exchange.records.problems import Problem
from utm_exchange.review.changes import RecordChange
from utm_exchange.review.inert import code, inert
from utm_exchange.review.sizes import Growth

MARKER = "<!-- utm-review -->"
"""How the comment begins, by which it is found again. GitHub does not show it."""
LONGEST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
_MOST_PROBLEMS = 60
_MOST_CHANGES = 100

_WORDS = {
    "added": mark("New"),
    "renamed": mark("Renamed"),
    "changed": mark("Changed"),
    "withdrawn": mark("Withdrawn"),
    "restored": mark("No longer withdrawn"),
    "deleted": mark("Deleted"),
    "broken": mark("To be mended first"),
}


@dataclass(frozen=True)
class Review:
    """All that the comment tells."""

    problems: Sequence[Problem]
    touched: frozenset[str]
    """Paths of the files that the pull request changes."""
    changes: Sequence[RecordChange]
    preview: str = ""
    """Address of the preview: of a site where it ends with a stroke, else of a file to download."""
    growth: Growth | None = None

    @property
    def errors(self) -> list[Problem]:
        """What must be mended, in the files of the pull request first."""
        found = [problem for problem in self.problems if problem.severity == "error"]
        return sorted(found, key=lambda problem: problem.path not in self.touched)

    @property
    def advice(self) -> list[Problem]:
        """What could be better in the files of the pull request."""
        return [p for p in self.problems if p.severity != "error" and p.path in self.touched]


def comment(review: Review, fmt: Formatter) -> str:
    """Return the comment as GitHub's Markdown, never longer than GitHub takes."""
    parts = [
        MARKER,
        *_verdict(review),
        *_problems(_("Errors"), review.errors, review.touched),
        *_problems(_("Advice"), review.advice, review.touched),
        *_changes(review),
        *(_sizes(review.growth, fmt) if review.growth else ()),
        *_preview(review.preview),
        _("This comment is written by `utm review` and follows every change of the pull request."),
    ]
    text = "\n\n".join(parts) + "\n"
    if len(text) > LONGEST:
        cut = text[:LONGEST].rpartition("\n")[0]
        text = f"{cut}\n\n" + _("There is more; `utm check` shows all of it.") + "\n"
    return text


def _verdict(review: Review) -> Iterator[str]:
    errors, advice = len(review.errors), len(review.advice)
    if errors:
        yield "## " + ngettext("{n} error is to be mended", "{n} errors are to be mended", errors).format(
            n=errors
        )
        yield _(
            "Each message says where it is and how to mend it. Change the files, and this comment follows."
        )
    elif advice:
        yield "## " + _("No errors, some advice")
        yield _("Nothing stands in the way. What follows would make it better.")
    else:
        yield "## " + _("No errors")
        yield _("The checks find nothing wrong. An editor reads it next.")


def _problems(heading: str, problems: Sequence[Problem], touched: frozenset[str]) -> Iterator[str]:
    if not problems:
        return
    yield f"### {heading}"
    for path, group in groupby(problems[:_MOST_PROBLEMS], key=lambda problem: problem.path):
        where = "" if path in touched else " " + _("(not changed here, but no longer right)")
        yield f"**{code(path)}**{where}\n\n" + "\n".join(map(_problem, group))
    if len(problems) > _MOST_PROBLEMS:
        more = len(problems) - _MOST_PROBLEMS
        yield ngettext("And {n} more.", "And {n} more.", more).format(n=more)


def _problem(problem: Problem) -> str:
    place = _("line {line}").format(line=problem.line)
    mend = _("Mend:")
    return f"- **{place}** {inert(problem.message)} ({problem.code})\n  **{mend}** {inert(problem.hint)}"


def _changes(review: Review) -> Iterator[str]:
    if not review.changes:
        return
    yield "### " + _("What changes")
    yield "\n".join(_change(change, review.preview) for change in review.changes[:_MOST_CHANGES])
    if len(review.changes) > _MOST_CHANGES:
        more = len(review.changes) - _MOST_CHANGES
        yield ngettext("And {n} more.", "And {n} more.", more).format(n=more)


def _change(change: RecordChange, preview: str) -> str:
    words = f"**{_(_WORDS[change.kind])}** {_(change.type.label)}: {inert(change.title)}"
    page = code(change.address) if change.address else ""
    if page and preview.endswith("/"):
        page = f"[{page}]({preview}{change.address})"
    notes = [page] if page else []
    if change.before:
        notes.append(
            _("was {name}; add it to 'aliases' so that its old address leads here").format(
                name=code(change.before)
            )
        )
    if change.fields:
        notes.append(_("changed: {fields}").format(fields=", ".join(map(code, change.fields))))
    if change.kind == "deleted":
        notes.append(_("its address leads nowhere then; 'withdrawn:' keeps a page that says why"))
    return f"- {words}" + "".join(f"\n  {note}" for note in notes)


def _sizes(growth: Growth, fmt: Formatter) -> Iterator[str]:
    rows = (
        (_("Pages"), growth.before.pages, growth.after.pages, ""),
        (_("Files"), growth.before.files, growth.after.files, ""),
        (_("Stored"), growth.before.stored, growth.after.stored, "kB"),
        (_("Sent, compressed"), growth.before.sent, growth.after.sent, "kB"),
    )
    yield "### " + _("Size of the site")
    yield _table(
        (_("What"), _("Before"), _("After"), _("Change")),
        ((name, *_amounts(before, after, unit, fmt)) for name, before, after, unit in rows),
    )
    if growth.most:
        yield _("Pages that change most, compressed:")
        yield _table(
            (_("Page"), _("Before"), _("After"), _("Change")),
            ((code(path), *_amounts(before, after, "B", fmt)) for path, before, after in growth.most),
        )


def _amounts(before: int, after: int, unit: str, fmt: Formatter) -> tuple[str, str, str]:
    """Return a number before and after, and their difference with its sign; bytes as ``kB`` where that is the unit."""
    old, new = (round(number / 1000) if unit == "kB" else number for number in (before, after))
    sign = "+" if new > old else ""
    return (
        f"{fmt.number(old)} {unit}".strip(),
        f"{fmt.number(new)} {unit}".strip(),
        f"{sign}{fmt.number(new - old)} {unit}".strip(),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _preview(address: str) -> Iterator[str]:
    if not address:
        return
    yield "### " + _("Preview")
    if address.endswith("/"):
        yield _("[See the site as it would be]({address}).").format(address=address)
    else:
        yield _(
            "[Download the site as it would be]({address}) (GitHub asks you to sign in), unpack it and open index.html."
        ).format(address=address)
