"""The rule files that are measured, and the `facts.yaml` of the worlds. No dependencies."""

from pathlib import Path

JOBS = [
    "clerk", "analyst", "engineer", "officer",
    "secretary", "driver", "covid-task-force", "leader-on-duty",
]
SEED = 20260101
MASK = (1 << 64) - 1

# Half of a unit, leaders on duty, half of the office remote, forty in a unit, ten together.
C5 = """\
passmuster: 1
directive: { id: c5 }
issued: 2025-12-01
in_force: { from: 2026-01-01, through: 2026-12-31 }
fields: { people: { job: text } }
groups:
  task-force: { job: covid-task-force }
rules:
  - id: half
    limit:
      count: { status: on-site }
      at_most: 50%
      of: { not: { status: leave } }
      exempt: { who: task-force, out_of: [count, base] }
      per: [unit, day]
  - id: leaders
    require:
      each: { job: leader-on-duty, not: { status: leave } }
      be: { status: on-site }
      per: day
  - id: remote
    limit:
      count: { status: remote }
      at_least: 50%
      of: { status: [remote, on-site] }
      per: [office, day]
  - id: forty
    limit: { count: { status: on-site }, at_most: 40, per: [unit, day] }
  - id: gatherings
    limit:
      sum: { field: people, in: gatherings, place: { not: [office, school, hospital] } }
      at_most: 10
      per: gathering
"""


def facts(ending):
    return f"""\
passmuster-facts: 1
tables:
  attendance: {{ file: attendance.{ending} }}
  gatherings: {{ file: gatherings.{ending} }}
"""


def chance(stream, index):
    """As in `world.py`, for one index."""
    z = (index + 1) * 0x9E3779B97F4A7C15
    z += SEED * 0xD1B54A32D192ED03 + stream * 0x8CB92BA72F3D8DD7
    z &= MASK
    z ^= z >> 30
    z = z * 0xBF58476D1CE4E5B9 & MASK
    z ^= z >> 27
    z = z * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def caps(count):
    """Caps of a unit, each with its own limit in per cent and its own exempt jobs."""
    for nth in range(count):
        mask = chance(7, nth) & 0xFF
        # Somebody must be left to whom the cap applies.
        mask = 127 if mask == 255 else mask
        yield nth, 30 + nth % 40, [job for at, job in enumerate(JOBS) if mask >> at & 1]


def cap_rules(count):
    """One document with so many caps."""
    groups, written = [], []
    for nth, limit, exempt in caps(count):
        lines = [
            f"  - id: cap-{nth}",
            "    limit:",
            "      count: { status: on-site }",
            f"      at_most: {limit}%",
            "      of: { not: { status: leave } }",
            "      per: [unit, day]",
        ]
        if exempt:
            groups.append(f"  exempt-{nth}: {{ job: [{', '.join(exempt)}] }}")
            lines.append(f"      exempt: {{ who: exempt-{nth}, out_of: [count, base] }}")
        written.append("\n".join(lines))
    return "\n".join([
        "passmuster: 1",
        "directive: { id: caps }",
        "issued: 2025-12-01",
        "in_force: { from: 2026-01-01, through: 2026-12-31 }",
        "fields: { people: { job: text } }",
        "groups:",
        *(groups or ["  nobody-yet: { job: none }"]),
        "rules:",
        *written,
        "",
    ])


def rule_of_many(document, nth):
    """One rule of the many: caps mostly, and each other kind now and then."""
    job = JOBS[nth % 8]
    match nth % 10:
        case 0 | 1 | 2 | 3 | 4:
            return f"""\
    limit:
      count: {{ status: on-site }}
      at_most: {80 + nth % 20}%
      of: {{ not: {{ status: leave }} }}
      exempt: {{ who: kept-{nth % 4}, out_of: [count, base] }}
      per: [unit, day]"""
        case 5 | 6:
            return f"""\
    limit:
      count: {{ status: remote, job: {job} }}
      at_least: {1 + nth % 3}%
      of: {{ job: {job}, status: [remote, on-site] }}
      per: [office, day]"""
        case 7:
            return f"""\
    require: {{ each: {{ job: {job} }}, never_be: {{ status: sick }}, per: day }}"""
        case 8:
            return f"""\
    limit:
      sum: {{ field: people, in: gatherings, place: {{ not: [office, school] }} }}
      at_most: {40 + document}
      per: gathering"""
        case _:
            return f"""\
    quota:
      each: {{ job: {job} }}
      days: {{ status: on-site }}
      at_most: {3 + nth % 4} days
      per: week"""


def many(folder, rules, documents):
    """Writes so many rules over so many documents, each of its own issuer and with clauses."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    of_each = rules // documents
    for document in range(documents):
        pair = [(document + 1) % 8, (document + 4) % 8]
        lines = [
            "passmuster: 1",
            "directive:",
            f"  id: order-{document}-2025",
            f"  number: {document}/2025",
            f"  title: Measures at the offices, part {document}",
            f"  issuer: Office {document} of the province",
            "issued: 2025-12-01",
            "in_force: { from: 2026-01-01, through: 2026-12-31 }",
            "fields: { people: { job: text } }",
            "clauses:",
        ]
        lines += [
            f'  "{nth + 1}": what part {nth + 1} of order {document} asks of the units'
            for nth in range(of_each)
        ]
        lines.append("groups:")
        lines += [
            f"  kept-{nth}: {{ job: [{JOBS[pair[0]]}, {JOBS[(pair[1] + nth) % 8]}] }}"
            for nth in range(4)
            if (pair[1] + nth) % 8 != pair[0]
        ]
        lines += [
            f"  kept-{nth}: {{ job: {JOBS[pair[0]]} }}"
            for nth in range(4)
            if (pair[1] + nth) % 8 == pair[0]
        ]
        lines.append("rules:")
        for nth in range(of_each):
            lines += [f"  - id: rule-{nth}", f'    cites: "{nth + 1}"']
            lines.append(rule_of_many(document, document * of_each + nth))
        (folder / f"order-{document}.yaml").write_text("\n".join(lines) + "\n")
    return folder
