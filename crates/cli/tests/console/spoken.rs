//! Refusals in Vietnamese: each is another sentence than the English one, and has none of its
//! words but names.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array};

use super::{Office, made};

/// Command lines that are refused, without their language.
const REFUSED: [&str; 27] = [
    "check --rules nowhere --facts facts",
    "check --rules rules --facts nowhere",
    "check --rules rules --facts rules",
    "check --rules facts --facts facts",
    "check --rules facts/people.csv --facts facts",
    "check --rules rules --facts facts --on 2030-01-01",
    "check --rules rules --facts facts --from 2021-02-19 --through 2021-02-18",
    "check --rules rules --facts facts --format text --format html",
    "check --rules rules --facts facts --format json",
    "check --rules rules --facts facts --format text=no/such/folder",
    "check --rules rules --facts facts --pseudonymise facts/people.csv",
    "check --rules rules --facts facts --baseline facts/people.csv",
    "check --rules rules --facts several",
    "check --rules rules --facts archived",
    "check --rules rules --facts computed",
    "check --rules rules --facts merged",
    "check --rules rules --facts sheets",
    "lint nowhere",
    "lint rules --format json",
    "explain onsite-cap",
    "explain nothing --rules rules",
    "explain onsite-cap unit=a --rules rules",
    "explain onsite-cap unit=a --rules rules --facts facts",
    "in-force --rules nowhere --on 2021-02-18",
    "diff yesterday today --rules rules",
    "diff rules rules --on 2021-02-18",
    "test facts",
];

/// Formats and names that no language has another word for.
const NAMES: [&str; 9] =
    ["csv", "json", "yaml", "facts", "parquet", "xlsx", "ods", "utf", "passmuster"];

/// The words of a text, without the mark it begins with (`error:`), and without what stands in
/// backticks.
fn words(said: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in said.lines() {
        let (_, line) = line.split_once(": ").unwrap_or(("", line));
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        let own = outside.split(|letter: char| !letter.is_alphabetic());
        words.extend(own.filter(|it| it.len() > 2).map(str::to_lowercase));
    }
    words.retain(|word| !NAMES.contains(&word.as_str()));
    words
}

fn office() -> Office {
    let office = Office::new("spoken-refusals");
    office.write("several/attendance.csv", "person,date,status\n");
    office.write("several/attendance.parquet", "");
    office.write("archived/people.csv", "person,unit\n");
    office.write("archived/attendance.zip", "");
    for folder in ["computed", "merged", "sheets"] {
        office.write(&format!("{folder}/people.csv"), "person,unit\n");
    }
    let computed: ArrayRef = Arc::new(Float64Array::from(vec![1e-10]));
    office.write_parquet("computed/attendance.parquet", vec![("person", computed)]);
    let [mut sheet, other] = ["T1", "T2"].map(|name| {
        let mut sheet = made::Sheet::new(name);
        sheet.write(0, 0, "person");
        sheet.write(1, 0, "an");
        sheet
    });
    made::save(&office.0.join("sheets/attendance.xlsx"), &[sheet.clone(), other]);
    sheet.merge((1, 0), (2, 0));
    made::save(&office.0.join("merged/attendance.ods"), &[sheet]);
    office
}

#[test]
fn no_refusal_in_vietnamese_holds_an_english_word() {
    let office = office();
    for line in REFUSED {
        let english = office.run(&format!("{line} --lang en"));
        let own = office.run(&format!("{line} --lang vi"));
        for printed in [&english, &own] {
            assert_eq!((printed.code, printed.out.as_str()), (Some(2), ""), "{line}");
        }
        assert!(words(&english.err).len() > 2, "{line}: {}", english.err);
        let both = &words(&english.err) & &words(&own.err);
        assert!(both.is_empty(), "{line}: {both:?} in {}", own.err);
    }
}

#[test]
fn what_a_decoder_says_stands_behind_a_vietnamese_sentence() {
    let office = Office::new("spoken-decoders");
    office.write("damaged/people.csv", "person,unit\n");
    let locked = "đã hỏng, hoặc bị khóa bằng mật khẩu";
    for (file, own) in [
        ("attendance.parquet", "tệp không phải là Parquet, hoặc đã hỏng"),
        ("attendance.xlsx", &format!("tệp không phải là XLSX, {locked}")),
        ("attendance.ods", &format!("tệp không phải là ODS, {locked}")),
    ] {
        office.write(&format!("damaged/{file}"), "PK\u{3}\u{4}");
        let told = office.run("check --rules rules --facts damaged --lang vi");
        told.is_refused(&format!("không đọc được `{file}`: {own}: "));
        office.remove(&format!("damaged/{file}"));
    }
}

#[test]
fn what_a_case_lacks_is_told_in_vietnamese() {
    let office = Office::new("spoken-cases");
    let cases = "rules/our-order-7-2021.cases.yaml";
    let kept = office.run("test rules --lang vi --coverage");
    assert_eq!(kept.code, Some(0), "{kept:?}");
    for words in ["tất cả đúng như mong đợi", "độ bao phủ: đã thử", "    thiếu  "]
    {
        assert!(kept.out.contains(words), "{words:?} is not in {}", kept.out);
    }
    office.change(cases, "outcome: fail", "outcome: pass");
    let differs = office.run("test rules --lang vi");
    assert_eq!(differs.code, Some(1), "{differs:?}");
    for words in ["mong đợi  tìm thấy", " có mặt tại nơi làm việc"] {
        assert!(differs.out.contains(words), "{words:?} is not in {}", differs.out);
    }
    office.change(cases, "outcome: pass", "outcome: passed");
    office.run("test rules --lang vi").is_refused("không phải là kết quả");
    office.run("test rules --lang vi --format json").is_refused("tiếng Anh");
}
