//! Reports in several formats, beside an earlier one, and what is refused of them.

use super::*;

/// The office of `init`, and the report of it.
fn reported(name: &str) -> Office {
    let office = Office::new(name);
    assert_eq!(office.run(&format!("{CHECK} --format json=before.json")).code, Some(1));
    office
}

#[test]
fn all_formats_come_of_one_run() {
    let office = Office::new("reports-all");
    let formats = "json html markdown csv sarif junit github gitlab";
    let outputs =
        formats.split(' ').map(|format| format!(" --format {format}=out.{format}"));
    let printed =
        office.run(&format!("{CHECK} --format text{}", outputs.collect::<String>()));
    assert_eq!(printed.code, Some(1), "{printed:?}");
    for format in formats.split(' ') {
        let alone = office.run(&format!("{CHECK} --format {format}"));
        assert_eq!(alone.out, office.read(&format!("out.{format}")), "{format}");
        assert_eq!(alone.code, Some(1), "{format}");
        assert!(!alone.out.contains("reports-all"), "a host path is in {format}");
    }
}

#[test]
fn what_a_baseline_knows_does_not_fail() {
    let office = reported("baseline-known");
    let line = format!("{CHECK} --baseline before.json");
    let printed = office.run(&line);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(printed.out.contains("3 of 4 on site in `tong-hop`"), "{}", printed.out);
    let since = "since the baseline: 0 new, 1 known, 0 no longer found\n";
    assert!(printed.out.ends_with(since), "{}", printed.out);
    let printed = office.run(&format!("{line} --new-only --format json"));
    assert_eq!(printed.code, Some(0), "{printed:?}");
    let report = passmuster::words::json::read_report(&printed.out).unwrap();
    assert_eq!((report.findings.len(), report.summary.fail), (0, 1));
    assert_eq!(report.since.unwrap().known, 1);
}

#[test]
fn what_is_new_or_graver_fails() {
    let office = Office::new("baseline-new");
    let certain = office.read("facts/attendance.csv");
    let (first, second) = ("binh,2021-02-18,on-site", "binh,2021-02-18,unknown");
    office.change("facts/attendance.csv", first, second);
    let undetermined = office.run(&format!("{CHECK} --format json=before.json"));
    assert_eq!(undetermined.code, Some(3), "{undetermined:?}");
    let line = format!("{CHECK} --baseline before.json");
    assert_eq!(office.run(&line).code, Some(0));
    office.write("facts/attendance.csv", &certain);
    let printed = office.run(&line);
    assert_eq!(printed.code, Some(1), "{printed:?}");
    let new =
        "  new               our-order-7-2021/onsite-cap unit=tong-hop day=2021-02-18\n";
    assert!(printed.out.ends_with(new), "{}", printed.out);
    for (format, words) in [
        ("html", "<span class=\"new\">new</span>"),
        ("markdown", "**fail** (new)"),
        ("sarif", "\"baselineState\": \"new\""),
        ("github", "::error file=rules/our-order-7-2021.yaml,line="),
        ("gitlab", "\"severity\": \"critical\""),
        ("junit", "<failure type=\"fail\""),
    ] {
        let page = office.run(&format!("{line} --format {format}")).out;
        assert!(page.contains(words), "{format}: {page}");
    }
}

#[test]
fn what_a_baseline_knows_is_only_noted_and_not_hidden_from_the_calendar() {
    let office = reported("baseline-noted");
    let line = format!("{CHECK} --baseline before.json");
    for (format, words) in [
        ("sarif", "\"baselineState\": \"unchanged\""),
        ("github", "::notice file=rules/our-order-7-2021.yaml,line="),
        ("gitlab", "\"severity\": \"info\""),
        ("junit", "<skipped message=\"known, fail: "),
    ] {
        let page = office.run(&format!("{line} --format {format}")).out;
        assert!(page.contains(words), "{format}: {page}");
        let page = office.run(&format!("{line} --format {format} --new-only")).out;
        assert!(!page.contains(words), "{format}: {page}");
    }
    let beside = office.run(&format!("{line} --format csv")).err;
    assert!(beside.starts_with("since the baseline: 0 new, 1 known"), "{beside}");
    let page = office.run(&format!("{line} --format html --new-only")).out;
    assert!(page.contains("<td class=\"fail\">✗<span"), "{page}");
    assert!(!page.contains("class=\"sentence\""), "{page}");
}

