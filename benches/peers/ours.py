"""How passmuster is called, and how its report is read. The one place to change with either."""

import csv
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The formats of tables that the command reads.
FORMATS = ["csv", "parquet"]
# What is asked for: figures, as of the peers, and no people behind them.
REPORT = "csv"


def build():
    """Builds the command; returns its path."""
    subprocess.run(
        ["cargo", "build", "--release", "--quiet", "-p", "passmuster-cli"], cwd=ROOT, check=True
    )
    return ROOT / "target" / "release" / "passmuster"


def check(program, rules, facts, report, threads):
    """The command line that judges and writes a report."""
    return [
        str(program), "check", "--rules", str(rules), "--facts", str(facts),
        "--format", f"{REPORT}={report}", "--threads", str(threads),
    ]


def digest(report):
    """Rule to [findings, sum of counts, sum of bases, sum of people or gatherings]."""
    rows = from_json(report) if REPORT == "json" else from_csv(report)
    sums = {}
    for rule, count, base, who in rows:
        total = sums.setdefault(rule.split("/")[-1], [0, 0, 0, 0])
        for at, more in enumerate([1, count, base, who]):
            total[at] += more
    return sums


def from_json(path):
    for finding in json.loads(Path(path).read_text())["findings"]:
        if finding["outcome"] != "fail":
            continue
        cell, measured = finding["cell"], finding.get("measured")
        who = int(cell.get("person", cell.get("gathering", 0)))
        if measured is None:
            # A requirement of one person: none of one keeps it.
            yield finding["rule"], 0, 1, who
            continue
        base = measured.get("base")
        base = measured["allowed"] if base is None else base["certain"]
        yield finding["rule"], measured["count"]["certain"], base, who


def from_csv(path):
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["outcome"] != "fail":
                continue
            # Such as `gathering=7 day=2026-01-01`.
            cell = dict(key.split("=", 1) for key in row["cell"].split())
            who = int(cell.get("person", cell.get("gathering", 0)))
            if not row["count"]:
                yield row["rule"], 0, 1, who
                continue
            yield row["rule"], int(row["count"]), int(row["base"] or row["allowed"]), who


if __name__ == "__main__":
    print(json.dumps(digest(sys.argv[1])))
