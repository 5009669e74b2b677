//! The public API, as a caller writes it.

use passmuster::{KnownAt, Law, Outcome, Period, Rulebook, Source};

const ORDER: &str = "
passmuster: 1
directive: { id: our-order-7-2021 }
in_force: { from: 2021-02-17, through: 2021-03-02 }
rules:
  - id: onsite-cap
    limit: { count: { status: on-site }, at_most: 50%, of: working, per: [unit, day] }
  - id: remote-floor
    limit: { count: { status: remote }, at_least: 50%, of: everyone, per: [unit, day] }
";

#[derive(serde::Serialize)]
struct Row {
    person: String,
    unit: &'static str,
    date: &'static str,
    status: &'static str,
}

fn unit_of_seven() -> Vec<Row> {
    let statuses =
        ["on-site", "on-site", "on-site", "on-site", "remote", "remote", "leave"];
    let row = |(nth, status): (usize, &'static str)| Row {
        person: format!("p{}", nth + 1),
        unit: "tong-hop",
        date: "2021-02-18",
        status,
    };
    statuses.into_iter().enumerate().map(row).collect()
}

#[test]
fn a_unit_of_seven() {
    let rulebook = Rulebook::read([Source::new("order-7.yaml", ORDER)]).unwrap();
    let law: Law = rulebook.as_known(KnownAt::Latest);
    let facts = rulebook.facts().rows("attendance", unit_of_seven()).build().unwrap();
    let report = law.check(&facts, Period::on("2021-02-18".parse().unwrap())).unwrap();
    let lines: Vec<_> = report
        .violations()
        .map(|finding| format!("{}: {finding}", finding.id()))
        .collect();
    assert_eq!(
        lines,
        [
            "our-order-7-2021/onsite-cap unit=tong-hop day=2021-02-18: \
             4 of 6 on site in `tong-hop`; at most 3 may be",
            "our-order-7-2021/remote-floor unit=tong-hop day=2021-02-18: \
             2 of 7 remote in `tong-hop`; at least 4 must be",
        ]
    );
    let all = law.check_all(&facts, Period::on("2021-02-18".parse().unwrap())).unwrap();
    assert_eq!(all.findings.len(), 2);
    assert_eq!(all.findings[0].outcome, Outcome::Fail);
    assert_eq!(all.summary, report.summary);
}

/// A server keeps the law, shares it between threads, and passes errors on by `?`.
#[test]
fn what_a_caller_keeps_may_be_kept_anywhere() {
    fn anywhere<T: Send + Sync + 'static>() {}
    anywhere::<passmuster::Rulebook>();
    anywhere::<passmuster::Law>();
    anywhere::<passmuster::FactsBuilder>();
    anywhere::<passmuster::Facts>();
    anywhere::<passmuster::Report>();
    anywhere::<passmuster::Finding>();
    anywhere::<passmuster::Source>();
    anywhere::<passmuster::Directive>();
    anywhere::<passmuster::Diagnostic>();
    anywhere::<passmuster::Diagnostics>();
    anywhere::<passmuster::Code>();
    anywhere::<passmuster::Error>();
    anywhere::<(passmuster::Day, passmuster::Period, KnownAt, Outcome)>();

    fn error<T: std::error::Error>() {}
    error::<passmuster::Diagnostics>();
    error::<passmuster::Error>();
}

#[test]
fn faults_go_up_by_a_question_mark() {
    fn read(text: &str) -> Result<Rulebook, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Rulebook::read([Source::new("order-7.yaml", text)])?)
    }
    let said = read(&ORDER.replace("at_most", "atmost")).unwrap_err().to_string();
    assert!(said.starts_with("order-7.yaml:7:"), "{said}");
    assert!(read(ORDER).is_ok());
}

/// CLAUSE 7.8: what can be filled in too many ways is not decided, and not waited for.
#[test]
fn too_many_blanks_to_try_are_undetermined() {
    let columns: Vec<String> = (1..=20).map(|nth| format!("f{nth}")).collect();
    let declared: Vec<String> =
        columns.iter().map(|name| format!("{name}: text")).collect();
    let asked: Vec<String> =
        columns.iter().map(|name| format!("{{ {name}: a }}")).collect();
    let text = format!(
        "passmuster: 1\ndirective: {{ id: wide }}\n\
         in_force: {{ from: 2021-02-17, through: 2021-03-02 }}\n\
         fields: {{ people: {{ {} }} }}\n\
         rules:\n  - id: cap\n    limit:\n      count: {{ any: [{}] }}\n\
         \x20     at_most: 1\n      per: [unit, day]\n",
        declared.join(", "),
        asked.join(", ")
    );
    let rulebook = Rulebook::read([Source::new("wide.yaml", &text)]).unwrap();
    let row = |person: &str, cell: &str| {
        format!(
            "{person},u,2021-02-18,on-site{}\n",
            format!(",{cell}").repeat(columns.len())
        )
    };
    let table = format!(
        "person,unit,date,status,{}\n{}{}{}",
        columns.join(","),
        row("p1", "a"),
        row("p2", "b"),
        row("p3", "")
    );
    let facts =
        rulebook.facts().table("attendance", Source::new("attendance.csv", &table));
    let facts = facts.build().unwrap();
    let law = rulebook.as_known(KnownAt::Latest);
    let report = law.check(&facts, Period::on("2021-02-18".parse().unwrap())).unwrap();
    assert_eq!(report.findings[0].outcome, Outcome::Undetermined);
    assert_eq!(report.findings[0].evidence.undecided, ["p3"]);
}

#[test]
fn clocks_of_two_zones_are_not_mixed() {
    let order = "passmuster: 1\ndirective: { id: curfew }\nzone: Europe/Brussels\n\
        in_force: { from: 2021-11-20T07:00, through: 2021-12-31 }\nrules:\n\
        \x20 - id: nobody\n    limit: { count: { status: on-site }, at_most: 0, \
        per: [unit, day] }\n";
    let rulebook = Rulebook::read([Source::new("curfew.yaml", order)]).unwrap();
    let units = "unit,parent,zone\noffice,,\na,office,Europe/London\n";
    let rows = "person,unit,date,status,from,to\n\
        an,a,2021-11-20,on-site,05:00,06:30\nan,a,2021-11-22,on-site,05:00,06:30\n";
    let facts = rulebook
        .facts()
        .table("units", Source::new("units.csv", units))
        .table("attendance", Source::new("attendance.csv", rows))
        .build()
        .unwrap();
    let law = rulebook.as_known(KnownAt::Latest);
    let on = |day: &str| law.check(&facts, Period::on(day.parse().unwrap()));
    let told = on("2021-11-20").unwrap_err().to_string();
    assert!(told.contains("Europe/Brussels") && told.contains("Europe/London"), "{told}");
    assert!(on("2021-11-22").is_ok(), "a whole day is the same in every zone");
}
