//! Verdicts as lines of CSV, for spreadsheets and other programs: figures, and no people.

use std::fmt::Write as _;

use crate::finding::{Range, Relief};
use crate::name::RuleRef;
use crate::verdicts::Verdict;

/// The columns.
pub const HEADER: &str = "rule,version,cites,force,outcome,relief,reason,cell,count,\
                          count_possible,base,base_possible,allowed,headroom\n";

/// Writes a verdict as a line below [`HEADER`].
///
/// What nothing bounds is blank, as is a figure that the rule does not have. No cell begins
/// as a formula does: where a text would, an apostrophe stands before it, behind a `;` within
/// it too, for there are spreadsheets for which that ends a cell.
///
/// ```
/// use passmuster::{KnownAt, Rulebook, Source, words::csv, workers::Alone};
/// # let order = Source::new("order-7.yaml", "
/// # passmuster: 1
/// # directive: { id: order-7 }
/// # in_force: { from: 2021-02-17, through: 2021-03-02 }
/// # rules:
/// #   - id: cap
/// #     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// # ");
/// # let attendance = "person,unit,date,status\nan,tong-hop,2021-02-18,on-site\n";
/// let rulebook = Rulebook::read([order])?;
/// let attendance = Source::new("attendance.csv", attendance);
/// let facts = rulebook.facts().table("attendance", attendance).build()?;
/// let law = rulebook.as_known(KnownAt::Latest);
/// let verdicts = law.verdicts(&facts, facts.covers(), &Alone)?;
/// let mut page = String::new();
/// verdicts.iter().for_each(|verdict| csv::line(&verdict, &mut page));
/// assert_eq!(
///     page,
///     "order-7/cap,1,,must,fail,,,unit=tong-hop day=2021-02-18,1,1,1,1,0,-1\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn line(verdict: &Verdict<'_>, into: &mut String) {
    let relief = verdict.relief.map_or("", |Relief::Granted| "granted");
    let reason = verdict.reason.map_or("", |reason| reason.as_str());
    // OK because writing into a string cannot fail.
    let RuleRef { directive, rule } = verdict.rule;
    for word in [directive.as_str(), "/", rule.as_str(), ","] {
        into.push_str(word);
    }
    whole(i64::from(verdict.version), into);
    into.push(',');
    text(into, |into| {
        for (nth, clause) in verdict.cites.iter().enumerate() {
            let gap = if nth > 0 { " " } else { "" };
            let _ = write!(into, "{gap}{clause}");
        }
    });
    for word in [",", verdict.force.as_str(), ",", verdict.outcome.as_str()] {
        into.push_str(word);
    }
    for word in [",", relief, ",", reason, ","] {
        into.push_str(word);
    }
    text(into, |into| {
        let _ = verdict.cell.write(into);
    });
    let figures = verdict.figures;
    range(figures.map(|figures| figures.count), into);
    range(figures.and_then(|figures| figures.base), into);
    for number in [
        figures.and_then(|figures| figures.allowed),
        figures.and_then(|figures| figures.headroom),
    ] {
        into.push(',');
        number.into_iter().for_each(|number| whole(number, into));
    }
    into.push('\n');
}

fn range(range: Option<Range>, into: &mut String) {
    for number in [range.map(|range| range.certain), range.and_then(|one| one.possible)] {
        into.push(',');
        let Some(number) = number else { continue };
        match number.as_whole() {
            Some(number) => whole(number, into),
            None => {
                let _ = write!(into, "{number}");
            }
        }
    }
}

fn whole(number: i64, into: &mut String) {
    into.push_str(itoa::Buffer::new().format(number));
}

/// Adds a text as one cell.
fn text(into: &mut String, add: impl Fn(&mut String)) {
    let start = into.len();
    add(into);
    if into.get(start..).is_none_or(is_plain) {
        return;
    }
    let safe = guarded(&into.split_off(start));
    match safe.contains([',', '"', ';', '\t', '\n', '\r']) {
        true => {
            let _ = write!(into, "\"{}\"", safe.replace('"', "\"\""));
        }
        false => into.push_str(&safe),
    }
}

/// Whether a text means nothing but itself, as most do.
fn is_plain(text: &str) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b" =-.:/_".contains(byte);
    text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric)
        && text.as_bytes().iter().all(plain)
}

/// A text with an apostrophe before whatever a spreadsheet would take for a formula: at its
/// beginning, and behind what separates cells where a comma does not.
fn guarded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut begins = true;
    for letter in text.chars() {
        if begins && FORMULAS.contains(&letter) {
            safe.push('\'');
        }
        safe.push(letter);
        begins = matches!(letter, ';' | '\t' | '\n' | '\r')
            || (begins && matches!(letter, ' ' | '"' | '\''));
    }
    safe
}

/// What a formula begins with, in either width.
const FORMULAS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
