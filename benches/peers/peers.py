"""One peer on one world: `peers.py PEER FORMAT FOLDER THREADS`.

Reads the tables of `FOLDER/FORMAT`, finds what breaks the five rules of `rules.C5`, holds the
findings as a table as passmuster does, and prints the digest of `digest.py`. Every peer is
written as its users would write it, in the form that was fastest of those tried.
"""

import json
import os
import sys
from pathlib import Path

import rules

# How many are on site, of whom, and so on, for each unit and day.
CELLS = """
SELECT date, unit,
  count(*) FILTER (WHERE status = 'on-site' AND job <> 'covid-task-force') AS counted,
  count(*) FILTER (WHERE status <> 'leave' AND job <> 'covid-task-force') AS base,
  count(*) FILTER (WHERE status = 'on-site') AS on_site,
  count(*) FILTER (WHERE status = 'remote') AS remote
  {people}
FROM attendance GROUP BY date, unit
"""

FINDINGS = """
SELECT 'half' AS rule, date, unit, CAST(NULL AS INTEGER) AS person,
       CAST(counted AS INTEGER) AS count, CAST(base AS INTEGER) AS base
  FROM cells WHERE 2 * counted > base
UNION ALL {leaders}
UNION ALL SELECT 'remote', date, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER),
       CAST(sum(remote) AS INTEGER), CAST(sum(remote + on_site) AS INTEGER)
  FROM cells GROUP BY date HAVING 2 * sum(remote) < sum(remote + on_site)
UNION ALL SELECT 'forty', date, unit, CAST(NULL AS INTEGER), CAST(on_site AS INTEGER), 40
  FROM cells WHERE on_site > 40
UNION ALL SELECT 'gatherings', date, CAST(NULL AS INTEGER), gathering, people, 10
  FROM gatherings
  WHERE people > 10 AND place NOT IN ('office', 'school', 'hospital')
"""

# With one scan the leaders come out of the same pass as a list: best where a scan is dear.
LEADERS_IN_CELLS = """,
  {collect}(person) FILTER (WHERE job = 'leader-on-duty' AND status = 'remote') AS absent
"""
LEADERS_OF_CELLS = """
SELECT 'leaders', date, unit, person, 0, 1
  FROM (SELECT date, unit, unnest(absent) AS person FROM cells WHERE absent IS NOT NULL)
"""
LEADERS_OF_ROWS = """
SELECT 'leaders', date, unit, person, 0, 1
  FROM attendance WHERE job = 'leader-on-duty' AND status = 'remote'
"""


def sql(scans, collect):
    if scans == 1:
        people = LEADERS_IN_CELLS.format(collect=collect)
        return CELLS.format(people=people), FINDINGS.format(leaders=LEADERS_OF_CELLS)
    return CELLS.format(people=""), FINDINGS.format(leaders=LEADERS_OF_ROWS)


def duckdb(form, folder, threads):
    import duckdb

    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET preserve_insertion_order = false")
    for table, columns in [
        ("attendance", "date: 'DATE', unit: 'INTEGER', person: 'INTEGER', "
                       "job: 'VARCHAR', status: 'VARCHAR'"),
        ("gatherings", "gathering: 'INTEGER', date: 'DATE', place: 'VARCHAR', "
                       "people: 'INTEGER'"),
    ]:
        path = folder / f"{table}.{form}"
        read = f"'{path}'"
        if form == "csv":
            read = f"read_csv('{path}', header = true, columns = {{{columns}}})"
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {read}")
    cells, findings = sql(1 if form == "csv" else 2, "list")
    query = f"WITH cells AS MATERIALIZED ({cells}) {findings}"
    return connection.sql(query).to_arrow_table()


def datafusion(form, folder, threads):
    import datafusion
    import pyarrow as pa

    settings = datafusion.SessionConfig().with_target_partitions(threads)
    context = datafusion.SessionContext(settings)
    attendance = pa.schema([
        ("date", pa.date32()), ("unit", pa.int32()), ("person", pa.int32()),
        ("job", pa.string()), ("status", pa.string()),
    ])
    gatherings = pa.schema([
        ("gathering", pa.int32()), ("date", pa.date32()),
        ("place", pa.string()), ("people", pa.int32()),
    ])
    for table, schema in [("attendance", attendance), ("gatherings", gatherings)]:
        path = str(folder / f"{table}.{form}")
        if form == "csv":
            context.register_csv(table, path, schema=schema)
        else:
            context.register_parquet(table, path)
    cells, findings = sql(1 if form == "csv" else 2, "array_agg")
    # It would compute a common table expression once for each use.
    context.register_view("cells", context.sql(cells).cache())
    return pa.Table.from_batches(context.sql(findings).collect())


def polars(form, folder, _threads):
    import polars

    return polars_findings(polars, polars_tables(polars, form, folder)).to_arrow()


