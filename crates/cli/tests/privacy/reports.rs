//! Reports of an office, sound or bent, in every format and every way of telling of people.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::office::{FORMATS, Office, none_of};

/// Ways to tell of people.
const WAYS: [&[&str]; 3] = [&[], &["--pseudonymise", "key"], &["--aggregate"]];

/// What is wrong with tables: the name of the fault, the table, and what becomes of it.
type Fault = (&'static str, &'static str, fn(&str) -> String);

const FAULTS: [Fault; 12] = [
    ("spaces", "people", |text| text.replace(",cnr0000Q,", ", cnr0000Q,")),
    ("case", "people", |text| text.replace("cnr0006Q", "CNR0000q")),
    ("garbled", "people", |text| text.replace("cnr0006Q", "cnr0006Qá»a")),
    ("control", "people", |text| text.replace("cnr0006Q", "cnr0006Q\u{7}")),
    ("shortened", "people", |text| text.replace("cnr0006Q", "1.23E+11")),
    ("number", "people", |text| text.replacen(",1,idq", ",cnr0007Q,idq", 1)),
    ("cells", "people", |text| text.replacen(",cnr0001Q@", ",cnr0009Q,cnr0001Q@", 1)),
    ("quote", "attendance", |text| text.replacen(",cnr0005Q", ",\"cnr0005Q", 1)),
    ("headless", "people", |text| {
        text.lines().skip(1).map(|one| format!("{one}\n")).collect()
    }),
    ("stranger", "attendance", |text| {
        format!("{text}idq999z,2021-02-15,on-site,,cnr0011Q\n")
    }),
    ("statuses", "attendance", |text| {
        format!("{text}idq007z,2021-02-16,sick,,cnr0011Q\n")
    }),
    ("shifted", "attendance", |text| format!("{text}2021-02-15,idq007z,idq008z,,\n")),
];

fn people_of(office: &Office) -> Vec<String> {
    [&office.ids[..], &["idq999z".to_owned()]].concat()
}

#[test]
fn no_report_holds_more_of_people_than_it_may() {
    let office = Office::new("sound", |_| {});
    for way in WAYS {
        let mut pseudonyms = BTreeSet::new();
        for format in FORMATS {
            let all = ["json", "html", "csv"].contains(&format);
            for more in
                [&[][..], &["--show", "pass"]].into_iter().take(1 + usize::from(all))
            {
                let told = office.check(&[way, more, &["--format", format]].concat());
                let whose = format!("{way:?} {format} {more:?}");
                assert_eq!(told.code, Some(1), "{whose}: {}", told.text);
                none_of(&office.canaries, &told.text, &whose);
                if !way.is_empty() {
                    none_of(&office.ids, &told.text, &whose);
                }
                pseudonyms.extend(names(&told.text));
            }
        }
        // Under pseudonyms people are told of, and in sums nobody is.
        assert_eq!(pseudonyms.len() > 100, way.contains(&"--pseudonymise"), "{way:?}");
        assert!(!way.contains(&"--aggregate") || pseudonyms.is_empty());
    }
}

/// What looks like a pseudonym.
fn names(text: &str) -> impl Iterator<Item = String> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric();
    let words = text.split(move |sign| !is_part(sign));
    let is_name = |word: &&str| {
        word.len() == 26
            && word.bytes().any(|sign| sign.is_ascii_digit())
            && word.bytes().all(|sign| matches!(sign, b'a'..=b'z' | b'2'..=b'7'))
    };
    words.filter(is_name).map(str::to_owned)
}

#[test]
fn nothing_that_is_said_of_wrong_tables_holds_more_of_people_than_it_may() {
    for (name, table, bend) in FAULTS {
        let change = |tables: &mut BTreeMap<&str, String>| {
            let text = tables.get_mut(table).unwrap();
            let bent = bend(text);
            assert_ne!(*text, bent, "{name} changes nothing");
            *text = bent;
        };
        let office = Office::new(name, change);
        for way in WAYS {
            for format in ["text", "csv"] {
                let told = office.check(&[way, &["--format", format]].concat());
                let whose = format!("{name} {way:?} {format}");
                let said = told.text.contains("error[") || told.text.contains("warning[");
                assert!(said, "{whose} is not told: {}", told.text);
                none_of(&office.canaries, &told.text, &whose);
                if !way.is_empty() {
                    none_of(&people_of(&office), &told.text, &whose);
                }
            }
        }
    }
}

