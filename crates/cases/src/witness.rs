//! What a case says of the roster that tells two versions of a rule apart, and where that is
//! not so.

use passmuster::field::{Needed, Table};
use passmuster::message::Message;
use passmuster::witness::{Answer, Effect, Judged, Witness};
use passmuster::words::Language;
use passmuster::words::witness::effect as in_words;
use passmuster::{FactsBuilder, KnownAt, Outcome, Period, Rulebook, Source};

use crate::node::{Node, Wrong, known_keys, lacks};
use crate::run::{Difference, Evaluator};

/// What must be found of a rule of which two versions differ.
#[derive(Debug, Clone)]
pub struct ExpectedEffect {
    /// Its line in the file.
    pub line: usize,
    /// The rule, by its id or in full.
    pub rule: String,
    /// How many people the smallest roster has.
    people: Option<usize>,
    /// `old` or `new`: which version fails it.
    fails: Option<String>,
    /// The columns of one of its kinds of people, and how many of them there are.
    has: Option<String>,
    /// What the sentence, or that of a finding, must hold.
    message: Option<String>,
}

impl ExpectedEffect {
    pub(crate) fn read(node: &Node) -> Result<Self, Wrong> {
        known_keys(node.entries()?, &["rule", "people", "fails", "has", "message"])?;
        let text = |key: &str| {
            let text = node.get(key).map(Node::text).transpose()?;
            Ok::<_, Wrong>(text.map(str::to_owned))
        };
        Ok(Self {
            line: node.line,
            rule: text("rule")?.ok_or_else(|| lacks(node.line, "rule"))?,
            people: node.get("people").map(Node::number).transpose()?,
            fails: text("fails")?,
            has: text("has")?,
            message: text("message")?,
        })
    }

    fn names(&self, effect: &Effect) -> bool {
        effect.rule().is_some_and(|rule| {
            rule.rule.as_str() == self.rule || rule.to_string() == self.rule
        })
    }

    /// In what an effect is not as expected.
    fn differs(&self, effect: &Effect) -> Option<Message> {
        let sentence = in_words(effect).to_string();
        let said = match (&self.message, &effect.answer) {
            (None, _) => true,
            (Some(message), Answer::Apart(witness)) => {
                let findings = witness.old.findings.iter().chain(&witness.new.findings);
                let mut all = findings.map(ToString::to_string).chain([sentence.clone()]);
                all.any(|one| one.contains(message))
            }
            (Some(message), _) => sentence.contains(message),
        };
        let witness = match &effect.answer {
            Answer::Apart(witness) => Some(witness),
            _ => None,
        };
        let fails = |witness: &Witness| {
            let failed = if witness.new.fails { "new" } else { "old" };
            self.fails.as_ref().is_none_or(|side| side == failed)
        };
        let kinds = |witness: &Witness| {
            let of_kind = witness.people.iter().map(|alike| {
                let are = passmuster::words::witness::alike(alike);
                format!("{} {are}", alike.names.len())
            });
            of_kind.collect::<Vec<_>>()
        };
        let has = |witness: &Witness| {
            self.has.as_ref().is_none_or(|wanted| kinds(witness).contains(wanted))
        };
        let is_right = match witness {
            Some(witness) => {
                self.people == Some(witness.size()) && fails(witness) && has(witness)
            }
            None => self.people.is_none(),
        };
        let kinds = witness.map(|witness| kinds(witness).join("; "));
        (!is_right || !said).then(|| {
            let told = Message::new("case-effect-found").with("told", in_words(effect));
            told.with("kinds", kinds.unwrap_or_default())
        })
    }
}

/// In what the effects of a difference are not as a case expects; each roster is judged by
/// every evaluator, under both versions.
pub(crate) fn differences(
    (old, new): (&Rulebook, &Rulebook),
    known_at: KnownAt,
    (asked, line): (Period, usize),
    wanted: &[ExpectedEffect],
    evaluators: &[Evaluator<'_>],
    language: Language,
) -> Vec<Difference> {
    let at = |line: usize, told: Message| Difference::new(line, &told, language);
    let effects = old.as_known(known_at).witnesses(&new.as_known(known_at));
    let effects = match effects {
        Ok(effects) => effects,
        Err(error) => return vec![at(line, error.message())],
    };
    let mut differences = Vec::new();
    for one in wanted {
        match effects.iter().find(|effect| one.names(effect)) {
            None => {
                let told = Message::new("case-alike").with("rule", one.rule.as_str());
                differences.push(at(one.line, told));
            }
            Some(effect) => {
                differences.extend(one.differs(effect).map(|told| at(one.line, told)));
            }
        }
    }
    for effect in &effects {
        if !wanted.iter().any(|one| one.names(effect)) {
            let rule = effect.rule().map(ToString::to_string).unwrap_or_default();
            let told = Message::new("case-effect-not-expected").with("rule", rule);
            differences.push(at(line, told.with("told", in_words(effect))));
        }
        if let Answer::Apart(witness) = &effect.answer {
            if !asked.contains(witness.old.day) {
                let day = witness.old.day.to_string();
                differences.push(at(line, Message::new("case-of-day").with("day", day)));
            }
            for (rulebook, judged, rule) in
                [(old, &witness.old, &effect.old), (new, &witness.new, &effect.new)]
            {
                let Some(rule) = rule else { continue };
                for evaluator in evaluators {
                    let says = fails(rulebook, known_at, judged, evaluator, rule);
                    if says != Ok(judged.fails) {
                        let told = Message::new("case-roster");
                        let told = told.with("name", evaluator.name);
                        differences
                            .push(at(line, told.with("says", format!("{says:?}"))));
                    }
                }
            }
        }
    }
    differences
}

/// Whether a rule fails a roster.
fn fails(
    rulebook: &Rulebook,
    known_at: KnownAt,
    judged: &Judged,
    evaluator: &Evaluator<'_>,
    rule: &passmuster::name::RuleRef,
) -> Result<bool, String> {
    // A witness has the columns that its own rule reads, and no others.
    let mut builder = FactsBuilder::new(rulebook.fields().clone(), Needed::new());
    for (table, csv) in &judged.tables {
        let name = Table::as_str(*table);
        builder = builder.table(name, Source::new(name, csv));
    }
    let facts = builder.build().map_err(|faults| faults.to_string())?;
    match (evaluator.judge)(rulebook, &facts, known_at, Period::on(judged.day)) {
        Ok(report) => {
            let own = report.findings.iter().filter(|one| one.rule == *rule);
            Ok(own.into_iter().any(|one| one.outcome == Outcome::Fail))
        }
        Err(error) if error.is_nothing_in_force() => Ok(false),
        Err(error) => Err(error.to_string()),
    }
}
