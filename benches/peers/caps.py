"""Many caps in one pass: `caps.py PEER FORMAT FOLDER THREADS COUNT`.

Each cap is of a unit on a day, with its own limit and its own exempt jobs. The peers count by
unit, day, job and status first and put all caps to these counts, the fastest form of those tried.
"""

import json
import os
import sys
from pathlib import Path

import rules


def duckdb(form, folder, threads, caps):
    import duckdb

    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET preserve_insertion_order = false")

    def sums(nth, exempt):
        texts = ", ".join(f"'{job}'" for job in exempt)
        capped = f"job NOT IN ({texts})" if exempt else "true"
        return (
            f"sum(n) FILTER (WHERE status = 'on-site' AND {capped}) AS count_{nth}, "
            f"sum(n) FILTER (WHERE status <> 'leave' AND {capped}) AS base_{nth}"
        )

    columns = ", ".join(sums(nth, exempt) for nth, _, exempt in caps)
    findings = " UNION ALL ".join(
        f"SELECT 'cap-{nth}' AS rule, date, unit, NULL::INTEGER AS person, "
        f"count_{nth} AS count, base_{nth} AS base "
        f"FROM cells WHERE 100 * count_{nth} > {limit} * base_{nth}"
        for nth, limit, _ in caps
    )
    return connection.sql(f"""
        WITH counts AS MATERIALIZED (SELECT date, unit, job, status, count(*) AS n
          FROM '{folder}/attendance.{form}' GROUP BY ALL),
        cells AS MATERIALIZED (SELECT date, unit, {columns} FROM counts GROUP BY date, unit)
        {findings}""").to_arrow_table()


def polars(form, folder, _threads, caps):
    import polars as pl

    import peers

    col = pl.col
    rows, _ = peers.polars_tables(pl, form, folder)
    counts = rows.group_by("date", "unit", "job", "status").len(name="n")
    on_site, here = col("status") == "on-site", col("status") != "leave"

    def sums(nth, exempt):
        capped = ~col("job").cast(pl.String).is_in(exempt)
        for name, which in [("count", on_site & capped), ("base", here & capped)]:
            yield col("n").filter(which).sum().cast(pl.Int64).alias(f"{name}_{nth}")

    columns = [one for nth, _, exempt in caps for one in sums(nth, exempt)]
    cells = counts.group_by("date", "unit").agg(columns).collect(engine="streaming")
    return pl.concat(
        cells.filter(100 * col(f"count_{nth}") > limit * col(f"base_{nth}")).select(
            pl.lit(f"cap-{nth}").alias("rule"), "date", "unit",
            pl.lit(None, pl.Int32).alias("person"),
            col(f"count_{nth}").alias("count"), col(f"base_{nth}").alias("base"),
        )
        for nth, limit, _ in caps
    ).to_arrow()


PEERS = {"duckdb": duckdb, "polars": polars}


def main():
    peer, form, folder, threads, count = sys.argv[1:]
    for name in ["POLARS_MAX_THREADS", "OMP_NUM_THREADS"]:
        os.environ[name] = threads

    import peers

    caps = list(rules.caps(int(count)))
    found = PEERS[peer](form, Path(folder) / form, int(threads), caps)
    print(json.dumps(peers.digest_of(found)))


if __name__ == "__main__":
    main()
