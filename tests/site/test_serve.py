"""The live preview follows every change of a file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from site_fixture import REPOSITORY

PATIENCE = 60
"""Seconds to wait for the preview before the test is given up; no claim about its speed."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, text: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - a server of this test
                if text in answer.read().decode("utf-8"):
                    return True
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.3)
    return False


def test_a_change_in_a_city_file_is_seen_without_a_restart(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "cities").mkdir()
    shutil.copy(REPOSITORY / "cities/lviv.yaml", tmp_path / "cities")
    (tmp_path / "content/index.md").write_text("---\ntitle: Home\n---\nHello.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Small\ndocs_dir: content\ntheme: {name: material, font: false}\nplugins: [utm-catalogue, utm-pages, utm-indexes, utm-crosslinks]\n",
        "utf-8",
    )
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "utm_exchange",
        "serve",
        "--root",
        str(tmp_path),
        "--address",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen(
        command, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        page = f"http://127.0.0.1:{port}/cities/lviv/"
        assert wait_for(page, "Lviv")
        city = tmp_path / "cities/lviv.yaml"
        city.write_text(city.read_text("utf-8").replace("title: Lviv", "title: Lviv on the Poltva"), "utf-8")
        assert wait_for(page, "Lviv on the Poltva")
    finally:
        server.terminate()
        server.wait(10)
