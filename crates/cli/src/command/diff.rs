//! `diff`: what differs between two versions of rule files, or between two days, in law and
//! in effect.

mod pages;

use std::path::PathBuf;

use passmuster::message::Message;
use passmuster::witness::{Effect, Flip};
use passmuster::words::law::{Difference, Side, cells_on, differences};
use passmuster::words::witness::diff_json;
use passmuster::{Day, Directive, Law, Rulebook};

use crate::args::{Diff, Format};
use crate::exit::{Answer, Exit, Refusal};
use crate::people::People;
use crate::progress::Progress;
use crate::{load, page};

const LOOKING: &str = "looking for rosters that tell the two apart";

/// What differs.
struct Found {
    in_law: Vec<Difference>,
    in_effect: Vec<Effect>,
    on_facts: Option<Vec<Flip>>,
    /// The rules before and after, by which findings are said.
    rulebooks: (Rulebook, Rulebook),
}

pub(crate) fn diff(asked: &Diff) -> Answer {
    asked.spoken.must_be_text(asked.format == Format::Text)?;
    let found = match asked.rules.as_slice() {
        [] => of_files(asked)?,
        rules => of_days(asked, rules)?,
    };
    let text = match asked.format {
        Format::Json => {
            diff_json(&found.in_law, &found.in_effect, found.on_facts.as_deref())
        }
        Format::Text => pages::text(&found),
    };
    page::print(&text)?;
    Ok(Exit::Kept)
}

/// All rules of two rulebooks, with their windows and clauses.
fn of_files(asked: &Diff) -> Result<Found, Refusal> {
    let known_at = asked.known.at();
    let people = People::named(&asked.people)?;
    let version = |path: &str| {
        let (rulebook, _) = load::rulebook(&[PathBuf::from(path)])?;
        let (rulebook, facts) = people.opened(rulebook, asked.facts.as_ref())?;
        Ok::<_, Refusal>(((rulebook.as_known(known_at), rulebook), facts))
    };
    let ((old, old_facts), (new, new_facts)) =
        (version(&asked.old)?, version(&asked.new)?);
    let on_facts = match (&old_facts, &new_facts) {
        (Some(old_facts), Some(new_facts)) => {
            let period = super::check::period(&asked.asked, old_facts)?;
            let _judging = Progress::of(super::check::JUDGING);
            Some(old.0.flips(old_facts, &new.0, new_facts, period)?)
        }
        _ if asked.asked.on.is_some() || asked.asked.from.is_some() => {
            return Err(Refusal::new(Message::new("refused-days-of-facts")));
        }
        _ => None,
    };
    let _looking = Progress::of(LOOKING);
    Ok(Found {
        in_law: differences(&whole(&old), &whole(&new)),
        in_effect: old.0.witnesses(&new.0)?,
        on_facts,
        rulebooks: (old.1, new.1),
    })
}

fn whole<'a>((law, rulebook): &'a (Law, Rulebook)) -> Side<'a> {
    let rules = law.standings().iter().collect();
    let speaks = |one: &&'a Directive| {
        rulebook.directive(&one.id).is_some_and(|speaker| speaker.version == one.version)
    };
    Side {
        rulebook,
        rules,
        directives: rulebook.directives().filter(speaks).collect(),
        windows: true,
        language: page::language(),
    }
}

/// The rules in force on two days.
fn of_days(asked: &Diff, rules: &[PathBuf]) -> Result<Found, Refusal> {
    let day = |text: &str| {
        text.parse::<Day>()
            .map_err(|_| Refusal::new(Message::new("refused-no-day").with("text", text)))
    };
    if asked.asked.on.is_some() || asked.asked.from.is_some() {
        return Err(Refusal::new(Message::new("refused-days-with-rules")));
    }
    let (old, new) = (day(&asked.old)?, day(&asked.new)?);
    let (rulebook, _) = load::rulebook(rules)?;
    let law = rulebook.as_known(asked.known.at());
    let side = |day| Side {
        rulebook: &rulebook,
        rules: law.in_force(day).collect(),
        directives: Vec::new(),
        windows: false,
        language: page::language(),
    };
    let mut in_law = differences(&side(old), &side(new));
    for standing in law.in_force(old) {
        let on_new =
            law.in_force(new).find(|one| one.rule().name == standing.rule().name);
        let cells = |day| cells_on(standing, day, page::language());
        if on_new.is_some() && cells(old) != cells(new) {
            let of = standing.rule().name.to_string();
            in_law.push(Difference {
                of,
                aspect: "where",
                old: cells(old),
                new: cells(new),
            });
        }
    }
    in_law.sort_by(|a, b| a.of.cmp(&b.of));
    let _looking = Progress::of(LOOKING);
    let in_effect = law.witnesses_on(old, &law, new)?;
    let rulebooks = (rulebook.clone(), rulebook);
    Ok(Found { in_law, in_effect, on_facts: None, rulebooks })
}
