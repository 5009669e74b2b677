//! `init --cases`: what it writes runs green and tries most of what there is to try, and what
//! is there already is left alone.

use super::*;

/// The rule files of a shipped folder, without their cases.
fn without_cases(name: &str) -> Office {
    let office = Office::new(&format!("skeleton-{name}"));
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules").join(name);
    for file in fs::read_dir(shipped).unwrap() {
        let path = file.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !file.ends_with(".cases.yaml") {
            let text = fs::read_to_string(&path).unwrap();
            office.write(&format!("shipped/{file}"), &text);
        }
    }
    office
}

/// How many of the situations that the rules have the skeleton tries, in percent.
#[track_caller]
fn tries(name: &str, least: u32) {
    let office = without_cases(name);
    let made = office.run("init --cases shipped");
    assert_eq!(made.code, Some(0), "{made:?}");
    assert!(made.out.contains("# wrote shipped/"), "{}", made.out);
    let printed = office.run(&format!("test shipped --min-coverage {least}"));
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert!(printed.out.contains(": all as expected\n"), "{}", printed.out);
}

#[test]
fn of_shares_of_units_and_of_presence_try_all() {
    tries("hai-duong-58-2021", 100);
}

#[test]
fn of_gatherings_and_visits_try_most() {
    tries("hai-duong-570-2021", 60);
    tries("vn-16-2020", 85);
}

#[test]
fn of_days_of_a_week_try_most() {
    tries("ca-presence-2022", 60);
}

#[test]
fn of_documents_that_need_each_other_read_the_folder() {
    tries("in-dopt-2020", 60);
}

#[test]
fn leave_the_cases_alone_that_are_there_and_print_the_others() {
    let office = Office::new("skeleton-beside");
    let before = office.read("rules/our-order-7-2021.cases.yaml");
    let printed = office.run("init --cases rules/our-order-7-2021.yaml");
    assert_eq!(printed.code, Some(0), "{printed:?}");
    assert_eq!(office.read("rules/our-order-7-2021.cases.yaml"), before);
    let head = "# to be added to rules/our-order-7-2021.cases.yaml: 12 made, 0 to be";
    assert!(printed.out.starts_with(head), "{}", printed.out);
    assert!(!printed.out.contains("onsite-cap: met exactly"), "{}", printed.out);
    let all = format!("{before}\n{}", printed.out);
    office.write("rules/our-order-7-2021.cases.yaml", &all);
    let tested = office.run("test rules --min-coverage 100");
    assert_eq!(tested.code, Some(0), "{tested:?}");
    let again = office.run("init --cases rules");
    assert_eq!(again.out, "# rules/our-order-7-2021.cases.yaml: no case is missing\n");
}

#[test]
fn say_in_a_comment_what_is_to_be_written_by_hand() {
    let office = Office::new("skeleton-open");
    let rule = "    quota: { each: everyone, shortest_rest: { status: on-site }, \
                at_least: 11 h, per: [person, week] }";
    let text = format!(
        "passmuster: 1\ndirective: {{ id: rest }}\nin_force: {{ from: 2021-02-17, \
         until: further-notice }}\nrules:\n  - id: rest\n{rule}\n"
    );
    office.write("rests/rest.yaml", &text);
    let printed = office.run("init --cases rests");
    let wrote = "# wrote rests/rest.cases.yaml: 0 made, 5 to be written by hand\n";
    assert_eq!((printed.code, printed.out.as_str()), (Some(0), wrote));
    let cases = office.read("rests/rest.cases.yaml");
    assert!(cases.contains("  # - case: 'rest: met exactly'\n"), "{cases}");
    assert!(cases.contains("  #   # write facts that keep the bound"), "{cases}");
    office.run("test rests").is_refused("there is no case");
}

#[test]
fn of_rules_that_are_refused_are_none() {
    let office = Office::new("skeleton-refused");
    office.change("rules/our-order-7-2021.yaml", "at_most: 50%", "atmost: 50%");
    office.run("init --cases rules").is_refused("error[E");
}