#[test]
fn what_is_found_no_longer_is_told_and_so_is_what_was_not_asked() {
    let office = reported("baseline-gone");
    let line = format!("{CHECK} --on 2021-02-19 --baseline before.json");
    let printed = office.run(&line);
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(
        printed.out.contains("1 was not asked again\n  not asked again"),
        "{}",
        printed.out
    );
    let (first, second) = ("binh,2021-02-18,on-site", "binh,2021-02-18,remote");
    office.change("facts/attendance.csv", first, second);
    let printed = office.run(&format!("{CHECK} --baseline before.json"));
    assert!(
        printed.out.contains("1 no longer found\n  no longer found"),
        "{}",
        printed.out
    );
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let office = Office::new("baseline-none");
    office.write("before.json", "{}");
    office.run(&format!("{CHECK} --baseline before.json")).is_refused("`before.json`: ");
    office.run(&format!("{CHECK} --baseline nowhere.json")).is_refused("`nowhere.json`");
    office.run(&format!("{CHECK} --new-only")).is_refused("--baseline");
}

#[test]
fn a_language_that_no_format_speaks_is_refused() {
    let office = Office::new("language");
    office.run(&format!("{CHECK} --lang vi --format json")).is_refused("`--lang`");
    let page = office.run(&format!("{CHECK} --lang vi --format html")).out;
    assert!(page.contains("<html lang=\"vi\">"), "{page}");
    assert!(page.contains("3 trên 4 có mặt tại nơi làm việc"), "{page}");
}

/// An office in which somebody was granted leave through a day.
fn granted(name: &str, through: &str) -> Office {
    let office = Office::new(name);
    let rules = "rules/our-order-7-2021.yaml";
    office.change(
        rules,
        "cites: \"1\"",
        "cites: \"1\"\n    unless_granted: { by: [head] }",
    );
    let header = "grant,rule,person,from,through,by,granted_on";
    let row = format!(
        "g-1,our-order-7-2021/onsite-cap,an,2021-02-17,{through},head,2021-02-16"
    );
    office.write("facts/grants.csv", &format!("{header}\n{row}\n"));
    office
}

#[test]
fn a_grant_that_ends_soon_is_told_and_no_other() {
    // The last day asked is 19 February.
    let told = |name: &str, through: &str| {
        let printed = granted(name, through).run(CHECK);
        assert_eq!(printed.code, Some(0), "{printed:?}");
        let said = "grant `g-1` to deviate from `our-order-7-2021/onsite-cap` ends on";
        printed.out.contains(&format!("{said} {through}"))
    };
    assert!(told("grant-last-day", "2021-02-19"));
    assert!(told("grant-soon", "2021-03-05"));
    assert!(!told("grant-later", "2021-03-06"));
    assert!(!told("grant-before", "2021-02-18"));
}

#[test]
fn notices_without_a_place_are_told_beside() {
    let office = granted("notices", "2021-03-01");
    let told = |format: &str| office.run(&format!("{CHECK} --format {format}")).err;
    for format in ["gitlab", "junit", "csv"] {
        let beside = told(format);
        assert!(
            beside.starts_with("notice[grant-ends]: grant `g-1`"),
            "{format}: {beside}"
        );
    }
    for format in ["text", "markdown", "html", "json", "sarif", "github"] {
        assert_eq!(told(format), "", "{format}");
    }
}