def polars_tables(pl, form, folder):
    if form == "parquet":
        return [pl.scan_parquet(folder / f"{name}.parquet") for name in ["attendance", "gatherings"]]
    number, text = pl.Int32, pl.String
    return [
        pl.scan_csv(folder / "attendance.csv", schema={
            "date": pl.Date, "unit": number, "person": number, "job": text, "status": text,
        }),
        pl.scan_csv(folder / "gatherings.csv", schema={
            "gathering": number, "date": pl.Date, "place": text, "people": number,
        }),
    ]


def polars_findings(pl, tables):
    attendance, gatherings = tables
    col, number = pl.col, pl.Int32
    on_site, remote = col("status") == "on-site", col("status") == "remote"
    capped = col("job") != "covid-task-force"
    cells = attendance.group_by("date", "unit").agg(
        (on_site & capped).sum().alias("counted"),
        ((col("status") != "leave") & capped).sum().alias("base"),
        on_site.sum().alias("on_site"),
        remote.sum().alias("remote"),
    )

    def finding(rule, count, base, unit=pl.lit(None), person=pl.lit(None)):
        return [
            pl.lit(rule).alias("rule"), "date",
            unit.cast(number).alias("unit"), person.cast(number).alias("person"),
            count.cast(number).alias("count"), base.cast(number).alias("base"),
        ]

    days = cells.group_by("date").agg(
        col("remote").cast(pl.Int64).sum(),
        (col("remote") + col("on_site")).cast(pl.Int64).sum().alias("working"),
    )
    absent = (col("job") == "leader-on-duty") & remote
    outside = ~col("place").cast(pl.String).is_in(["office", "school", "hospital"])
    unit, person = col("unit"), col("person")
    return pl.concat([
        cells.filter(2 * col("counted") > col("base"))
        .select(finding("half", col("counted"), col("base"), unit)),
        attendance.filter(absent).select(finding("leaders", pl.lit(0), pl.lit(1), unit, person)),
        days.filter(2 * col("remote") < col("working"))
        .select(finding("remote", col("remote"), col("working"))),
        cells.filter(col("on_site") > 40)
        .select(finding("forty", col("on_site"), pl.lit(40), unit)),
        gatherings.filter((col("people") > 10) & outside)
        .select(finding("gatherings", col("people"), pl.lit(10), person=col("gathering"))),
    ]).collect(engine="streaming")


def pandas(form, folder, _threads):
    import pandas
    import pyarrow as pa

    def read(name):
        path = folder / f"{name}.{form}"
        if form == "csv":
            return pandas.read_csv(path, engine="pyarrow")
        return pandas.read_parquet(path)

    attendance, gatherings = read("attendance"), read("gatherings")
    on_site, remote = attendance.status == "on-site", attendance.status == "remote"
    capped = attendance.job != "covid-task-force"
    marks = pandas.DataFrame({
        "date": attendance.date, "unit": attendance.unit, "counted": on_site & capped,
        "base": (on_site | remote) & capped, "on_site": on_site, "remote": remote,
    })
    cells = marks.groupby(["date", "unit"], sort=False, observed=True).sum().reset_index()
    days = cells.groupby("date", observed=True)[["remote", "on_site"]].sum().reset_index()
    days["base"] = days.remote + days.on_site
    outside = ~gatherings.place.isin(["office", "school", "hospital"])
    broken = [
        cells[2 * cells.counted > cells.base].assign(rule="half", count=lambda all: all.counted),
        attendance[(attendance.job == "leader-on-duty") & remote]
        .assign(rule="leaders", count=0, base=1),
        days[2 * days.remote < days.base].assign(rule="remote", count=lambda all: all.remote),
        cells[cells.on_site > 40].assign(rule="forty", count=lambda all: all.on_site, base=40),
        gatherings[(gatherings.people > 10) & outside]
        .assign(rule="gatherings", count=lambda all: all.people, base=10)
        .rename(columns={"gathering": "person"}),
    ]
    columns = ["rule", "date", "unit", "person", "count", "base"]
    found = pandas.concat([one.reindex(columns=columns) for one in broken], ignore_index=True)
    return pa.Table.from_pandas(found)


PEERS = {"duckdb": duckdb, "datafusion": datafusion, "polars": polars, "pandas": pandas}


def digest_of(table):
    """Rule to [findings, sum of counts, sum of bases, sum of people or gatherings]."""
    sums = table.group_by("rule").aggregate([
        ("rule", "count"), ("count", "sum"), ("base", "sum"), ("person", "sum"),
    ])
    columns = ["rule_count", "count_sum", "base_sum", "person_sum"]
    return {
        row["rule"]: [int(row[name] or 0) for name in columns] for row in sums.to_pylist()
    }


def main():
    peer, form, folder, threads = sys.argv[1:]
    for name in ["POLARS_MAX_THREADS", "OMP_NUM_THREADS", "ARROW_NUM_THREADS"]:
        os.environ[name] = threads
    found = PEERS[peer](form, Path(folder) / form, int(threads))
    print(json.dumps(digest_of(found)))


if __name__ == "__main__":
    main()
