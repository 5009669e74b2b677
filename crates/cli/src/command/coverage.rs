//! `coverage`: what became of every clause of each directive.

use crate::page::wrap;
use passmuster::directive::{Clause, Directive};
use passmuster::{Coverage as Became, coverage as became};

use crate::args::Coverage;
use crate::exit::{Answer, Exit};
use crate::{load, page};

pub(crate) fn coverage(asked: &Coverage) -> Answer {
    let (rulebook, _) = load::rulebook(&asked.paths)?;
    let directives: Vec<&Directive> = rulebook.directives().collect();
    let pages: Vec<String> = directives.iter().map(|one| of_directive(one)).collect();
    page::print(&pages.join("\n"))?;
    let missing = directives
        .iter()
        .flat_map(|one| became(one))
        .any(|(_, became)| became == Became::Missing);
    Ok(if missing { Exit::Broken } else { Exit::Kept })
}

fn of_directive(directive: &Directive) -> String {
    let id = page::bold(directive.id.as_str());
    let clauses = became(directive);
    if clauses.is_empty() {
        return format!("{id}\n  names no clauses, so nobody can see what is left out\n");
    }
    let width = clauses.iter().map(|(clause, _)| clause.id.chars().count()).max();
    let mut text = format!("{id}, {}\n", summary(&clauses));
    for (clause, became) in clauses {
        text.push_str(&of_clause(directive, clause, became, width.unwrap_or(0)));
    }
    text
}

/// "12 ruled, 3 attested, 4 not checked, 0 missing".
fn summary(clauses: &[(&Clause, Became)]) -> String {
    let all = [Became::Ruled, Became::Attested, Became::NotChecked, Became::Missing];
    let counts = all.map(|one| {
        let many = clauses.iter().filter(|(_, became)| *became == one).count();
        format!("{many} {}", word(one))
    });
    counts.join(", ")
}

fn word(became: Became) -> &'static str {
    match became {
        Became::Ruled => "ruled",
        Became::Attested => "attested",
        Became::NotChecked => "not checked",
        Became::Missing => "missing",
    }
}

/// The clause, its gist, and behind it its rules or why it has none.
fn of_clause(
    directive: &Directive,
    clause: &Clause,
    became: Became,
    width: usize,
) -> String {
    let begin = format!("  {:width$}  {:11}  ", clause.id, word(became));
    let indent = " ".repeat(begin.chars().count());
    let why = match (became, &clause.not_checked) {
        (Became::NotChecked, Some(reason)) => format!("→ {reason}"),
        (Became::Missing, _) => {
            "→ write a rule, or `not_checked` with the reason".to_owned()
        }
        _ => format!("→ {}", rules(directive, clause)),
    };
    let mut text = String::new();
    let lines = [wrap(&clause.gist, &indent), wrap(&why, &indent)].concat();
    for (nth, line) in lines.iter().enumerate() {
        let begin = if nth == 0 { &begin } else { &indent };
        text = format!("{text}{begin}{line}\n");
    }
    text
}

/// The rules that cite the clause.
fn rules(directive: &Directive, clause: &Clause) -> String {
    let cites = directive.rules.iter().filter(|rule| {
        rule.cites.iter().any(|cited| {
            let own = cited.directive.as_ref().is_none_or(|id| *id == directive.id);
            own && cited.clause == clause.id
        })
    });
    cites.map(|rule| rule.name.rule.to_string()).collect::<Vec<_>>().join(", ")
}
