"""Settings: what the command line needs to know of a catalogue before anything is built."""

from __future__ import annotations

import datetime as dt
import os
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.yaml_text import explain


@dataclass(frozen=True)
class Settings:
    """The part of ``mkdocs.yml`` that is read without MkDocs."""

    synthetic: bool


class _AnyTag(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads settings whose tags (``!ENV`` and others) only MkDocs understands."""


_AnyTag.add_multi_constructor("", lambda loader, suffix, node: None)  # type: ignore[no-untyped-call]


def read_settings(root: Path) -> Settings | Problem:
    """Read ``mkdocs.yml`` below a catalogue's root, or say what is wrong with it."""
    path = root / "mkdocs.yml"
    hint = _("every catalogue has a file mkdocs.yml beside its folders content and cities")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = yaml.load(text, _AnyTag)  # noqa: S506 - a safe loader that ignores tags
    except OSError as error:
        return Problem("mkdocs.yml", 1, 1, "UTM801", _("this file cannot be read: {reason}").format(reason=error.strerror), hint)
    except UnicodeDecodeError:
        return Problem("mkdocs.yml", 1, 1, "UTM801", _("this file is not in UTF-8"), _("save it with the encoding UTF-8"))
    except yaml.MarkedYAMLError as error:
        found = explain(error, text)
        return Problem("mkdocs.yml", found.line + 1, found.column + 1, "UTM801", found.message, found.hint)
    except yaml.YAMLError as error:
        return Problem("mkdocs.yml", 1, 1, "UTM801", str(error), hint)
    if not isinstance(data, dict):
        return Problem("mkdocs.yml", 1, 1, "UTM801", _("the settings are not written as 'name: value'"), hint)
    extra = data.get("extra")
    return Settings(synthetic=bool(isinstance(extra, dict) and extra.get("synthetic")))


def today_of(text: str | None = None) -> dt.date:
    """Return the build's date: the one given, else ``SOURCE_DATE_EPOCH``, else the clock, read once.

    Raises:
        ValueError: ``text`` is not a date.
    """
    if text:
        return dt.date.fromisoformat(text)
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
