"""The list of problems in the contributor guide, made from the codes themselves."""

from __future__ import annotations

from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.index_pages import Crumb, IndexPage, home
from utm_exchange.records.codes import CODES


def problem_page() -> IndexPage:
    """Return the page with one entry per problem code."""
    lead = _("What the checks find, by code. Every message also says where it is and how to mend it.")
    return IndexPage(
        "about/problems/",
        _("Problems and how to mend them"),
        lead,
        "indexes/problems.html",
        (home(), Crumb(_("About"), "about/")),
        data={"codes": CODES},
    )
