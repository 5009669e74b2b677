//! Documents linked to each other: what a deployment reads once.

mod chain;
mod consolidate;
mod documents;
mod faults;
mod fold;
mod holding;
mod needs;
mod pairs;
mod pieces;
mod place;
mod renamed;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use chain::{Does, Link};
pub use consolidate::Standing;
pub(crate) use pairs::pairs;
pub use pieces::Piece;

use crate::diagnostic::Diagnostics;
use crate::directive::Directive;
use crate::field::{Fields, Needed};
use crate::name::{GroupRef, Name, RuleRef};
use crate::report::{Consolidated, KnownAt, Notice};
use crate::rule::Rule;
use crate::rule::matcher::Population;
use crate::source::Source;

/// Rule files, read and linked: every name in them stands for something.
///
/// Read it once a deployment and keep it; cloning shares it.
///
/// ```
/// use passmuster::{Rulebook, Source};
/// let text = "passmuster: 1
/// directive: { id: our-order-7-2021 }
/// in_force: { from: 2021-02-17, through: 2021-03-02 }
/// rules:
///   - id: onsite-cap
///     limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
/// ";
/// let rulebook = Rulebook::read([Source::new("order-7.yaml", text)])?;
/// assert_eq!(rulebook.directives().count(), 1);
/// # Ok::<(), passmuster::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct Rulebook {
    law: Arc<Inner>,
    warnings: Arc<Diagnostics>,
}

#[derive(Debug)]
struct Inner {
    directives: Vec<Arc<Directive>>,
    groups: BTreeMap<GroupRef, Population>,
    fields: Arc<Fields>,
    needed: Needed,
}

impl Rulebook {
    /// Reads rule files and links them to each other.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in any of them, warnings included.
    pub fn read(
        sources: impl IntoIterator<Item = Source>,
    ) -> Result<Rulebook, Diagnostics> {
        let mut diagnostics = Diagnostics::new();
        let mut directives = Vec::new();
        for source in sources {
            directives.extend(crate::read::read(&source, &mut diagnostics));
        }
        crate::lint::lint(&directives, &mut diagnostics);
        if diagnostics.has_errors() {
            crate::lint::settle(directives.iter(), &mut diagnostics);
            diagnostics.sort();
            return Err(diagnostics);
        }
        let directives = directives.into_iter().map(Arc::new).collect();
        let rulebook = Self::link(directives);
        rulebook.tell_all(&mut diagnostics);
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        Ok(Self { warnings: Arc::new(diagnostics), ..rulebook })
    }

    /// What is wrong between documents that can each be read by themselves.
    pub(crate) fn tell(directives: Vec<Directive>, diagnostics: &mut Diagnostics) {
        let rulebook = Self::link(directives.into_iter().map(Arc::new).collect());
        rulebook.tell_all(diagnostics);
    }

    /// What is wrong between documents and between their rules, but for what they allow.
    fn tell_all(&self, diagnostics: &mut Diagnostics) {
        faults::tell(self, diagnostics);
        if !diagnostics.has_errors() {
            let standings = self.standings(KnownAt::Latest);
            // A rule asked of other cells at other times is not compared as it is written.
            let plain = standings.iter().filter(|standing| {
                standing.pieces().iter().all(|piece| piece.when.is_none())
            });
            let holds = plain.map(|standing| crate::lint::Holds {
                directive: standing.directive(),
                rule: standing.rule(),
                windows: standing.windows(),
            });
            crate::lint::beside(&holds.collect::<Vec<_>>(), diagnostics);
        }
        crate::lint::settle(self.directives(), diagnostics);
        diagnostics.sort();
    }

    fn link(directives: Vec<Arc<Directive>>) -> Self {
        let mut fields = Fields::built_in();
        let mut groups = BTreeMap::new();
        for directive in speaking(&directives) {
            for field in &directive.fields {
                fields.insert(field.clone());
            }
            for group in &directive.groups {
                let name = GroupRef {
                    directive: directive.id.clone(),
                    group: group.name.clone(),
                };
                groups.insert(name, group.population.clone());
            }
        }
        let needed = needs::needed(&directives, &fields, &groups);
        let fields = Arc::new(fields);
        let law = Arc::new(Inner { directives, groups, fields, needed });
        Self { law, warnings: Arc::new(Diagnostics::new()) }
    }

    /// What the files have that looks unmeant.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// Every document read, in the order given; of several versions all.
    pub fn directives(&self) -> impl Iterator<Item = &Directive> {
        self.law.directives.iter().map(Arc::as_ref)
    }

    /// The document of an id: of several versions the one that speaks.
    pub fn directive(&self, id: &Name) -> Option<&Directive> {
        self.speaking().find(|directive| directive.id == *id).map(Arc::as_ref)
    }

    /// The rule of a name, as the document says it that speaks.
    pub fn rule(&self, name: &RuleRef) -> Option<&Rule> {
        let directive = self.directive(&name.directive)?;
        directive.rules.iter().find(|rule| rule.name == *name)
    }

    /// Who is in a group.
    pub fn group(&self, group: &GroupRef) -> Option<&Population> {
        self.law.groups.get(group)
    }

    /// Every field that facts for these rules may have.
    pub fn fields(&self) -> &Arc<Fields> {
        &self.law.fields
    }

    /// The rules as they stand when known at K, with their windows, sorted by name.
    pub fn standings(&self, known_at: KnownAt) -> Vec<Standing> {
        consolidate::standings(self, known_at)
    }

    /// The directives known at K, with their windows, sorted by id.
    pub fn consolidated(&self, known_at: KnownAt) -> Vec<Consolidated> {
        consolidate::directives(self, known_at)
    }

    /// What must be said of acts as known at K, beside whatever is found.
    pub fn notices(&self, known_at: KnownAt) -> Vec<Notice> {
        faults::notices(self, known_at)
    }

    /// The columns that its rules read, in each table where they may stand, and which
    /// directives read them.
    pub fn needed(&self) -> &Needed {
        &self.law.needed
    }

    fn speaking(&self) -> impl Iterator<Item = &Arc<Directive>> {
        speaking(&self.law.directives)
    }
}

/// CLAUSE 1.2: of several files with one id the highest version speaks.
fn speaking(directives: &[Arc<Directive>]) -> impl Iterator<Item = &Arc<Directive>> {
    directives.iter().filter(|directive| {
        let same = directives.iter().filter(|other| other.id == directive.id);
        same.map(|other| other.version).max() == Some(directive.version)
    })
}
