"""The cohort by region and by size: bars that lead to the page of each group."""

from __future__ import annotations

from utm_exchange.catalogue.cohort import Cohort, Group
from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark, ngettext
from utm_exchange.indexes.charts.drawing import (
    LINE,
    NARROW,
    Chart,
    Drawn,
    Row,
    bar,
    drawing,
    fit,
    legend,
    lines_of,
    short,
    words,
)

TITLES = {
    "region": mark("The cities by region"),
    "country": mark("The cities by country"),
    "size": mark("The cities by size"),
    "target-year": mark("The cities by target year"),
    "wave": mark("The cities by wave"),
}
THICK = 14
"""Pixels of a bar."""
COUNTS = 60
"""Pixels kept free for the counts."""
APART = 18
"""Pixels between one group and the next."""


def group_chart(cohort: Cohort, kind: str, base: str, fmt: Formatter) -> Chart | None:
    """Draw the groups of a ``kind``, members and contributing cities end to end, or None for no groups.

    ``base`` leads from the page to the site's root.
    """
    groups = cohort.groups.get(kind, ())
    if not groups:
        return None
    prefix = f"{kind}-chart"
    title = _(TITLES[kind])
    most = max(len(group.members) + len(group.contributing) for group in groups) or 1
    y, parts = 0.0, []
    for group in groups:
        drawn, height = _group(prefix, group, base, most, fmt)
        parts.append(f'<g transform="translate(0 {short(y)})">{drawn}</g>')
        y += height + APART
    description = _(
        "One bar for each group; each leads to the page of its cities. The table below says the same."
    )
    used = [
        name for name, held in (("member", cohort.members), ("contributing", cohort.contributing)) if held
    ]
    return Chart(
        prefix,
        title,
        drawing(prefix, title, description, ("".join(parts), y - APART + 2), role="group"),
        (_("Group"), _("Cities of the cohort"), _("Contributing cities")),
        tuple(_row(group, base, fmt) for group in groups),
        legend(used),
        (_("The numbers are cities of the cohort + contributing cities."),),
    )


def _address(group: Group, base: str) -> str:
    return f"{base}/cohort/{group.kind}/{group.id}/"


def _group(prefix: str, group: Group, base: str, most: int, fmt: Formatter) -> Drawn:
    """Draw a group as one link: its name, its counts and its bar."""
    label = lines_of(group.label, NARROW - COUNTS)
    members, contributing = len(group.members), len(group.contributing)
    top = LINE * len(label) + 4
    share = 100 / most
    bars = ""
    if members:
        bars += bar(prefix, "member", f'y="{top}" width="{short(members * share)}%" height="{THICK}"')
    if contributing:
        place = (
            f'x="{short(members * share)}%" y="{top}" width="{short(contributing * share)}%" height="{THICK}"'
        )
        bars += bar(prefix, "contributing", place)
    # The whole row answers to a finger, the gaps between its parts too.
    hit = f'<rect class="hit" width="100%" height="{top + THICK + 4}"/>'
    counts = f"{fmt.number(members)} + {fmt.number(contributing)}"
    text = words(label, "0", LINE - 4, name="label") + " " + words((counts,), "100%", LINE - 4, anchor="end")
    # The link's name begins with the words that are seen, so that it can be called by voice.
    seen = f"{' '.join(label)} {counts}"
    said = _said(group, fmt)
    link = (
        f'<a href="{fit(_address(group, base))}" aria-label="{fit(f"{seen}: {said}")}">{hit}{text}{bars}</a>'
    )
    return link, top + THICK


def _said(group: Group, fmt: Formatter) -> str:
    """Say the counts of a group in full."""
    members, contributing = len(group.members), len(group.contributing)
    said = ngettext("{n} city of the cohort", "{n} cities of the cohort", members).format(
        n=fmt.number(members)
    )
    more = ngettext("{n} contributing city", "{n} contributing cities", contributing).format(
        n=fmt.number(contributing)
    )
    return f"{said}, {more}"


def _row(group: Group, base: str, fmt: Formatter) -> Row:
    return Row(
        (group.label, fmt.number(len(group.members)), fmt.number(len(group.contributing))),
        href=_address(group, base),
    )
