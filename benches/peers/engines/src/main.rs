//! Rule engines that judge one document at a time: `engines ENGINE FOLDER THREADS`.
//!
//! Each unit and day becomes a JSON document of its people; the engine counts in it and says what
//! is broken. What goes over documents, the rule of the whole office, is added up here, for no
//! such engine keeps sums. Prints the digest of what was found.

mod regorus_engine;
mod zen;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Rule to findings, and the sums of their counts, bases, and people or gatherings.
pub type Digest = BTreeMap<&'static str, [i64; 4]>;

/// What an engine says of one unit on one day.
#[derive(Default)]
pub struct Answer {
    pub on_site: i64,
    pub at_work: i64,
    /// Count and base, where more than half of the unit is on site.
    pub half: Option<(i64, i64)>,
    pub is_over_forty: bool,
    /// Leaders on duty who are not on site.
    pub absent: Vec<i64>,
}

/// An engine with its rules compiled.
pub trait Engine {
    fn new() -> Self;
    fn judge(&mut self, document: &str) -> Answer;
    fn is_too_large(&mut self, place: &str, people: i64) -> bool;
}

struct Document {
    date: String,
    text: String,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [engine, folder, threads] = words.as_slice() else { panic!("ENGINE FOLDER THREADS") };
    let threads = threads.parse().expect("a number");
    let folder = Path::new(folder);
    let digest = match engine.as_str() {
        "regorus" => all::<regorus_engine::Regorus>(folder, threads),
        "zen" => all::<zen::Zen>(folder, threads),
        _ => panic!("regorus or zen"),
    };
    println!("{}", serde_json::json!(digest));
}

fn all<E: Engine>(folder: &Path, threads: usize) -> Digest {
    let documents = documents(&folder.join("attendance.csv"));
    let text = fs::read_to_string(folder.join("gatherings.csv")).expect("the table is there");
    let gatherings: Vec<&str> = text.lines().skip(1).collect();
    let mut digest = Digest::new();
    let mut days: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let parts: Vec<_> = std::thread::scope(|scope| {
        let documents = documents.chunks(documents.len().div_ceil(threads));
        let gatherings = gatherings.chunks(gatherings.len().div_ceil(threads));
        let start = |(documents, gatherings)| scope.spawn(move || part::<E>(documents, gatherings));
        let started: Vec<_> = documents.zip(gatherings).map(start).collect();
        started.into_iter().map(|one| one.join().expect("no part panics")).collect()
    });
    for (found, of_days) in parts {
        for (rule, sums) in found {
            let own = digest.entry(rule).or_default();
            own.iter_mut().zip(sums).for_each(|(sum, more)| *sum += more);
        }
        for (day, (remote, at_work)) in of_days {
            let sums = days.entry(day).or_default();
            *sums = (sums.0 + remote, sums.1 + at_work);
        }
    }
    for (remote, at_work) in days.into_values() {
        if 2 * remote < at_work {
            add(&mut digest, "remote", remote, at_work, 0);
        }
    }
    digest
}

fn part<E: Engine>(
    documents: &[Document],
    gatherings: &[&str],
) -> (Digest, BTreeMap<String, (i64, i64)>) {
    let mut engine = E::new();
    let mut digest = Digest::new();
    let mut days: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for document in documents {
        let answer = engine.judge(&document.text);
        if let Some((count, base)) = answer.half {
            add(&mut digest, "half", count, base, 0);
        }
        if answer.is_over_forty {
            add(&mut digest, "forty", answer.on_site, 40, 0);
        }
        for person in answer.absent {
            add(&mut digest, "leaders", 0, 1, person);
        }
        if !days.contains_key(&document.date) {
            days.insert(document.date.clone(), (0, 0));
        }
        let sums = days.get_mut(&document.date).expect("just put in");
        *sums = (sums.0 + answer.at_work - answer.on_site, sums.1 + answer.at_work);
    }
    for row in gatherings {
        let mut cells = row.split(',');
        let mut next = || cells.next().expect("four cells");
        let (gathering, _, place) = (next(), next(), next());
        let people = next().parse().expect("a number");
        if engine.is_too_large(place, people) {
            let gathering = gathering.parse().expect("a number");
            add(&mut digest, "gatherings", people, 10, gathering);
        }
    }
    (digest, days)
}

fn add(digest: &mut Digest, rule: &'static str, count: i64, base: i64, who: i64) {
    let sums = digest.entry(rule).or_default();
    sums.iter_mut().zip([1, count, base, who]).for_each(|(sum, more)| *sum += more);
}

/// One document for each run of rows of one unit and day.
fn documents(file: &Path) -> Vec<Document> {
    let table = fs::read_to_string(file).expect("the table is there");
    let mut all: Vec<Document> = Vec::new();
    let mut last = None;
    for row in table.lines().skip(1) {
        let mut cells = row.split(',');
        let mut next = || cells.next().expect("five cells");
        let (date, unit, person, job, status) = (next(), next(), next(), next(), next());
        if last != Some((date, unit)) {
            all.last_mut().map(|document| document.text.push_str("]}"));
            let text = format!(r#"{{"date":"{date}","unit":{unit},"people":["#);
            all.push(Document { date: date.to_owned(), text });
        } else {
            all.last_mut().expect("a document was begun").text.push(',');
        }
        last = Some((date, unit));
        let text = &mut all.last_mut().expect("a document was begun").text;
        write!(text, r#"{{"id":{person},"job":"{job}","status":"{status}"}}"#)
            .expect("a text takes what is written");
    }
    all.last_mut().map(|document| document.text.push_str("]}"));
    all
}
