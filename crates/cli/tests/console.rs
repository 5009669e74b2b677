//! What the command says and how it ends: exit codes, refusals, and what each verb prints.
#![expect(clippy::unwrap_used, reason = "a command that cannot run fails the test")]

#[path = "console/formats.rs"]
mod formats;
#[path = "../../sources/tests/formats/made.rs"]
#[expect(dead_code, reason = "cells of every sort are tried where they are read")]
mod made;
#[path = "console/reports.rs"]
mod reports;
#[path = "console/skeletons.rs"]
mod skeletons;
#[path = "console/spoken.rs"]
mod spoken;
#[path = "console/systems.rs"]
mod systems;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const RULES: &str = include_str!("../src/command/init/rules.yaml");

/// What a command printed, and how it ended.
#[derive(Debug)]
struct Printed {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Printed {
    /// Refused: exit code 2, nothing on standard output, and a reason that holds the words.
    #[track_caller]
    fn is_refused(&self, words: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(2), ""), "{self:?}");
        assert!(self.err.contains(words), "{words:?} is not in {:?}", self.err);
    }
}

/// A folder of its own for one test, with what `init` writes in it.
struct Office(PathBuf);

impl Office {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        let office = Self(folder);
        assert_eq!(office.run("init").code, Some(0));
        office
    }

    /// Runs a command line in the folder.
    fn run(&self, line: &str) -> Printed {
        let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
        let printed =
            program.args(line.split(' ')).current_dir(&self.0).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Printed {
            code: printed.status.code(),
            out: text(printed.stdout),
            err: text(printed.stderr),
        }
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Changes words of a file.
    fn change(&self, name: &str, words: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(words), "{words:?} is not in {name}");
        self.write(name, &text.replace(words, to));
    }
}

const CHECK: &str = "check --rules rules --facts facts";

mod exit_codes {
    use super::*;

    #[test]
    fn a_violation_is_1() {
        let printed = Office::new("violation").run(CHECK);
        assert_eq!((printed.code, printed.err.as_str()), (Some(1), ""));
        assert!(printed.out.contains("3 of 4 on site in `tong-hop`"), "{}", printed.out);
    }

    #[test]
    fn a_kept_day_is_0() {
        let printed = Office::new("kept").run(&format!("{CHECK} --on 2021-02-19"));
        assert_eq!(printed.code, Some(0), "{printed:?}");
    }

    #[test]
    fn an_undetermined_day_is_3_unless_only_violations_fail() {
        let office = Office::new("undetermined");
        office.change(
            "facts/attendance.csv",
            "binh,2021-02-19,remote",
            "binh,2021-02-19,unknown",
        );
        let on_that_day = format!("{CHECK} --on 2021-02-19");
        assert_eq!(office.run(&on_that_day).code, Some(3));
        assert_eq!(
            office.run(&format!("{on_that_day} --fail-on violation")).code,
            Some(0)
        );
    }

    #[test]
    fn failed_advice_is_1_only_where_asked() {
        let office = Office::new("advice");
        office.change(
            "rules/our-order-7-2021.yaml",
            "cites: \"1\"",
            "cites: \"1\"\n    force: should",
        );
        assert_eq!(office.run(CHECK).code, Some(0));
        assert_eq!(office.run(&format!("{CHECK} --fail-on advice")).code, Some(1));
    }
}

mod refusals {
    use super::*;

    #[test]
    fn of_a_rule_file_that_says_nothing() {
        let office = Office::new("zero-rules");
        let (head, _) = RULES.split_once("rules:").unwrap();
        office.write("rules/our-order-7-2021.yaml", head);
        office.run(CHECK).is_refused("hold no rule");
    }

    #[test]
    fn of_a_folder_without_rule_files() {
        let office = Office::new("no-rules");
        office.write("empty/readme.txt", "");
        office
            .run("check --rules empty --facts facts")
            .is_refused("`empty` holds no rule file");
        office.write("notes/README.md", "# Notes\n");
        office
            .run("lint notes/README.md")
            .is_refused("`notes/README.md` is no rule file");
    }

