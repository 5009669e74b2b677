//! An HR system that loads the law once, keeps it, and judges each day from its own structs.
#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;

use passmuster::{Day, Diagnostics, KnownAt, Law, Period, Report, Rulebook, Source};
use serde::Serialize;

const ORDER: &str = "
passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-02-17, through: 2021-03-02 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: working, per: [unit, day] }
  - id: driver-ready
    limit: { count: { tag: driver, status: [on-site, on-call] }, at_least: 1, per: [office, day] }
";

/// A member of staff, as the system keeps them; for the law, a row of `people`.
#[derive(Serialize)]
struct Employee {
    #[serde(rename = "person")]
    badge: &'static str,
    #[serde(rename = "unit")]
    department: &'static str,
    tags: Option<&'static str>,
}

/// What somebody did on a day; for the law, a row of `attendance`.
#[derive(Serialize)]
struct Entry {
    #[serde(rename = "person")]
    badge: &'static str,
    date: String,
    status: &'static str,
}

/// The part of the system that knows the law; shared by all its threads.
struct Compliance {
    rulebook: Rulebook,
    law: Law,
}

impl Compliance {
    fn load(order: &str) -> Result<Self, Diagnostics> {
        let rulebook = Rulebook::read([Source::new("order-7.yaml", order)])?;
        let law = rulebook.as_known(KnownAt::Latest);
        Ok(Self { rulebook, law })
    }

    fn judge(
        &self,
        staff: &[Employee],
        entries: &[Entry],
        day: Day,
    ) -> Result<Report, Box<dyn Error>> {
        let facts =
            self.rulebook.facts().rows("people", staff).rows("attendance", entries);
        Ok(self.law.check(&facts.build()?, Period::on(day))?)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let compliance = Compliance::load(ORDER)?;
    let staff = [("an", Some("driver")), ("binh", None), ("chi", None), ("dung", None)]
        .map(|(badge, tags)| Employee { badge, department: "tong-hop", tags });
    let day: Day = "2021-02-18".parse()?;
    let entries =
        [("an", "leave"), ("binh", "on-site"), ("chi", "on-site"), ("dung", "remote")]
            .map(|(badge, status)| Entry { badge, date: day.to_string(), status });

    let report = compliance.judge(&staff, &entries, day)?;
    let said: Vec<String> = report.violations().map(ToString::to_string).collect();
    println!("{}", said.join("\n"));
    assert_eq!(
        said,
        [
            "0 on site or on call with tag driver in `office`; at least 1 must be",
            "2 of 3 on site in `tong-hop`; at most 1 may be",
        ]
    );
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
