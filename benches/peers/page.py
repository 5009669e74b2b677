"""The page of results: one section a question and world, each replaced when it is measured anew."""

import os
import platform
import re
from datetime import date
from importlib.metadata import version

PEERS = ["duckdb", "datafusion", "polars", "pandas", "numpy", "pyarrow"]

HEAD = """\
# Results

Written by `python3 benches/peers/run.py`; [README.md](../README.md) tells how to run it.
Seconds are min / **median** / max over rounds in which all programs took turns, so that ratios hold even where the machine was busy.
A program is in a table only if it found exactly what all others found: findings, sums of counts, bases and people of every rule.
"""


class Page:
    def __init__(self, path):
        self.path = path

    def write(self, title, lines):
        """Puts a section in the place of the one with its title, or at the end."""
        sections = self.sections()
        sections[title] = "\n".join([self.measured(), "", *lines])
        text = HEAD + "".join(f"\n## {name}\n\n{body}\n" for name, body in sections.items())
        self.path.write_text(text)
        print(f"\n## {title}\n\n" + "\n".join(lines) + "\n")

    def sections(self):
        if not self.path.exists():
            return {}
        parts = re.split(r"^## (.+)\n", self.path.read_text(), flags=re.MULTILINE)
        return {name: body.strip() for name, body in zip(parts[1::2], parts[2::2])}

    def measured(self):
        versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
        return (
            f"Measured {date.today()} on {platform.system()} {platform.machine()} with "
            f"{os.cpu_count()} cores, shared; {versions}, Python {platform.python_version()}."
        )


def table(heads, rows):
    """A table of Markdown; every column but the first is aligned to the right."""
    yield "| " + " | ".join(heads) + " |"
    yield "|---|" + "---:|" * (len(heads) - 1)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