    #[test]
    fn of_a_table_without_rows() {
        let office = Office::new("zero-rows");
        office.write("facts/attendance.csv", "person,date,status\n");
        office.run(CHECK).is_refused("attendance.csv");
    }

    #[test]
    fn of_a_folder_that_is_not_there() {
        let office = Office::new("unreadable");
        office
            .run("check --rules rules --facts nowhere")
            .is_refused("`nowhere` cannot be read");
        office
            .run("check --rules nowhere --facts facts")
            .is_refused("`nowhere` cannot be read");
    }

    #[test]
    fn of_facts_without_tables() {
        let office = Office::new("no-tables");
        office.write("bare/notes.txt", "");
        office.run("check --rules rules --facts bare").is_refused("holds no table");
    }

    #[test]
    fn of_a_period_that_no_rule_covers() {
        let office = Office::new("no-law");
        office.change("facts/facts.yaml", "through: 2021-02-19", "through: 2021-03-31");
        office.run(&format!("{CHECK} --on 2021-03-10")).is_refused("no rule is in force");
    }

    #[test]
    fn of_a_day_that_the_facts_do_not_cover() {
        let office = Office::new("no-facts");
        office.run(&format!("{CHECK} --on 2021-02-25")).is_refused("the facts speak for");
    }

    #[test]
    fn of_a_period_that_ends_before_it_begins() {
        let office = Office::new("backward");
        let line = format!("{CHECK} --from 2021-02-19 --through 2021-02-18");
        office.run(&line).is_refused("before it begins");
    }

    #[test]
    fn of_an_unknown_option() {
        let office = Office::new("option");
        office.run(&format!("{CHECK} --colour")).is_refused("--colour");
        office
            .run(&format!("{CHECK} --format xml"))
            .is_refused("the formats are `text`, `json`, `html`");
        office.run(&format!("{CHECK} --on 2021-2-18")).is_refused("YYYY-MM-DD");
        office.run("judge").is_refused("judge");
    }

    #[test]
    fn of_two_formats_on_one_page() {
        let office = Office::new("two-formats");
        office
            .run(&format!("{CHECK} --format text --format json"))
            .is_refused("two formats cannot share standard output");
    }

    #[test]
    fn of_a_table_that_is_no_csv_or_not_there() {
        let office = Office::new("workbook");
        let settings = office.read("facts/facts.yaml");
        let with =
            |file: &str| format!("{settings}tables:\n  attendance: {{ file: {file} }}\n");
        office.write("facts/facts.yaml", &with("cham-cong.xls"));
        office.run(CHECK).is_refused("`cham-cong.xls` is no CSV");
        office.write("facts/facts.yaml", &with("cham-cong.csv"));
        office.run(CHECK).is_refused("cham-cong.csv` cannot be read");
        office.write("facts/cham-cong.csv", &office.read("facts/attendance.csv"));
        let printed = office.run(CHECK);
        assert_eq!(printed.code, Some(1), "{printed:?}");
        assert!(printed.err.contains("`attendance.csv` is not read"), "{}", printed.err);
    }

    #[test]
    fn of_rules_of_which_none_could_be_evaluated() {
        let office = Office::new("nothing-evaluated");
        office.change(
            "rules/our-order-7-2021.yaml",
            "status: on-site }, at_most",
            "in: visits }, at_most",
        );
        office.change(
            "rules/our-order-7-2021.yaml",
            "of: working, per: [unit, day]",
            "of: { in: visits }",
        );
        office.change(
            "rules/our-order-7-2021.yaml",
            "day_kind: working-day",
            "day_kind: holiday",
        );
        office.run(CHECK).is_refused("nothing was evaluated");
    }

