#!/usr/bin/env python3
"""Writes the two sample offices beside this file: the same bytes on every run.

Everybody is made up; people have numbers, not names. The rosters keep the directives, but
for the handful of things that README.md tells of.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent


def days(first, last):
    """All days from the first to the last, both included."""
    return [first + timedelta(days=nth) for nth in range((last - first).days + 1)]


def working_days(first, last):
    return [day for day in days(first, last) if day.weekday() < 5]


class Office:
    """A made-up office: its units, its people, and whose turn it is to come."""

    def __init__(self, folder, top, first, last):
        self.folder, self.first, self.last = HERE / folder, first, last
        self.units = [{"unit": top}]
        self.people = []
        self.rota = {}
        self.told = {}

    def add(self, unit, size, comes, tags="", others="remote"):
        """So many people who are alike, of whom so many come and the others do as said."""
        top = self.units[0]["unit"]
        if unit not in [row["unit"] for row in self.units]:
            self.units.append({"unit": unit, "parent": top})
        for nth in range(size):
            person = f"nv-{len(self.people) + 1:02}"
            self.people.append({"person": person, "unit": unit, "tags": tags})
            self.rota[person] = (nth, size, comes, others)

    def members(self, unit):
        """The people of a unit, in order."""
        seen = dict.fromkeys(one["person"] for one in self.people if one["unit"] == unit)
        return list(seen)

    def nth(self, unit, nth):
        """The nth person of a unit, from 1."""
        return self.members(unit)[nth - 1]

    def tell(self, day, person, status):
        """What somebody did on a day, whosever turn it was; without a status, no row."""
        self.told[person, day] = status

    def tell_unit(self, day, unit, statuses):
        for person, status in zip(self.members(unit), statuses, strict=True):
            self.tell(day, person, status)

    def tell_away(self, first, last, person, status):
        for day in days(first, last):
            self.tell(day, person, status)

    def attendance(self, turn_of):
        """A row for everybody on every working day; `turn_of` numbers the turns."""
        rows = []
        for day in working_days(self.first, self.last):
            for person in self.rota:
                nth, size, comes, others = self.rota[person]
                here = (nth - turn_of(day) * comes) % size < comes
                status = self.told.get((person, day), "on-site" if here else others)
                if status is not None:
                    rows.append({"person": person, "date": day, "status": status})
        return rows

    def write(self, table, columns, rows):
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def write_settings(self, comment):
        text = (
            f"# {comment}; written by examples/generate.py.\n"
            "passmuster-facts: 1\n"
            "zone: Asia/Ho_Chi_Minh\n"
            f"covers: {{ from: {self.first}, through: {self.last} }}\n"
            "working_week: [monday, tuesday, wednesday, thursday, friday]\n"
        )
        (self.folder / "facts.yaml").write_text(text, encoding="utf-8")


def hai_duong():
    """The window of 58/VP-HC-QT; half of everybody comes, in turns from day to day."""
    office = Office("hai-duong", "van-phong-ubnd-tinh", date(2021, 2, 17), date(2021, 3, 2))
    office.add("lanh-dao-van-phong", 1, comes=1, tags="office-leader-in-charge")
    office.add("lanh-dao-van-phong", 3, comes=1, tags="office-leader")
    office.add("tong-hop", 2, comes=1, tags="assisting-team")
    office.add("tong-hop", 7, comes=3)
    office.add("khoa-giao-van-xa", 5, comes=5)
    office.add("khoa-giao-van-xa", 1, comes=0, tags="worker")
    office.add("noi-chinh", 6, comes=2)
    office.add("kinh-te", 1, comes=0, tags="sub-committee")
    office.add("kinh-te", 7, comes=3)
    office.add("nong-nghiep", 6, comes=2)
    office.add("cong-thuong", 6, comes=2)
    office.add("ngoai-vu", 3, comes=1)
    office.add("hanh-chinh-quan-tri", 2, comes=1, tags="clerk")
    office.add("hanh-chinh-quan-tri", 10, comes=4)
    office.add("hanh-chinh-quan-tri", 2, comes=1, tags="receptionist;worker")
    office.add("hanh-chinh-quan-tri", 4, comes=1, tags="driver;worker", others="on-call")
    office.add("hanh-chinh-quan-tri", 2, comes=1, tags="worker")
    office.add("cong-nghe-thong-tin", 10, comes=4, tags="public-employee")
    office.add("tiep-cong-dan", 5, comes=2)
    office.add("kiem-soat-thu-tuc-hanh-chinh", 7, comes=3)

    feb, mar = (lambda day: date(2021, 2, day)), (lambda day: date(2021, 3, day))
    office.tell_away(feb(17), feb(18), office.nth("tong-hop", 9), "leave")
    office.tell_away(feb(22), feb(24), office.nth("kinh-te", 8), "sick")
    office.tell_away(feb(25), feb(26), office.nth("khoa-giao-van-xa", 3), "leave")
    office.tell_away(feb(17), mar(2), office.nth("cong-thuong", 2), "quarantine")
    office.tell_away(mar(1), mar(2), office.nth("hanh-chinh-quan-tri", 12), "leave")

    office.tell(feb(19), office.nth("khoa-giao-van-xa", 2), "remote")
    office.tell_unit(feb(23), "kinh-te", ["on-site"] * 4 + ["remote"] * 3 + ["sick"])
    office.tell_unit(feb(24), "tong-hop", ["on-site"] * 5 + ["remote"] * 4)
    office.tell_unit(feb(25), "noi-chinh", ["on-site"] * 2 + [None] * 2 + ["remote"] * 2)
    office.tell(mar(1), office.nth("nong-nghiep", 4), "remote")
    for nth in (1, 2):
        office.tell(mar(2), office.nth("hanh-chinh-quan-tri", nth), "remote")

    first_day = working_days(office.first, office.last)
    attendance = office.attendance(first_day.index)

    visits, records = [], []
    for nth, day in enumerate(working_days(office.first, office.last)):
        for time in ("08:40", "14:15"):
            visit = f"kh-{len(visits) + 1:02}"
            unit = ("tiep-cong-dan", "kiem-soat-thu-tuc-hanh-chinh")[nth % 2]
            people = 1 + len(visits) % 3
            visits.append(
                {"visit": visit, "date": day, "unit": unit, "time": time, "people": people}
            )
            record = {"visit": visit, "date": day, "time": time}
            records.append(record | {"kind": "declaration"})
            # Nobody measured the ninth.
            if visit != "kh-09":
                value = f"36.{3 + len(visits) % 5}"
                records.append(record | {"kind": "temperature", "value": value})
    attested = {
        "hanh-chinh-quan-tri": [feb(19), feb(26), mar(2)],
        "cong-nghe-thong-tin": [feb(18), mar(1)],
    }
    for unit, dates in attested.items():
        records += [{"unit": unit, "kind": "attestation", "date": day} for day in dates]
    for unit, nth, day in [("noi-chinh", 2, feb(25)), ("nong-nghiep", 4, mar(1))]:
        summons = {"person": office.nth(unit, nth), "kind": "summons", "date": day}
        records.append(summons | {"by": "office-leader"})

    cap = {"rule": "hai-duong-58-2021/onsite-cap"}
    grants = [
        cap
        | {"grant": "gt-1", "person": office.nth("kinh-te", 4), "by": "office-leader"}
        | {"from": feb(23), "through": feb(23), "granted_on": feb(22)}
        | {"reason": "figures for the steering committee"},
        # A head of a room is not among those who may grant it.
        cap
        | {"grant": "gt-2", "person": office.nth("tong-hop", 5), "by": "unit-head"}
        | {"from": feb(24), "through": feb(24), "granted_on": feb(24)}
        | {"reason": "backlog"},
    ]

    office.write("people", "person unit tags", office.people)
    office.write("units", "unit parent", office.units)
    office.write("attendance", "person date status", attendance)
    office.write("visits", "visit date unit time people", visits)
    office.write("records", "person unit visit kind date time value by", records)
    columns = "grant rule person from through by granted_on reason"
    office.write("grants", columns, grants)
    office.write_settings("A made-up office under 58/VP-HC-QT of Hải Dương")


def lai_chau():
    """Four weeks under the notice of July 2021; a few stay at home, in turns by week."""
    office = Office("lai-chau", "van-phong-ubnd-tinh", date(2021, 7, 23), date(2021, 8, 19))
    office.add("lanh-dao-van-phong", 4, comes=3)
    office.add("tong-hop", 8, comes=6)
    office.add("van-xa", 6, comes=6)
    office.add("kinh-te", 8, comes=6)
    office.add("noi-chinh", 6, comes=5)
    office.add("kiem-soat-thu-tuc-hanh-chinh", 6, comes=5)
    office.add("hanh-chinh-to-chuc", 9, comes=7)
    office.add("quan-tri-tai-vu", 5, comes=3)
    office.add("quan-tri-tai-vu", 3, comes=3, tags="service")
    office.add("quan-tri-tai-vu", 4, comes=4, tags="leaders-driver")
    office.add("tin-hoc-cong-bao", 9, comes=7)
    office.add("tiep-cong-dan", 4, comes=3)
    office.add("ngoai-vu", 3, comes=3)
    office.add("phuc-vu-hanh-chinh-cong", 8, comes=6)

    jul, aug = (lambda day: date(2021, 7, day)), (lambda day: date(2021, 8, day))
    # Three of the general room have papers for the session, and come until it is over.
    session = [office.nth("tong-hop", nth) for nth in (1, 2, 3)]
    spells = []
    for row in office.people:
        if row["person"] in session:
            spells.append(row | {"tags": "session-2-content", "through": jul(30)})
            spells.append(row | {"from": jul(31)})
            for day in working_days(office.first, jul(30)):
                office.tell(day, row["person"], "on-site")
        else:
            spells.append(row)
    office.tell_away(aug(2), aug(6), office.nth("noi-chinh", 4), "leave")
    office.tell_away(aug(9), aug(19), office.nth("phuc-vu-hanh-chinh-cong", 5), "quarantine")

    office.tell_unit(aug(4), "kinh-te", ["remote"] * 3 + ["on-site"] * 5)
    office.tell_unit(
        aug(10), "tin-hoc-cong-bao", ["remote"] * 2 + [None] * 2 + ["on-site"] * 5
    )
    office.tell(aug(11), office.nth("van-xa", 5), "remote")
    for day in (jul(28), jul(29)):
        office.tell(day, office.nth("hanh-chinh-to-chuc", 9), "travel")
        office.tell(day, office.nth("kinh-te", 8), "travel")
    attendance = office.attendance(lambda day: day.isocalendar().week)

    measures = "mask;disinfection;spaced-seats"
    gatherings = []

    def gather(day, place, people, kind, unit, distance="2", measures=""):
        row = {"date": day, "place": place, "people": people, "kind": kind, "unit": unit}
        gatherings.append(row | {"distance_m": distance, "measures": measures})

    for day in days(office.first, office.last):
        if day.weekday() == 0:
            gather(day, "office", 14, "meeting", "lanh-dao-van-phong", "2", measures)
        if day.weekday() == 2:
            gather(day, "construction-site", 6, "inspection", "kinh-te", "2.5")
    gather(aug(5), "school", 24, "training", "hanh-chinh-to-chuc")
    gather(aug(7), "restaurant", 11, "dinner", "tong-hop")
    gather(aug(12), "village-hall", 10, "inspection", "van-xa")
    gather(aug(13), "office", 9, "meeting", "quan-tri-tai-vu", "2", "mask;spaced-seats")
    gather(aug(17), "office", 12, "meeting", "noi-chinh", "1.5", measures)

    gatherings.sort(key=lambda row: row["date"])
    for nth, row in enumerate(gatherings):
        row["gathering"] = f"hop-{nth + 1:02}"

    records = []
    for day in days(office.first, office.last):
        # Everybody declares on Fridays; one forgot it once.
        if day.weekday() == 4:
            for person in office.rota:
                if (person, day) != (office.nth("tiep-cong-dan", 2), aug(6)):
                    records.append({"person": person, "kind": "declaration", "date": day})
    for unit, nth in (("hanh-chinh-to-chuc", 9), ("kinh-te", 8)):
        journey = {"person": office.nth(unit, nth), "kind": "journey-out-of-province"}
        records.append(journey | {"date": jul(28), "through": jul(29)})
    permission = {"person": office.nth("hanh-chinh-to-chuc", 9), "kind": "permission"}
    permission |= {"date": jul(27), "through": jul(29), "by": "office-leader"}
    records.append(permission)
    for day, nth, taken in ((aug(4), 1, True), (aug(4), 2, False)):
        task = {"person": office.nth("kinh-te", nth), "date": day}
        records.append(task | {"kind": "task", "by": "room-head"})
        if taken:
            records.append(task | {"kind": "task-taken"})
    contact = {"person": office.nth("phuc-vu-hanh-chinh-cong", 5), "date": aug(9)}
    records.append(contact | {"kind": "patient-contact"})
    records.append(contact | {"kind": "contact-report"})
    stay = {"person": office.nth("tiep-cong-dan", 3), "kind": "epidemic-area"}
    records.append(stay | {"date": aug(16)})

    office.write("people", "person unit from through tags", spells)
    office.write("units", "unit parent", office.units)
    office.write("attendance", "person date status", attendance)
    columns = "gathering date place people kind unit distance_m measures"
    office.write("gatherings", columns, gatherings)
    office.write("records", "person kind date through by", records)
    office.write_settings("A made-up office under the notice of Lai Châu of July 2021")


if __name__ == "__main__":
    hai_duong()
    lai_chau()
