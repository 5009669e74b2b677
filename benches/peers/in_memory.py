"""One peer on tables that stand in memory: `in_memory.py PEER FOLDER THREADS REPEAT`.

Loads the Parquet of a world into the form that suits the peer best, asks several times, and
prints the seconds of each time and the digest.
"""

import json
import os
import sys
import time
from pathlib import Path


def numpy(folder, _threads):
    """What an expert writes for this world alone: one count of small codes, then sums of cells."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as parquet

    def column(table, name):
        return table[name].chunk(0)

    rows = parquet.read_table(folder / "attendance.parquet").combine_chunks()
    day = column(rows, "date").cast(pa.int32()).to_numpy()
    unit, person = column(rows, "unit").to_numpy(), column(rows, "person").to_numpy()
    job, status = column(rows, "job").indices.to_numpy(), column(rows, "status").indices.to_numpy()
    rows = parquet.read_table(folder / "gatherings.parquet").combine_chunks()
    gathering, people = column(rows, "gathering").to_numpy(), column(rows, "people").to_numpy()
    place = column(rows, "place").indices.to_numpy()

    def ask():
        first, units = int(day.min()), int(unit.max()) + 1
        days = int(day.max()) - first + 1
        code = job * np.int8(4) + status
        cell = (day - first) * units
        cell += unit
        cell *= 32
        cell += code
        tally = np.bincount(cell, minlength=days * units * 32).reshape(days, units, 8, 4)
        capped = tally[:, :, :6].sum(2) + tally[:, :, 7]
        everyone = capped + tally[:, :, 6]
        found = {}

        def put(rule, broken, count, base, who=None):
            who = 0 if who is None else who[broken].sum()
            base = base[broken].sum() if hasattr(base, "shape") else base * broken.sum()
            found[rule] = [broken.sum(), count[broken].sum(), base, who]

        on_site, base = capped[..., 0], capped[..., 0] + capped[..., 1]
        put("half", 2 * on_site > base, on_site, base)
        absent = np.flatnonzero(code == 29)
        found["leaders"] = [len(absent), 0, len(absent), person[absent].sum()]
        remote = everyone[..., 1].sum(1)
        working = remote + everyone[..., 0].sum(1)
        put("remote", 2 * remote < working, remote, working)
        put("forty", everyone[..., 0] > 40, everyone[..., 0], 40)
        put("gatherings", (people > 10) & (place > 2), people, 10, gathering)
        return {rule: [int(one) for one in sums] for rule, sums in found.items() if sums[0]}

    return ask


def polars(folder, _threads):
    """Texts as enumerations, and streaming: the fastest of the forms tried."""
    import polars as pl

    import peers

    job, status = pl.Enum(peers.rules.JOBS), pl.Enum(["on-site", "remote", "leave"])
    attendance, gatherings = (
        table.collect() for table in peers.polars_tables(pl, "parquet", folder)
    )
    attendance = attendance.with_columns(pl.col("job").cast(job), pl.col("status").cast(status))
    tables = [attendance.lazy(), gatherings.lazy()]
    return lambda: peers.digest_of(peers.polars_findings(pl, tables).to_arrow())


def duckdb(folder, threads):
    """Texts as enumerations: what a user gets to without packing columns by hand."""
    import duckdb

    import peers

    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET preserve_insertion_order = false")
    jobs = ", ".join(f"'{job}'" for job in peers.rules.JOBS)
    connection.execute(f"CREATE TYPE job AS ENUM ({jobs})")
    connection.execute("CREATE TYPE status AS ENUM ('on-site', 'remote', 'leave')")
    connection.execute(f"""CREATE TABLE attendance AS
        SELECT date, unit, person, job::job AS job, status::status AS status
        FROM '{folder}/attendance.parquet'""")
    connection.execute(f"CREATE TABLE gatherings AS FROM '{folder}/gatherings.parquet'")
    cells, findings = peers.sql(2, "list")
    query = f"WITH cells AS MATERIALIZED ({cells}) {findings}"
    return lambda: peers.digest_of(connection.sql(query).to_arrow_table())


def duckdb_codes(folder, threads):
    """Job and status packed into one small number, unit and day into sixteen bits."""
    import duckdb

    import peers

    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET preserve_insertion_order = false")
    jobs = ", ".join(f"'{job}'" for job in peers.rules.JOBS)
    connection.execute(f"CREATE TYPE job AS ENUM ({jobs})")
    connection.execute("CREATE TYPE status AS ENUM ('on-site', 'remote', 'leave')")
    connection.execute(f"""CREATE TABLE attendance AS
        SELECT (date - DATE '2026-01-01')::USMALLINT AS day, unit::USMALLINT AS unit, person,
          (enum_code(job::job) * 4 + enum_code(status::status))::UTINYINT AS code
        FROM '{folder}/attendance.parquet'""")
    connection.execute(f"CREATE TABLE gatherings AS FROM '{folder}/gatherings.parquet'")
    query = """WITH cells AS MATERIALIZED (SELECT day, unit,
          count(*) FILTER (WHERE code & 3 = 0 AND code // 4 <> 6) AS counted,
          count(*) FILTER (WHERE code & 3 <> 2 AND code // 4 <> 6) AS base,
          count(*) FILTER (WHERE code & 3 = 0) AS on_site,
          count(*) FILTER (WHERE code & 3 = 1) AS remote
        FROM attendance GROUP BY day, unit)
        SELECT 'half' AS rule, day, unit, NULL::INTEGER AS person,
          counted::INTEGER AS count, base::INTEGER AS base FROM cells WHERE 2 * counted > base
        UNION ALL SELECT 'leaders', day, unit, person, 0, 1 FROM attendance WHERE code = 29
        UNION ALL SELECT 'remote', day, NULL, NULL, sum(remote)::INTEGER,
          sum(remote + on_site)::INTEGER FROM cells
          GROUP BY day HAVING 2 * sum(remote) < sum(remote + on_site)
        UNION ALL SELECT 'forty', day, unit, NULL, on_site::INTEGER, 40
          FROM cells WHERE on_site > 40
        UNION ALL SELECT 'gatherings', NULL, NULL, gathering, people, 10 FROM gatherings
          WHERE people > 10 AND place NOT IN ('office', 'school', 'hospital')"""
    return lambda: peers.digest_of(connection.sql(query).to_arrow_table())


PEERS = {"numpy": numpy, "polars": polars, "duckdb": duckdb, "duckdb codes": duckdb_codes}


def main():
    peer, folder, threads, repeat = sys.argv[1:]
    for name in ["POLARS_MAX_THREADS", "OMP_NUM_THREADS"]:
        os.environ[name] = threads
    ask = PEERS[peer](Path(folder) / "parquet", int(threads))
    seconds, found = [], None
    for _ in range(int(repeat)):
        start = time.perf_counter()
        found = ask()
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "digest": found}))


if __name__ == "__main__":
    main()