    #[test]
    fn of_a_rule_file_with_a_mistake_at_its_place() {
        let office = Office::new("mistake");
        office.change("rules/our-order-7-2021.yaml", "at_most: 50%", "atmost: 50%");
        let printed = office.run(CHECK);
        printed.is_refused("rules/our-order-7-2021.yaml:18:");
        assert!(printed.err.contains(": error[E"), "{}", printed.err);
    }
}

mod answers {
    use super::*;

    #[test]
    fn go_to_files_as_well_and_are_the_same_bytes_each_time() {
        let office = Office::new("formats");
        let line = format!("{CHECK} --format text --format json=report.json");
        assert_eq!(office.run(&line).code, Some(1));
        let first = office.read("report.json");
        assert_eq!(office.run(&format!("{CHECK} --format json")).out, first);
        assert!(first.contains("\"name\": \"attendance.csv\""), "{first}");
        assert!(!first.contains("formats/"), "a host path is in {first}");
        passmuster::words::json::read_report(&first).unwrap();
    }

    #[test]
    fn show_passes_only_where_asked() {
        let office = Office::new("passes");
        let line = format!("{CHECK} --on 2021-02-19 --format json");
        assert!(!office.run(&line).out.contains("\"pass\",\n"));
        assert!(office.run(&format!("{line} --show pass")).out.contains("\"pass\",\n"));
    }

    #[test]
    fn of_lint_are_diagnostics_and_nothing_else() {
        let office = Office::new("lint");
        let printed = office.run("lint rules --format json");
        assert_eq!(
            (printed.code, printed.out.as_str()),
            (Some(0), "{\n  \"diagnostics\": []\n}\n")
        );
        office.change("rules/our-order-7-2021.yaml", "at_most: 50%", "atmost: 50%");
        let printed = office.run("lint rules");
        assert_eq!(printed.code, Some(2), "{printed:?}");
        assert!(printed.out.contains("^^^^^^"), "{}", printed.out);
        assert!(printed.out.contains("1 rule file: 1 error,"), "{}", printed.out);
    }

