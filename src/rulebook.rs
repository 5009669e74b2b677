//! Documents linked to each other: what a deployment reads once.

mod consolidate;
mod needs;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use consolidate::Standing;

use crate::diagnostic::Diagnostics;
use crate::directive::Directive;
use crate::field::{Fields, Table};
use crate::name::{GroupRef, Name};
use crate::report::{Consolidated, KnownAt};
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
pub struct Rulebook(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    directives: Vec<Arc<Directive>>,
    groups: BTreeMap<GroupRef, Population>,
    fields: Arc<Fields>,
    needed: BTreeSet<(Table, String)>,
    warnings: Diagnostics,
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
        diagnostics.sort();
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        let directives = directives.into_iter().map(Arc::new).collect();
        Ok(Self::link(directives, diagnostics))
    }

    fn link(directives: Vec<Arc<Directive>>, warnings: Diagnostics) -> Self {
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
        Self(Arc::new(Inner { directives, groups, fields, needed, warnings }))
    }

    /// What the files have that looks unmeant.
    pub fn warnings(&self) -> &Diagnostics {
        &self.0.warnings
    }

    /// Every document read, in the order given; of several versions all.
    pub fn directives(&self) -> impl Iterator<Item = &Directive> {
        self.0.directives.iter().map(Arc::as_ref)
    }

    /// The document of an id: of several versions the one that speaks.
    pub fn directive(&self, id: &Name) -> Option<&Directive> {
        self.speaking().find(|directive| directive.id == *id).map(Arc::as_ref)
    }

    /// Who is in a group.
    pub fn group(&self, group: &GroupRef) -> Option<&Population> {
        self.0.groups.get(group)
    }

    /// Every field that facts for these rules may have.
    pub fn fields(&self) -> &Arc<Fields> {
        &self.0.fields
    }

    /// The rules as they stand when known at K, with their windows, sorted by name.
    pub fn standings(&self, known_at: KnownAt) -> Vec<Standing> {
        consolidate::standings(self, known_at)
    }

    /// The directives known at K, with their windows, sorted by id.
    pub fn consolidated(&self, known_at: KnownAt) -> Vec<Consolidated> {
        consolidate::directives(self, known_at)
    }

    /// The columns that its rules read, in each table where they may stand.
    pub fn needed(&self) -> &BTreeSet<(Table, String)> {
        &self.0.needed
    }

    fn speaking(&self) -> impl Iterator<Item = &Arc<Directive>> {
        speaking(&self.0.directives)
    }
}

/// CLAUSE 1.2: of several files with one id the highest version speaks.
fn speaking(directives: &[Arc<Directive>]) -> impl Iterator<Item = &Arc<Directive>> {
    directives.iter().filter(|directive| {
        let same = directives.iter().filter(|other| other.id == directive.id);
        same.map(|other| other.version).max() == Some(directive.version)
    })
}
