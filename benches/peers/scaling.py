"""How cost grows with rows, rules and units, and what it costs to start with many rules."""

import math
import statistics

import compare
import measure
import ours
import page as pages
import rules
from measure import Runner
from sizes import Size

TITLES = {
    "rows": "Growth with rows",
    "rules": "Growth with rules",
    "units": "Growth with units",
}


def exponent(points):
    """The slope of a line through the logarithms, by least squares: 1 is linear."""
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    middle_x, middle_y = (statistics.fmean(column) for column in zip(*logs))
    across = sum((x - middle_x) ** 2 for x, _ in logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / across


def curves(asked, page):
    for what, steps in {
        "rows": by_rows(asked), "rules": by_rules(asked), "units": by_units(asked),
    }.items():
        runners = list(steps)
        measure.in_turn([runner for _, runner in runners], max(1, asked.rounds // 2))
        write(page, TITLES[what], what, runners)


def write(page, title, what, runners):
    points = [(size, statistics.median(runner.seconds)) for size, runner in runners]
    rows = [
        [f"{size:,}", measure.three(runner.seconds, 3), f"{max(runner.peak):.0f}",
         f"{1e9 * seconds / size:,.0f}"]
        for (size, runner), (_, seconds) in zip(runners, points)
    ]
    upper = points[len(points) // 2:]
    lines = [*pages.table([what, "wall, s", "peak, MiB", f"ns for each of the {what}"], rows), ""]
    lines.append(f"Seconds grow with the power {exponent(points):.2f} of the {what}")
    lines[-1] += f", {exponent(upper):.2f} in the upper half." if len(upper) > 1 else "."
    page.write(title, lines)


def silent(asked, name, rule_file, facts):
    """Our check, of which only the time is wanted; its findings are compared elsewhere."""
    report = asked.folder / "report"
    line = ours.check(compare.command(asked), rule_file, facts, report, 1)
    return Runner(name, 1, line, lambda _: None, ends_with=(0, 1))


def by_rows(asked):
    """The five rules; units of a hundred, and days as rows grow."""
    _, written = compare.prepare(asked, "tiny")
    for rows in map(int, asked.rows):
        days = 10 if rows <= 1_000_000 else 100
        size = Size(max(1, rows // (100 * days)), 100, days, max(1, rows // 10))
        folder = size.make(asked.folder / f"rows-{rows}")
        yield rows, silent(asked, f"{rows:,} rows", written / "c5.yaml", folder / "csv")


def by_rules(asked):
    """Caps of a unit on 100,000 rows."""
    folder = Size(100, 100, 10, 100).make(asked.folder / "rows-of-rules")
    for count in asked.rules:
        rule_file = asked.folder / "rules" / f"caps-{count}.yaml"
        rule_file.parent.mkdir(parents=True, exist_ok=True)
        rule_file.write_text(rules.cap_rules(count))
        yield count, silent(asked, f"{count} rules", rule_file, folder / "csv")


def by_units(asked):
    """The five rules on units of ten for ten days."""
    _, written = compare.prepare(asked, "tiny")
    for units in asked.units:
        folder = Size(units, 10, 10, units).make(asked.folder / f"units-{units}")
        yield units, silent(asked, f"{units:,} units", written / "c5.yaml", folder / "csv")


def start_up(asked, page):
    """A thousand rules over fifty directives: what reading, lint and planning take."""
    program = compare.command(asked)
    rows = []
    sizes = [(10, 1), (100, 5), (1_000, 50), (3_000, 50)]
    runners = []
    for count, documents in sizes:
        folder = rules.many(asked.folder / "rules" / f"many-{count}", count, documents)
        for name, line in [
            ("lint", [program, "lint", folder]),
            ("in-force", [program, "in-force", "--rules", folder, "--on", "2026-02-01"]),
        ]:
            # Its warnings are no failure, and what it prints is not wanted.
            runners.append((count, documents, Runner(name, 1, line, lambda _: None)))
    measure.in_turn([runner for *_, runner in runners], asked.rounds)
    for count, documents, runner in runners:
        rows.append([
            runner.name, f"{count:,}", documents,
            measure.three([1000 * one for one in runner.seconds], 1),
            f"{1e6 * statistics.median(runner.seconds) / count:.0f}",
            f"{max(runner.peak):.0f}",
        ])
    page.write("Starting with many rules", [
        "`lint` reads, links and looks over all files, each two rules beside each other; "
        "`in-force` reads and consolidates them as every command does.", "",
        *pages.table(["command", "rules", "documents", "ms", "µs a rule", "peak, MiB"], rows),
    ])