    #[test]
    fn of_lint_are_annotations_and_sarif_too() {
        let office = Office::new("lint-hosts");
        office.change("rules/our-order-7-2021.yaml", "at_most: 50%", "atmost: 50%");
        let printed = office.run("lint rules --format github");
        assert_eq!(printed.code, Some(2));
        let line = printed.out.trim_end();
        let wanted = "::error file=rules/our-order-7-2021.yaml,line=18,col=";
        assert!(line.starts_with(wanted), "{line}");
        assert!(
            line.ends_with(
                "title=E301%3A an unknown key::`atmost` is not a key of `limit`%0Ahelp: did \
                 you mean `at_most`?"
            ),
            "{line}"
        );
        let printed = office.run("lint rules --format sarif");
        let log: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
        let run = &log["runs"][0];
        let (result, rules) = (&run["results"][0], &run["tool"]["driver"]["rules"]);
        assert_eq!(result["ruleId"], "E301");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], "E301");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], 18);
        let edit = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(edit["insertedContent"]["text"], "at_most");
        assert_eq!(edit["deletedRegion"], *region);
    }

    #[test]
    fn an_edit_that_is_certain_is_made_and_nothing_else() {
        let office = Office::new("lint-fix");
        let file = office.0.join("rules/our-order-7-2021.yaml");
        let before = fs::read_to_string(&file).unwrap();
        office.change("rules/our-order-7-2021.yaml", "at_most: 50%", "atmost: 50%");
        let printed = office.run("lint rules --fix");
        assert_eq!(printed.code, Some(0), "{printed:?}");
        assert!(
            printed.out.contains("rules/our-order-7-2021.yaml: 1 edit made"),
            "{}",
            printed.out
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), before);
    }

    #[test]
    fn of_test_are_differences() {
        let office = Office::new("test");
        let printed = office.run("test rules");
        assert_eq!(printed.code, Some(0), "{printed:?}");
        assert!(
            printed.out.contains("2 cases in 1 file: all as expected"),
            "{}",
            printed.out
        );
        office.change("rules/our-order-7-2021.cases.yaml", "allowed: 2", "allowed: 3");
        let printed = office.run("test rules");
        assert_eq!(printed.code, Some(1), "{printed:?}");
        assert!(printed.out.contains("allowed  3         2"), "{}", printed.out);
        office.run("test facts").is_refused("there is no case");
    }

    #[test]
    fn of_test_fail_below_the_coverage_that_is_asked_for() {
        let office = Office::new("min-coverage");
        let tried = "coverage: 4 of 16 situations of 2 rules tried, 25 %";
        for line in ["test rules", "test rules --min-coverage 25"] {
            let printed = office.run(line);
            assert_eq!(printed.code, Some(0), "{printed:?}");
            assert!(printed.out.ends_with(&format!("{tried}\n")), "{}", printed.out);
            assert!(!printed.out.contains("missing"), "{}", printed.out);
        }
        let printed = office.run("test rules --min-coverage 26");
        assert_eq!(printed.code, Some(1), "{printed:?}");
        let missing = "missing  first day, last day, day before, day after";
        assert!(printed.out.contains(missing), "{}", printed.out);
        assert!(printed.out.contains(&format!("{tried}, less than 26 %\n")));
        office.run("test rules --min-coverage 101").is_refused("0..=100");
        let json = "test rules --format json --min-coverage 26";
        let printed = office.run(json);
        assert_eq!(printed.code, Some(1), "{printed:?}");
        assert!(printed.out.contains("\"percent\": 25,\n"), "{}", printed.out);
    }

    #[test]
    fn of_test_name_the_files_whose_rules_are_refused() {
        let office = Office::new("test-refused");
        office.change("rules/our-order-7-2021.yaml", "at_most: 50%", "atmost: 50%");
        let printed = office.run("test rules --min-coverage 10");
        assert_eq!(printed.code, Some(2), "{printed:?}");
        let words = "; the rules of 1 file are refused\n";
        assert!(printed.out.contains(words), "{}", printed.out);
    }

    #[test]
    fn of_in_force_are_the_rules_of_that_day() {
        let office = Office::new("in-force");
        let printed = office.run("in-force --rules rules --on 2021-02-18");
        assert!(printed.out.contains("onsite-cap"), "{}", printed.out);
        let printed = office.run("in-force --rules rules --on 2021-03-03");
        assert_eq!(printed.code, Some(0));
        assert!(printed.out.contains("no rule"), "{}", printed.out);
    }

    #[test]
    fn of_coverage_are_all_clauses() {
        let office = Office::new("coverage");
        let printed = office.run("coverage rules");
        assert_eq!(printed.code, Some(0), "{printed:?}");
        assert!(printed.out.contains("not checked"), "{}", printed.out);
        office.change(
            "rules/our-order-7-2021.yaml",
            "\"2\": a clerk",
            "\"4\": nobody shakes hands\n  \"2\": a clerk",
        );
        let printed = office.run("coverage rules");
        assert_eq!(printed.code, Some(1), "{printed:?}");
        assert!(printed.out.contains("missing"), "{}", printed.out);
    }

    #[test]
    fn of_explain_are_rules_findings_and_codes() {
        let office = Office::new("explain");
        assert!(office.run("explain E301").out.contains("unknown key"));
        let printed = office.run("explain clerk-present --rules rules");
        assert!(printed.out.contains("at least 1"), "{}", printed.out);
        let id = "our-order-7-2021/onsite-cap unit=tong-hop day=2021-02-18";
        let printed = office.run(&format!("explain {id} --rules rules --facts facts"));
        assert!(printed.out.contains("allowed   2"), "{printed:?}");
        office
            .run("explain nobody --rules rules")
            .is_refused("there is no rule `nobody`");
    }

    #[test]
    fn of_schema_and_completions_are_texts() {
        let office = Office::new("texts");
        assert!(office.run("schema").out.contains("json-schema.org"));
        assert!(office.run("completions bash").out.contains("passmuster"));
        office.run("init").is_refused("is there already");
    }
}
