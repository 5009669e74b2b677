"""passmuster beside its peers, all taking turns on the same files."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

import measure
import ours
import page as pages
import rules
from measure import Runner
from sizes import SIZES

HERE = Path(__file__).resolve().parent
IN_MEMORY = ["numpy", "polars", "duckdb", "duckdb codes"]
# How often each program asks in one process, and how many of these warm it up.
REPEAT, WARM = 9, 2


def prepare(asked, name):
    """The folder of a world, and that of the rule files."""
    folder = SIZES[name].make(asked.folder / name, csv=name != "w2")
    written = asked.folder / "rules"
    written.mkdir(parents=True, exist_ok=True)
    (written / "c5.yaml").write_text(rules.C5)
    (written / "c50.yaml").write_text(rules.cap_rules(50))
    return folder, written


def command(asked):
    asked.program = asked.program or ours.build()
    return asked.program


def formats(asked):
    """The formats in which the command itself is measured."""
    return [] if asked.without_ours else ours.FORMATS


def in_process():
    return built("in-process")


def built(name):
    """The program of a folder here that is a crate of its own."""
    manifest = HERE / name / "Cargo.toml"
    build = ["cargo", "build", "--release", "--quiet", "--manifest-path", str(manifest)]
    subprocess.run(build, check=True)
    return HERE / name / "target" / "release" / f"passmuster-{name}"


def our_check(asked, rule_file, facts, threads):
    report = asked.folder / "report"
    line = ours.check(command(asked), rule_file, facts, report, threads)
    # Ends with 1: what is judged here breaks rules.
    return Runner("passmuster", threads, line, lambda _: read_report(report), ends_with=(1,))


def read_report(report):
    # In a process of its own: what this one holds would count as memory of those it starts.
    told = subprocess.run(python("ours.py", report), check=True, stdout=subprocess.PIPE)
    return json.loads(told.stdout)


def python(script, *words):
    return [sys.executable, HERE / script, *words]


def files(asked, page):
    """The whole process: files in, findings out."""
    bound = in_process()
    for name in asked.worlds:
        folder, written = prepare(asked, name)
        size = SIZES[name]
        for form in ["csv", "parquet"]:
            if not (folder / form / f"attendance.{form}").exists():
                continue
            rows = []
            for threads in asked.threads:
                runners = [
                    Runner(peer, threads, python("peers.py", peer, form, folder, threads))
                    for peer in asked.peers
                    # It has one thread for nearly all of this.
                    if peer != "pandas" or threads == max(asked.threads)
                ]
                if form == "csv":
                    line = [bound, "stream", folder / "csv", threads]
                    read = lambda out: json.loads(out)["digest"]
                    runners.insert(0, Runner("by hand", threads, line, read))
                if form in formats(asked):
                    mine = our_check(asked, written / "c5.yaml", folder / form, threads)
                    runners.insert(0, mine)
                if not runners:
                    continue
                measure.in_turn(runners, asked.rounds)
                agreed = measure.agree(runners)
                rows += [whole_row(runner, runners, size) for runner in runners]
            title = f"Five rules, {form.upper() if form == 'csv' else 'Parquet'}, {name.upper()}"
            page.write(title, [
                about(size, len(rows) and agreed), "",
                *pages.table(
                    ["program", "threads", "wall, s", "CPU, s", "peak, MiB", "M rows/s",
                     "times ours"], rows),
            ])


def about(size, agreed):
    found = ", ".join(f"{rule} {'/'.join(map(str, sums))}" for rule, sums in agreed)
    return (
        f"{size.rows:,} rows of attendance ({size.units:,} units × {size.people} people × "
        f"{size.days} days), {size.gatherings:,} gatherings. All agree on: {found}."
    )


def whole_row(runner, runners, size):
    first = runners[0]
    times = measure.ratio(runner, first)
    own = first.name.startswith("passmuster")
    return [
        runner.name, runner.threads, measure.three(runner.seconds),
        f"{statistics.median(runner.cpu):.2f}", f"{max(runner.peak):.0f}",
        f"{size.rows / statistics.median(runner.seconds) / 1e6:.1f}",
        measure.three(times) if own and runner is not first else "",
    ]


def engines(asked, page):
    """Beside rule engines that judge documents: one document for each unit and day."""
    program = built("engines")
    for name in asked.worlds:
        folder, written = prepare(asked, name)
        rows = []
        for threads in asked.threads:
            mine = our_check(asked, written / "c5.yaml", folder / "csv", threads)
            runners = [mine] + [
                Runner(engine, threads, [program, engine, folder / "csv", threads], json.loads)
                for engine in ["zen", "regorus"]
            ]
            measure.in_turn(runners, asked.rounds)
            agreed = measure.agree(runners)
            rows += [whole_row(runner, runners, SIZES[name]) for runner in runners]
        page.write(f"Five rules, rule engines for documents, {name.upper()}", [
            about(SIZES[name], agreed), "",
            *pages.table(
                ["program", "threads", "wall, s", "CPU, s", "peak, MiB", "M rows/s",
                 "times ours"], rows),
        ])


def memory(asked, page):
    """Inside a process: tables in memory, asked again and again."""
    program = in_process()
    for name in asked.worlds:
        folder, written = prepare(asked, name)
        if not (folder / "csv").exists():
            continue
        rows = []
        for threads in asked.threads:
            asks = [
                Runner(peer, threads, python("in_memory.py", peer, folder, threads, REPEAT))
                for peer in IN_MEMORY
                if peer != "numpy" or threads == 1
            ]
            dense = [program, "dense", folder / "csv", threads, REPEAT]
            asks.insert(0, Runner("by hand", threads, dense))
            if not asked.without_ours:
                rule_file, facts = written / "c5.yaml", folder / "csv"
                line = [program, "ours", rule_file, facts, threads, REPEAT]
                asks.insert(0, Runner("passmuster", threads, line))
            rows += in_process_rows(asks, asked.rounds, SIZES[name])
        page.write(f"Five rules, in memory, {name.upper()}", [
            f"Each round is a process that loads its tables and asks {REPEAT} times; the median "
            f"of all but the first {WARM} counts.", "",
            *pages.table(["program", "threads", "ms", "M rows/s", "times ours"], rows),
        ])


def in_process_rows(asks, rounds, size):
    """Rounds in which each program asks several times; a row for each."""
    inner = {id(runner): [] for runner in asks}
    for nth in range(rounds):
        for runner in asks:
            told = json.loads(measure.once(runner)[3])
            runner.found = told["digest"]
            inner[id(runner)].append(statistics.median(told["seconds"][WARM:]))
            print(f"  round {nth + 1} of {rounds}: {runner.name}, {inner[id(runner)][-1]:.4f} s")
    measure.agree(asks)
    first = asks[0]
    for runner in asks:
        runner.seconds = inner[id(runner)]
        own = first.name == "passmuster" and runner is not first
        yield [
            runner.name, runner.threads,
            measure.three([1000 * one for one in runner.seconds]),
            f"{size.rows / statistics.median(runner.seconds) / 1e6:.0f}",
            measure.three(measure.ratio(runner, first), 3) if own else "",
        ]


def caps(asked, page):
    """Fifty caps, each with its own exempt people: what many rules cost."""
    for name in asked.worlds:
        folder, written = prepare(asked, name)
        rows = []
        for threads in asked.threads:
            runners = []
            for form in formats(asked):
                mine = our_check(asked, written / "c50.yaml", folder / form, threads)
                mine.name = f"passmuster, {form}"
                runners.append(mine)
                five = our_check(asked, written / "c5.yaml", folder / form, threads)
                five.name = f"passmuster, {form}, the five rules"
                runners.append(five)
            runners += [
                Runner(f"{peer}, {form}", threads,
                       python("caps.py", peer, form, folder, threads, 50))
                for peer in ["duckdb", "polars"]
                for form in ["csv", "parquet"]
                if (folder / form / f"attendance.{form}").exists()
            ]
            measure.in_turn(runners, asked.rounds)
            agreed = measure.agree([one for one in runners if "five" not in one.name])
            rows += [whole_row(runner, runners, SIZES[name]) for runner in runners]
        sums = [sum(column) for column in zip(*(sums for _, sums in agreed))]
        page.write(f"Fifty caps, {name.upper()}", [
            f"All agree on {sums[0]:,} findings, counts of {sums[1]:,} and bases of {sums[2]:,}.",
            "",
            *pages.table(
                ["program", "threads", "wall, s", "CPU, s", "peak, MiB", "M rows/s",
                 "times ours"], rows),
        ])