/// A report as JSON.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_report_says_by_which_key_and_none_says_the_key() {
    let office = Office::new("key", |_| {});
    let output = ["--pseudonymise", "key", "--format", "json=report.json"];
    assert_eq!(office.check(&output).code, Some(1));
    let text = fs::read_to_string(office.folder.join("report.json")).unwrap();
    let report = json(&text);
    assert_eq!(report["asked"]["pseudonymised"], true);
    let key = report["asked"]["key"].as_str().unwrap();
    assert_eq!(key.len(), 13);
    assert!(!text.contains(super::office::KEY));

    let replay = ["replay", "report.json", "--rules", "rules.yaml", "--facts", "facts"];
    let without = office.run(&replay);
    assert_eq!(without.code, Some(2), "{}", without.text);
    assert!(without.text.contains("give the file of their key by `--pseudonymise`"));
    let with = office.run(&[&replay[..], &["--pseudonymise", "key"]].concat());
    assert_eq!(with.code, Some(0), "{}", with.text);

    fs::write(office.folder.join("other"), super::office::KEY.replace("00", "ff"))
        .unwrap();
    let other = office.run(&[&replay[..], &["--pseudonymise", "other"]].concat());
    assert_eq!(other.code, Some(2));
    assert!(other.text.contains(&format!("the report was made with {key}")));

    // Reports in which people are called otherwise have nothing in common.
    let again = office.check(&["--pseudonymise", "other", "--format", "json"]);
    let (one, two) = (names(&text), names(&again.text));
    let (one, two): (BTreeSet<_>, BTreeSet<_>) = (one.collect(), two.collect());
    assert!(one.len() > 100 && one.is_disjoint(&two));
    for way in [&["--pseudonymise", "other"][..], &[]] {
        let told = office.check(&[way, &["--baseline", "report.json"]].concat());
        assert_eq!(told.code, Some(2), "{}", told.text);
        assert!(told.text.contains("the baseline calls people by pseudonyms of key"));
    }
    let same = ["--pseudonymise", "key", "--baseline", "report.json", "--new-only"];
    assert_eq!(office.check(&same).code, Some(0));
}

#[test]
fn what_is_found_is_the_same_whoever_is_told_of() {
    let office = Office::new("same", |_| {});
    let plain = json(&office.check(&["--format", "json"]).answer);
    for way in &WAYS[1..] {
        let report =
            json(&office.check(&[way, &["--format", "json"][..]].concat()).answer);
        assert_eq!(report["summary"], plain["summary"], "{way:?}");
        let quick = office
            .check(&[way, &["--fail-on", "violation", "--format", "csv"][..]].concat());
        assert_eq!(quick.code, Some(1));
    }
    // Figures come out the same by the quick way, which keeps no rows.
    let lines = |way: &[&str]| {
        let told = office.check(&[way, &["--format", "csv"]].concat()).text;
        let figures = told.lines().filter(|line| line.starts_with("order-7/cap,"));
        let mut figures: Vec<String> =
            figures.filter(|line| !line.contains("005z")).map(str::to_owned).collect();
        figures.retain(|line| line.contains("unit=few") || line.contains("unit=unit-"));
        figures.sort();
        figures
    };
    assert_eq!(lines(&[]), lines(WAYS[1]));
}

#[test]
fn sums_hide_groups_of_few_and_are_replayed() {
    let office = Office::new("sums", |_| {});
    let args = ["--aggregate", "--show", "pass", "--format", "json=report.json"];
    assert_eq!(office.check(&args).code, Some(1));
    let text = fs::read_to_string(office.folder.join("report.json")).unwrap();
    let report = json(&text);
    assert_eq!(report["asked"]["aggregate"], 5);
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        let evidence = &finding["evidence"];
        for list in ["counted", "exempt", "granted", "undecided"] {
            assert_eq!(evidence[list].as_array().unwrap().len(), 0, "{finding}");
        }
        assert!(finding["cell"].get("person").is_none(), "{finding}");
        let base = &finding["measured"]["base"]["certain"];
        assert!(base.is_null() || base.as_u64().unwrap() >= 5, "{finding}");
    }
    let codes = report["notices"].as_array().unwrap();
    assert!(codes.iter().any(|notice| notice["code"] == "hidden-groups"));
    let replay = ["replay", "report.json", "--rules", "rules.yaml", "--facts", "facts"];
    let told = office.run(&replay);
    assert_eq!(told.code, Some(0), "{}", told.text);
    let told = office.check(&["--baseline", "report.json"]);
    assert_eq!(told.code, Some(2));
    assert!(
        told.text.contains("the baseline was made with `--aggregate`"),
        "{}",
        told.text
    );
}

