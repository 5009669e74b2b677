//! A gate that asks about one person: may An come in, as the unit stands today?
#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;

use passmuster::{Change, Day, KnownAt, Ledger, Period, Rulebook, Source};
use serde::Serialize;

const ORDER: &str = "
passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-02-17, through: 2021-03-02 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";

const TODAY: &str = "2021-02-18";

#[derive(Serialize)]
struct Row {
    person: &'static str,
    unit: &'static str,
    date: &'static str,
    status: &'static str,
}

/// Each morning: everybody is at home but Binh.
fn morning() -> Result<Ledger, Box<dyn Error>> {
    let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)])?;
    let rows = ["an", "binh", "chi", "dung"].map(|person| {
        let status = if person == "binh" { "on-site" } else { "remote" };
        Row { person, unit: "tong-hop", date: TODAY, status }
    });
    let facts = rulebook.facts().rows("attendance", rows).build()?;
    let law = rulebook.as_known(KnownAt::Latest);
    Ok(law.open(&facts, Period::on(TODAY.parse()?))?)
}

/// Lets somebody in, or says what their coming in would break.
fn comes(gate: &mut Ledger, person: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let today: Day = TODAY.parse()?;
    let comes = Change::status(person, today, "on-site");
    let effect = gate.what_if(&comes)?;
    if effect.breaks() {
        let findings = gate.explain(&effect)?;
        return Ok(findings.iter().map(ToString::to_string).collect());
    }
    gate.apply(&comes)?;
    Ok(Vec::new())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut gate = morning()?;
    assert!(comes(&mut gate, "chi")?.is_empty(), "two of four may be inside");
    let broken = comes(&mut gate, "an")?;
    println!("an may not come in: {}", broken.join("; "));
    assert_eq!(broken, ["3 of 4 on site in `tong-hop`; at most 2 may be"]);

    gate.apply(&Change::status("binh", TODAY.parse()?, "remote"))?;
    assert!(comes(&mut gate, "an")?.is_empty(), "binh has gone home");
    assert!(comes(&mut gate, "stranger").is_err(), "nobody knows them");
    Ok(())
}

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
