"""A small right catalogue that a test copies, changes and checks."""

import datetime as dt
import shutil
from pathlib import Path

from utm_exchange.catalogue.catalogue import Catalogue, build_catalogue
from utm_exchange.catalogue.checking import Checked, check_catalogue

SAMPLE = Path(__file__).parent / "records" / "sample"


class Folder:
    """A copy of the sample catalogue, one record of each type (two cities), on 1 June 2026."""

    today = dt.date(2026, 6, 1)

    def __init__(self, root: Path) -> None:
        self.root = shutil.copytree(SAMPLE, root)

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a whole file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def read(self, path: str) -> str:
        """Return a file's text, bytes that are no UTF-8 replaced."""
        return (self.root / path).read_bytes().decode("utf-8-sig", "replace")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def copy(self, path: str, target: str, old: str = "", new: str = "") -> None:
        """Copy a record, with one change."""
        self.write(target, self.read(path).replace(old, new, 1))

    def check(self) -> Checked:
        """Check everything."""
        return check_catalogue(self.root, self.today)

    def codes(self) -> list[str]:
        """Return the codes of all problems."""
        return [problem.code for problem in self.check().problems]

    def catalogue(self) -> Catalogue:
        """Return the catalogue; the files must be right."""
        checked = self.check()
        assert not checked.errors, "\n".join(map(str, checked.errors))
        return build_catalogue(checked.records, self.today)