#[test]
fn keys_that_are_none_are_refused() {
    let office = Office::new("keys", |_| {});
    for (text, why) in [
        ("a pass phrase that is long enough", "holds no key in hexadecimal"),
        ("00112233", "is not of 64 to 128 hexadecimal digits"),
        (&"00".repeat(32), "could be guessed"),
    ] {
        fs::write(office.folder.join("bad"), text).unwrap();
        let told = office.check(&["--pseudonymise", "bad"]);
        assert_eq!(told.code, Some(2), "{}", told.text);
        assert!(told.text.contains(why) && told.text.contains("`openssl rand -hex 32`"));
        assert!(!told.text.contains(text));
    }
}

/// What stands in a header: the table, what becomes of it, and what is said.
type Headed = (&'static str, &'static str, fn(&str) -> String, &'static str);

const HEADED: [Headed; 8] = [
    (
        "wide",
        "gatherings",
        |text| with_columns(text, "Nguyen Van An,0912345678,binh"),
        "nobody reads columns 7, 8 of `gatherings`",
    ),
    (
        "dated",
        "visits",
        |text| with_columns(text, "an@example.org,12/05/1990,binh"),
        "nobody reads columns 8, 9 of `visits`",
    ),
    (
        "near",
        "people",
        |text| text.replacen("unit,", "Unita,", 1).replace("grade", "Tate"),
        "the table `people` has no column `unit`",
    ),
    (
        "bare",
        "people",
        |text| text.lines().skip(1).map(headless).collect(),
        "the header seems to be missing",
    ),
    (
        "twice",
        "people",
        |text| format!("Nguyen Van An,Nguyen Van An,binh,binh\n{text}"),
        "column 2 has the same name as column 1",
    ),
    (
        "spaced",
        "people",
        |text| text.replacen("person,", "person, Nguyen Van An,", 1),
        "the name of column 2 has spaces around it",
    ),
    (
        "hidden",
        "people",
        |text| text.replacen("person,", "person,Nguyen Van An\u{200b},", 1),
        "holds a character that cannot be seen",
    ),
    (
        "parted",
        "people",
        |text| format!("sep=Nguyen Van An\n{text}"),
        "the columns seem to be separated by",
    ),
];

/// What may be told of none of them, and, unless people appear by their ids, what of those.
const NAMES: [&str; 6] =
    ["Nguyen Van An", "0912345678", "example.org", "12/05/1990", "Unita", "Tate"];

fn with_columns(text: &str, names: &str) -> String {
    let blank = ",".repeat(names.split(',').count());
    let rows = text.lines().enumerate().map(|(nth, line)| match nth {
        0 => format!("{line},{names}\n"),
        _ => format!("{line}{blank}\n"),
    });
    rows.collect()
}

fn headless(line: &str) -> String {
    format!("Nguyen Van An,binh,{line}\n")
}

#[test]
fn no_name_that_stands_in_a_header_is_told() {
    let names = NAMES.map(str::to_owned);
    for (name, table, bend, said) in HEADED {
        let change = |tables: &mut BTreeMap<&str, String>| {
            let text = tables.get_mut(table).unwrap();
            *text = bend(text);
        };
        let office = Office::new(&format!("headed-{name}"), change);
        for way in WAYS {
            for more in
                [&["--format", "text"][..], &["--format", "json"], &["--lang", "vi"]]
            {
                let told = office.check(&[way, more].concat());
                let whose = format!("{name} {way:?} {more:?}");
                none_of(&names, &told.text, &whose);
                none_of(&office.canaries, &told.text, &whose);
                if !way.is_empty() {
                    none_of(&["binh".to_owned()], &told.text, &whose);
                }
            }
        }
        // The columns are told all the same, by where they stand.
        let told = office.check(&["--fail-on", "violation", "--format", "csv"]);
        let words = told.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(said), "{name}: {words:.600}");
    }
}
