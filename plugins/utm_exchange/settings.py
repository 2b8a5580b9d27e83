"""Settings: what the command line needs to know of a catalogue before anything is built."""

from __future__ import annotations

import datetime as dt
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.when import parse_moment
from utm_exchange.records.yaml_errors import YamlProblem, explain, quote_hint
from utm_exchange.records.yaml_text import refuse_depth


@dataclass(frozen=True)
class Settings:
    """The part of ``mkdocs.yml`` that is read without MkDocs."""

    synthetic: bool


class _AnyTag(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads settings whose tags (``!ENV`` and others) only MkDocs understands."""


_AnyTag.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(root: Path) -> Settings | Problem:
    """Read ``mkdocs.yml`` below a catalogue's root, or say what is wrong with it."""
    hint = _("every catalogue has a file mkdocs.yml beside its folders content and cities")
    try:
        text = (root / "mkdocs.yml").read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _broken(_("this file cannot be read: {reason}").format(reason=error.strerror), hint)
    except UnicodeDecodeError:
        return _broken(_("this file is not in UTF-8"), _("save it with the encoding UTF-8"))
    try:
        data = _load(text)
    except YamlProblem as found:
        return _broken(found.message, found.hint, found.line, found.column)
    if not isinstance(data, dict):
        return _broken(_("the settings are not written as 'name: value'"), hint)
    extra = data.get("extra")
    return Settings(synthetic=bool(isinstance(extra, dict) and extra.get("synthetic")))


def _broken(message: str, hint: str, line: int = 0, column: int = 0) -> Problem:
    return Problem("mkdocs.yml", line + 1, column + 1, "UTM801", message, hint)


def _load(text: str) -> Any:
    try:
        refuse_depth(text)
        return yaml.load(text, _AnyTag)  # noqa: S506 - a safe loader that ignores tags
    except yaml.MarkedYAMLError as error:
        raise explain(error, text) from None
    except (yaml.YAMLError, ValueError) as error:
        reason = _("this is not readable as YAML: {reason}").format(reason=error)
        raise YamlProblem(0, 0, "UTM120", reason, quote_hint()) from None


def cache_folder(root: Path, name: str) -> Path:
    """Return where a build keeps what is dear to make: ``UTM_CACHE``, else ``.cache/`` of the catalogue.

    All that stands there is named after what it was made from, so catalogues may share one.
    """
    return Path(os.environ.get("UTM_CACHE") or root / ".cache") / name


def now_of(text: str | None = None) -> dt.datetime:
    """Return the moment of the build in UTC: the one given, else ``SOURCE_DATE_EPOCH``, else the clock, read once.

    ``text`` is a day, which stands for its beginning, or an hour with its zone (:func:`parse_moment`).

    Raises:
        ValueError: what was given is no moment; the message says what to write.
    """
    if text:
        try:
            return parse_moment(text)
        except (ValueError, KeyError, OSError):
            raise ValueError(
                _("--today {text} is not a date; write --today 2026-03-14").format(text=text)
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.fromtimestamp(time.time(), dt.UTC)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            _(
                "SOURCE_DATE_EPOCH={text} is not a number of seconds; write for example SOURCE_DATE_EPOCH=1773446400"
            ).format(text=epoch)
        ) from None


def today_of(text: str | None = None) -> dt.date:
    """Return the day of the build, see :func:`now_of`."""
    return now_of(text).date()
