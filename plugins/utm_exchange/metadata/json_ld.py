"""JSON-LD: structured data as text that may stand inside an HTML page.

Format: JSON-LD 1.1 with the vocabulary of https://schema.org, in a data block
(``<script type="application/ld+json">``). A browser never executes a data block, so a content
security policy has nothing to allow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

CONTEXT = "https://schema.org"

# Inside a script element only "</script" and "<!--" end or hide what follows, and old JavaScript
# readers take the two separators for line ends. Escaped as JSON allows, no text can break out.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def node(type_name: str, **properties: Any) -> dict[str, Any]:
    """Return one thing of a type, without the properties that are empty.

    Zero stays: a place on the equator has a latitude.
    """
    kept = {name: value for name, value in properties.items() if value not in (None, "", [], ())}
    return {"@type": type_name, **kept}


def one_or_all(values: Sequence[Any]) -> Any:
    """Return a single value bare, several as a list, none as None: the shortest form that means the same."""
    return list(values) if len(values) > 1 else values[0] if values else None


def script_text(things: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of a data block that holds these things; '' for none."""
    if not things:
        return ""
    document = (
        {"@context": CONTEXT, **things[0]}
        if len(things) == 1
        else {"@context": CONTEXT, "@graph": list(things)}
    )
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
