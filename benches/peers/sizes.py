"""How large worlds are. No dependencies: the process that measures others stays small, for the
system counts its memory into theirs.
"""

import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Size:
    """How large a world is."""

    units: int
    people: int  # in each unit
    days: int
    gatherings: int

    @property
    def rows(self):
        return self.units * self.people * self.days

    def make(self, folder, csv=True):
        """The folder of a world of this size, made if it does not stand there."""
        done = folder / "-".join(map(str, [*astuple(self), "done"]))
        if not done.exists():
            folder.mkdir(parents=True, exist_ok=True)
            words = [folder, *astuple(self), *([] if csv else ["--no-csv"])]
            script = Path(__file__).with_name("world.py")
            subprocess.run([sys.executable, script, *map(str, words)], check=True)
            done.touch()
        return folder


SIZES = {
    "tiny": Size(7, 30, 9, 200),
    "w0": Size(1_000, 100, 10, 100_000),
    "w1": Size(1_000, 100, 100, 1_000_000),
    "w2": Size(10_000, 100, 100, 1_000_000),
}
