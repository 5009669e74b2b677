//! Judging people under pseudonyms says what judging them by their ids says, but for the names:
//! of random worlds, and by every way of judging.
#![expect(clippy::unwrap_used, reason = "a world that cannot be read fails the test")]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use passmuster::field::Table;
use passmuster::finding::Finding;
use passmuster::stream::Header;
use passmuster::workers::Alone;
use passmuster::{FactsBuilder, Pseudonyms, Report, Rulebook, Source, Verdicts};
use passmuster_reference::world::{Opened, World};

const WORLDS: u64 = 1_500;

/// Names, each with the id that it was given for.
type Given = BTreeSet<(String, String)>;

/// Names that are in no order of the ids, and whom they were given to.
fn names() -> (Pseudonyms, Arc<Mutex<Given>>) {
    let given = Arc::new(Mutex::new(BTreeSet::new()));
    let told = given.clone();
    let names = Pseudonyms::new(move |id| {
        let mixed = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(17)
        });
        let name = format!("q{mixed:016x}q");
        told.lock().unwrap().insert((name.clone(), id.to_owned()));
        name
    });
    (names, given)
}

/// A text with ids instead of names, and its words in order: only they may stand otherwise.
fn plain(text: &str, given: &Given) -> Vec<String> {
    let mut text = text.to_owned();
    for (name, id) in given {
        text = text.replace(name, id);
    }
    let end = |sign: char| sign.is_whitespace() || ",:;[]()\"`".contains(sign);
    let mut words: Vec<String> = text.split(end).map(str::to_owned).collect();
    words.sort();
    words
}

fn all_words(thing: &impl Debug, given: &Given) -> Vec<String> {
    plain(&format!("{thing:?}"), given)
}

/// What a report says, in no order of people.
fn said(report: &Report, given: &Given) -> Vec<Vec<String>> {
    // What is written of it is made of this; but lists name five people, and which five are the
    // first hangs on the names.
    let finding = |finding: &Finding| all_words(finding, given);
    let mut lines: Vec<Vec<String>> = report.findings.iter().map(finding).collect();
    lines.push(all_words(&report.notices, given));
    lines.push(all_words(&report.summary, given));
    lines.sort();
    lines
}

fn figures(verdicts: &Verdicts, given: &Given) -> Vec<Vec<String>> {
    let lines = verdicts.iter().map(|verdict| all_words(&verdict, given));
    let mut lines: Vec<Vec<String>> = lines.collect();
    lines.sort();
    lines
}

/// The reports of a world and its verdicts; `None` if the question is a wrong call.
fn judged(opened: &Opened) -> Option<(Report, Report, Verdicts)> {
    let Opened { rulebook, facts, period, known_at } = opened;
    let law = rulebook.as_known(*known_at);
    let short = law.check(facts, *period).ok()?;
    let long = law.check_all(facts, *period).ok()?;
    Some((short, long, law.verdicts(facts, *period, &Alone).ok()?))
}

#[test]
fn pseudonyms_commute_with_judging() {
    let nobody = BTreeSet::new();
    let mut judged_worlds = 0;
    for seed in 0..WORLDS {
        let world = World::of_seed(seed);
        let (names, given) = names();
        let (plainly, otherwise) = (world.open(), world.open_with(&names));
        let refused = otherwise.as_ref().err();
        assert_eq!(plainly.is_ok(), otherwise.is_ok(), "seed {seed}: {refused:?}");
        let (Ok(plainly), Ok(otherwise)) = (plainly, otherwise) else { continue };
        let (one, other) = (judged(&plainly), judged(&otherwise));
        assert_eq!(one.is_some(), other.is_some(), "seed {seed}");
        let Some((one, other)) = one.zip(other) else { continue };
        let given = given.lock().unwrap();
        let texts = world.texts();
        for (one, other) in [(&one.0, &other.0), (&one.1, &other.1)] {
            let (one, other) = (said(one, &nobody), said(other, &given));
            let differs = one.iter().zip(&other).find(|(one, other)| one != other);
            assert_eq!(differs, None, "seed {seed}\n{texts}");
            assert_eq!(one.len(), other.len(), "seed {seed}\n{texts}");
        }
        let (one, other) = (figures(&one.2, &nobody), figures(&other.2, &given));
        assert_eq!(one, other, "seed {seed}\n{texts}");
        judged_worlds += 1;
    }
    assert!(judged_worlds > WORLDS / 2, "{judged_worlds} of {WORLDS} worlds were judged");
}

const RULES: &str = "passmuster: 1
directive: { id: order-7 }
in_force: { from: 2021-02-15, through: 2021-02-28 }
rules:
  - id: cap
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";
const ATTENDANCE: &str = "person,unit,date,status
an,archives,2021-02-18,on-site
binh,archives,2021-02-18,remote
chi,an,2021-02-18,on-site
";

fn empty() -> FactsBuilder {
    Rulebook::read([Source::new("order.yaml", RULES)]).unwrap().facts()
}

fn read(names: &Pseudonyms) -> FactsBuilder {
    empty().pseudonyms(names).table("attendance", Source::new("a.csv", ATTENDANCE))
}

#[test]
fn two_under_one_name_are_refused() {
    for name in ["same", "archives"] {
        let names = Pseudonyms::new(move |id| match id {
            "chi" => format!("other-{id}"),
            _ => name.to_owned(),
        });
        let told = read(&names).build().unwrap_err();
        assert!(told.to_string().contains("would bear one pseudonym"), "{told}");
    }
    // The name of a unit may be taken from a person, not given to one.
    let one = Pseudonyms::new(|id| if id == "binh" { "archives" } else { id }.to_owned());
    assert!(read(&one).build().is_err());
}

#[test]
fn a_unit_that_is_called_like_somebody_is_renamed_with_them() {
    let names = Pseudonyms::new(|id| format!("q-{id}-q"));
    let facts = read(&names).build().unwrap();
    let rows = facts.table(Table::Attendance).unwrap();
    let units: Vec<_> = (0..3).map(|row| rows.value(row, "unit").unwrap()).collect();
    let units: Vec<String> = units.into_iter().map(ToString::to_string).collect();
    assert_eq!(units, ["archives", "archives", "q-an-q"]);
}

#[test]
fn rows_that_are_to_be_renamed_are_not_counted_as_they_go_by() {
    let header = Source::new("a.csv", "person,unit,date,status\n");
    let (names, _) = names();
    let of = |facts: &FactsBuilder| Header::new(facts, "attendance", header.clone());
    assert!(of(&empty()).is_some());
    assert!(of(&empty().pseudonyms(&names)).is_none());
}
