//! `init`: a first rule file, facts that it judges, and a case, ready to be changed; or the
//! cases that rules still need.

mod cases;

use crate::args::Init;
use crate::exit::{Answer, Exit};
use crate::{load, page};

const FILES: [(&str, &str); 6] = [
    ("rules/our-order-7-2021.yaml", include_str!("init/rules.yaml")),
    ("rules/our-order-7-2021.cases.yaml", include_str!("init/cases.yaml")),
    ("facts/facts.yaml", include_str!("init/facts.yaml")),
    ("facts/people.csv", include_str!("init/people.csv")),
    ("facts/units.csv", include_str!("init/units.csv")),
    ("facts/attendance.csv", include_str!("init/attendance.csv")),
];

pub(crate) fn init(asked: &Init) -> Answer {
    if !asked.cases.is_empty() {
        return cases::write(&asked.cases);
    }
    for (name, _) in FILES {
        load::must_be_free(&asked.folder.join(name))?;
    }
    let mut said = String::new();
    for (name, text) in FILES {
        let file = asked.folder.join(name);
        load::write_new(&file, text)?;
        said = format!("{said}wrote {}\n", file.display());
    }
    let (rules, facts) = (asked.folder.join("rules"), asked.folder.join("facts"));
    let (rules, facts) = (rules.display(), facts.display());
    page::print(&format!(
        "{said}\nNow try:\n  passmuster lint {rules}\n  passmuster test {rules}\n  \
         passmuster check --rules {rules} --facts {facts}\n"
    ))?;
    Ok(Exit::Kept)
}
