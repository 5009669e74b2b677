#!/usr/bin/env python3
"""Compares passmuster with its peers: `python3 benches/peers/run.py --help`.

The first run makes a virtual environment with the pinned peers and the worlds, in `--folder`.
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = ["duckdb", "datafusion", "polars", "pandas"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what", nargs="*", default=[],
        help="files, memory, caps, engines, scaling, start-up; files and memory if nothing is said",
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "peers",
                        help="where worlds, peers and their results are kept")
    parser.add_argument("--worlds", nargs="+", default=["w0"], choices=["tiny", "w0", "w1", "w2"])
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS)
    parser.add_argument("--program", type=Path, help="a built passmuster; else it is built")
    parser.add_argument("--without-ours", action="store_true",
                        help="the peers and the code by hand only")
    parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--rows", nargs="+", type=float, default=[1e4, 1e5, 1e6],
                        help="scaling: rows of attendance; 1e7 and 1e8 take their time")
    parser.add_argument("--rules", nargs="+", type=int, default=[1, 3, 10, 30, 100],
                        help="scaling: rules; 1000 takes its time")
    parser.add_argument("--units", nargs="+", type=int, default=[10, 100, 1_000, 10_000],
                        help="scaling: units; 100000 takes its time")
    return parser.parse_args()


def with_peers(folder):
    """Goes on in the virtual environment of the peers, which is made where it is missing."""
    home = folder / "venv"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = HERE / "requirements.txt"
    installed = home / "requirements.txt"
    if not installed.exists() or installed.read_text() != wanted.read_text():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", wanted], check=True)
        installed.write_text(wanted.read_text())
    if Path(sys.prefix).resolve() != home.resolve():
        sys.exit(subprocess.run([python, *sys.argv]).returncode)


def main():
    asked = arguments()
    unknown = set(asked.what) - {"files", "memory", "caps", "engines", "scaling", "start-up"}
    if unknown:
        raise SystemExit(f"nothing is called {', '.join(sorted(unknown))}")
    with_peers(asked.folder)

    import compare
    import scaling
    from page import Page

    page = Page(asked.results)
    for what in asked.what or ["files", "memory"]:
        match what:
            case "files":
                compare.files(asked, page)
            case "memory":
                compare.memory(asked, page)
            case "caps":
                compare.caps(asked, page)
            case "engines":
                compare.engines(asked, page)
            case "scaling":
                scaling.curves(asked, page)
            case "start-up":
                scaling.start_up(asked, page)


if __name__ == "__main__":
    main()
