"""One page of every template, and what else is looked at."""

from __future__ import annotations

TEMPLATES = (
    "",
    "practices/",
    "practices/freetown-the-treetown/",
    "cities/",
    "cities/lviv/",
    "cities/guimaraes/",
    "cohort/",
    "cohort/region/europe/",
    "cohort/size/",
    "browse/",
    "browse/sector/mobility/",
    "browse/map/",
    "events/",
    "events/cop27-first-cohort/",
    "events/global-innovation-summit-2023/",
    "events/series/utmc-regional-events/",
    "news/",
    "news/digest/",
    "news/digest/2023-11/",
    "feeds/",
    "news/first-48-cities/",
    "funding/",
    "funding/gap-fund/",
    "training/",
    "training/utm-city2city/",
    "needs/",
    "needs/business-models/",
    "alliance/",
    "alliance/gcom/",
    "voices/",
    "voices/eleanor-webster/",
    "whats-new/",
    "whats-new/sector/mobility/",
    "guidance/",
    "guidance/assess/",
    "pillars/",
    "pillars/integrated-transition/",
    "about/",
    "about/data/",
    "contribute/",
    "contribute/practice/",
    "contribute/event/",
    "contribute/fields/",
    "about/design/",
    "about/problems/",
    "about/health/",
    "search/",
    "packs/",
    "offline/",
    "404.html",
)
"""Addresses below the site's root; `tests/site/test_access.py` holds that no template is missing."""

PRACTICE = "practices/freetown-the-treetown/"
"""The page whose first visit is weighed."""

PRINTED = ("practices/freetown-the-treetown/", "cities/lviv/", "guidance/assess/")
"""The documents that people print."""

MEASURED = (
    "",
    "practices/",
    PRACTICE,
    "cities/lviv/",
    "cohort/",
    "browse/sector/mobility/",
    "events/",
    "funding/",
    "news/first-48-cities/",
    "guidance/assess/",
)
"""The templates that Lighthouse measures."""
