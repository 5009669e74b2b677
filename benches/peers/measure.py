"""Runs programs in turn and tells how long they took. No dependencies."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


@dataclass
class Runner:
    """A program that is measured: its name, the threads it may use, its command line."""

    name: str
    threads: int
    command: list
    # How its digest is read, from what it printed.
    digest: object = json.loads
    # The exit codes of a run that did what was asked: ours ends with 1 where rules are broken.
    ends_with: tuple = (0,)
    seconds: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak: list = field(default_factory=list)
    found: object = None


def cores(threads):
    """Keeps a program to so many cores, where the system can."""
    return ["taskset", "-c", f"0-{threads - 1}"] if shutil.which("taskset") else []


def once(runner):
    """One run: wall seconds, CPU seconds, peak memory in MiB, and what it printed."""
    command = [*cores(runner.threads), *map(str, runner.command)]
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.stdout.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in runner.ends_with:
            told.seek(0)
            why = told.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{runner.name} ended with {process.returncode}: {why}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out


def in_turn(runners, rounds, say=print):
    """A warm-up and so many rounds, one after the other in each round: A B A B."""
    for nth in range(rounds + 1):
        for runner in runners:
            wall, cpu, peak, out = once(runner)
            runner.found = runner.digest(out)
            if nth > 0:
                runner.seconds.append(wall)
                runner.cpu.append(cpu)
                runner.peak.append(peak)
            say(f"  round {nth} of {rounds}: {runner.name}, {runner.threads} threads: {wall:.2f} s")


def agree(runners):
    """Ends the program if two runners found anything different; returns what all found."""
    expected = sorted(runners[0].found.items())
    for runner in runners[1:]:
        found = sorted(runner.found.items())
        if found != expected:
            raise SystemExit(
                f"{runner.name} finds {found}\n{runners[0].name} finds {expected}"
            )
    return expected


def ratio(runner, first):
    """How many times as long as the first, round by round."""
    return [own / other for own, other in zip(runner.seconds, first.seconds)]


def three(values, digits=2):
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{low:.{digits}f} / **{middle:.{digits}f}** / {high:.{digits}f}"
