"""Makes worlds: attendance and gatherings as CSV and as Parquet, the same bytes on every machine.

Every value is a function of a seed, a stream and an index, by the finaliser of splitmix64.
Rows are sorted by date, unit and person. `world.py FOLDER UNITS PEOPLE DAYS GATHERINGS`.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

import rules
from sizes import Size

SEED = 20260101
JOBS = rules.JOBS
STATUSES = ["on-site", "remote", "leave"]
PLACES = [
    "office", "school", "hospital", "restaurant",
    "outdoor", "home", "religious", "sports",
]
TASK_FORCE, LEADER = JOBS.index("covid-task-force"), JOBS.index("leader-on-duty")
FIRST_DAY = int(np.datetime64("2026-01-01").astype("datetime64[D]").astype(int))
ROW_GROUP = 250_000


def chance(stream, index):
    """Pseudo-random 64 bits for each index."""
    mask = (1 << 64) - 1
    start = (SEED * 0xD1B54A32D192ED03 + stream * 0x8CB92BA72F3D8DD7) & mask
    with np.errstate(over="ignore"):
        z = (index.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z += np.uint64(start)
        z ^= z >> np.uint64(30)
        z *= np.uint64(0xBF58476D1CE4E5B9)
        z ^= z >> np.uint64(27)
        z *= np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return z


def out_of(stream, index, sides):
    return (chance(stream, index) % np.uint64(sides)).astype(np.int64)


def jobs(size):
    """The job of each person: 3 % task force, 2 % leaders on duty, six equal others."""
    drawn = out_of(1, np.arange(size.units * size.people), 10_000)
    other = (drawn - 500) * 6 // 9_500
    return np.where(drawn < 300, TASK_FORCE, np.where(drawn < 500, LEADER, other)).astype(np.int8)


def statuses(size, day, job):
    """The status of each person on one day.

    Most units keep well below half on site; one in seven does not, and on one day in ten
    everybody comes in more.
    """
    everyone = np.arange(size.units * size.people)
    target = np.where(out_of(2, np.arange(size.units), 100) < 15, 5_200, 3_300)
    more = 1_700 if out_of(3, np.array([day]), 100)[0] < 10 else 0
    on_site = np.repeat((target + more) * 92 // 100, size.people)
    drawn = out_of(4, day * len(everyone) + everyone, 10_000)

    def split(leave, on_site):
        return np.where(drawn < leave, 2, np.where(drawn < leave + on_site, 0, 1))

    status = split(800, on_site)
    status = np.where(job == TASK_FORCE, split(300, 9_000), status)
    return np.where(job == LEADER, split(300, 9_600), status).astype(np.int8)


def attendance(size):
    """The attendance, day by day."""
    job = jobs(size)
    person = pa.array(np.arange(len(job), dtype=np.int32))
    unit = pa.array(np.repeat(np.arange(size.units, dtype=np.int32), size.people))
    job_texts = pa.DictionaryArray.from_arrays(pa.array(job), pa.array(JOBS))
    for day in range(size.days):
        date = pa.array(np.full(len(job), FIRST_DAY + day, dtype=np.int32)).cast(pa.date32())
        status = pa.array(statuses(size, day, job))
        status = pa.DictionaryArray.from_arrays(status, pa.array(STATUSES))
        yield pa.table(
            [date, unit, person, job_texts, status],
            names=["date", "unit", "person", "job", "status"],
        )


def gatherings(size):
    """The gatherings: one in twenty is of up to forty people, the others of up to eight."""
    number = np.arange(size.gatherings)
    drawn = chance(6, number)
    most = np.where(drawn % np.uint64(100) < 5, np.uint64(40), np.uint64(8))
    people = ((drawn >> np.uint64(32)) % most + np.uint64(1)).astype(np.int32)
    day = (FIRST_DAY + number * size.days // size.gatherings).astype(np.int32)
    place = pa.array(out_of(5, number, 8).astype(np.int8))
    return pa.table({
        "gathering": pa.array(number.astype(np.int32)),
        "date": pa.array(day).cast(pa.date32()),
        "place": pa.DictionaryArray.from_arrays(place, pa.array(PLACES)),
        "people": pa.array(people),
    })


def plain(table):
    """Texts in place of codes, as CSV is written."""
    for at, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(at, field.name, table.column(at).cast(pa.string()))
    return table


def write_csv(tables, path):
    with open(path, "wb") as file:
        for nth, table in enumerate(tables):
            style = pa.csv.WriteOptions(
                include_header=nth == 0, quoting_style="none", quoting_header="none"
            )
            pa.csv.write_csv(plain(table), file, style)
            yield table


def write_parquet(tables, path):
    writer = None
    waiting = []
    for table in tables:
        writer = writer or pa.parquet.ParquetWriter(path, table.schema, compression="snappy")
        waiting.append(table)
        if sum(len(one) for one in waiting) >= 4 * ROW_GROUP:
            joined = pa.concat_tables(waiting)
            whole = len(joined) // ROW_GROUP * ROW_GROUP
            writer.write_table(joined.slice(0, whole), row_group_size=ROW_GROUP)
            waiting = [joined.slice(whole)]
    left = pa.concat_tables(waiting)
    if len(left):
        writer.write_table(left, row_group_size=ROW_GROUP)
    writer.close()


def make(folder, size, csv):
    """Writes a world into `folder/csv` and `folder/parquet`."""
    for kind in ["csv", "parquet"] if csv else ["parquet"]:
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / "facts.yaml").write_text(rules.facts(kind))
    for name, tables in [
        ("attendance", attendance(size)),
        ("gatherings", [gatherings(size)]),
    ]:
        if csv:
            tables = write_csv(tables, folder / "csv" / f"{name}.csv")
        write_parquet(tables, folder / "parquet" / f"{name}.parquet")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Size(*map(int, sys.argv[2:6])), csv="--no-csv" not in sys.argv)
