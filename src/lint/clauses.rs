//! What became of each clause: ruled, attested, not checked, or missing.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::directive::{Clause, Directive};
use crate::message::Message;
use crate::rule::require::Demand;
use crate::rule::{ClauseRef, Force, Kind, Rule};

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// A rule or an act carries it out.
    Ruled,
    /// Its rules ask only for records: somebody attests it.
    Attested,
    /// No rule can carry it out; the clause says why.
    NotChecked,
    /// Nothing carries it out, and nothing says why.
    Missing,
}

impl Coverage {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Coverage::Ruled => "ruled",
            Coverage::Attested => "attested",
            Coverage::NotChecked => "not-checked",
            Coverage::Missing => "missing",
        }
    }
}

/// What became of each clause of a directive, in the order of its file.
pub fn coverage(directive: &Directive) -> Vec<(&Clause, Coverage)> {
    let clauses = directive.clauses.iter().flatten();
    clauses.map(|clause| (clause, coverage_of(directive, clause))).collect()
}

fn coverage_of(directive: &Directive, clause: &Clause) -> Coverage {
    let ordered = directive.acts.iter().flat_map(|act| &act.cites);
    if ordered.into_iter().any(|cited| is_clause(directive, cited, clause)) {
        return Coverage::Ruled;
    }
    let mut citing = citing(directive, clause).peekable();
    if citing.peek().is_none() {
        return match clause.not_checked {
            Some(_) => Coverage::NotChecked,
            None => Coverage::Missing,
        };
    }
    let attests = |rule: &Rule| match &rule.kind {
        Kind::Require(require) => matches!(require.demand, Demand::Have(_)),
        Kind::Limit(_) | Kind::Quota(_) | Kind::Separate(_) => false,
    };
    if citing.all(attests) { Coverage::Attested } else { Coverage::Ruled }
}

/// The rules of the directive that cite a clause of it.
fn citing<'d>(
    directive: &'d Directive,
    clause: &'d Clause,
) -> impl Iterator<Item = &'d Rule> {
    directive
        .rules
        .iter()
        .filter(|rule| rule.cites.iter().any(|cited| is_clause(directive, cited, clause)))
}

/// Whether a citation of the directive means the clause.
fn is_clause(directive: &Directive, cited: &ClauseRef, clause: &Clause) -> bool {
    let own = cited.directive.as_ref().is_none_or(|id| *id == directive.id);
    own && cited.clause == clause.id
}

/// Looks over the clauses of one directive.
pub(super) fn lint(directive: &Directive, diagnostics: &mut Diagnostics) {
    let mut warn = |code, message, place: &_| {
        diagnostics.push(Diagnostic::at(code, message, place));
    };
    let name = |key| Message::new(key).with("directive", directive.id.as_str());
    if directive.clauses.is_none() {
        if !directive.rules.is_empty() || !directive.acts.is_empty() {
            warn(Code::NoClauses, name("no-clauses"), &directive.place);
        }
        return;
    }
    for (clause, coverage) in coverage(directive) {
        let message = |key| Message::new(key).with("clause", clause.id.clone());
        if coverage == Coverage::Missing {
            warn(Code::ClauseMissing, message("clause-missing"), &clause.place);
        }
        if clause.not_checked.is_some() && coverage != Coverage::NotChecked {
            let code = Code::RuledAndNotChecked;
            warn(code, message("ruled-and-not-checked"), &clause.place);
        }
    }
    for rule in directive.rules.iter().filter(|rule| rule.cites.is_empty()) {
        let message = Message::new("no-citation").with("rule", rule.name.rule.as_str());
        warn(Code::NoCitation, message, &rule.place);
    }
}

/// Clauses of other documents that are cited by rules that bind, and that their own documents
/// carry out as advice alone.
pub(super) fn advice(directives: &[&Directive], diagnostics: &mut Diagnostics) {
    let rules = directives.iter().flat_map(|directive| &directive.rules);
    for rule in rules.filter(|rule| rule.force == Force::Must) {
        for cited in &rule.cites {
            let Some(of) = &cited.directive else { continue };
            let owner = directives
                .iter()
                .find(|other| other.id == *of && *of != rule.name.directive);
            let rules = owner.into_iter().flat_map(|owner| &owner.rules);
            let carries = |other: &&Rule| {
                let own = |id: &Option<_>| id.as_ref().is_none_or(|id| id == of);
                let mut cites = other.cites.iter();
                cites.any(|one| own(&one.directive) && one.clause == cited.clause)
            };
            let carrying: Vec<&Rule> = rules.filter(carries).collect();
            let binds = carrying.iter().any(|other| other.force == Force::Must);
            let (Some(first), false) = (carrying.first(), binds) else { continue };
            let message = Message::new("advice-cited")
                .with("rule", rule.name.rule.as_str())
                .with("clause", cited.to_string());
            let one = Diagnostic::at(Code::AdviceCited, message, &cited.place)
                .help(Message::new("advice-cited-help"));
            diagnostics.push(one.also(&first.place, Message::new("advice-here")));
        }
    }
}
