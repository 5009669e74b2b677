//! What `facts.yaml` says of tables that come out of other systems, for those who read them.
//!
//! Which systems there are, and what each needs to be told, is their readers' affair; here
//! it is a tree of texts with places.

use super::yaml;
use crate::day::Weekday;
use crate::diagnostic::Diagnostics;
use crate::field::Table;
use crate::read::decode::Map;
use crate::read::node::{Node, NodeKind};
use crate::source::{Place, Source};
use crate::window::Period;

/// What `facts.yaml` says of tables that come out of other systems.
///
/// ```
/// use passmuster::{Source, sources_of_facts};
///
/// let settings = Source::new("facts.yaml", "
/// passmuster-facts: 1
/// zone: Asia/Ho_Chi_Minh
/// tables:
///   attendance: { from: { source: zkteco-attlog, file: 1_attlog.dat, ids: device_pin } }
/// ");
/// let stated = sources_of_facts(&settings)?;
/// let [gate] = stated.each.as_slice() else { panic!() };
/// assert_eq!(gate.get("source").and_then(|it| it.text()), Some("zkteco-attlog"));
/// assert_eq!(stated.zone.as_deref(), Some("Asia/Ho_Chi_Minh"));
/// # Ok::<(), passmuster::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct SourcesStated {
    /// The page itself, so that one can say what it lacks.
    pub page: Source,
    /// The zone by whose clock the office lives.
    pub zone: Option<String>,
    /// The days for which the facts speak.
    pub covers: Option<Period>,
    /// The working days, where they are written.
    pub working_week: Option<Vec<Weekday>>,
    /// What becomes of what two sources of attendance contradict each other in.
    pub conflicts: Conflicts,
    /// The hours that half a day has, as written.
    pub half_day: Option<String>,
    /// The sources, in the order of their tables.
    pub each: Vec<SourceStated>,
}

/// What becomes of what two sources contradict each other in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Conflicts {
    /// The facts are refused.
    #[default]
    Refuse,
    /// The person's day is unknown.
    Unknown,
    /// What a device has proved stands.
    Proven,
}

impl Conflicts {
    /// The words of `facts.yaml`, in the order of the variants.
    pub(super) const WORDS: [&'static str; 3] = ["refuse", "unknown", "proven"];

    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "unknown" => Conflicts::Unknown,
            "proven" => Conflicts::Proven,
            _ => Conflicts::Refuse,
        }
    }
}

/// What is written of one source.
#[derive(Debug, Clone)]
pub struct SourceStated {
    /// The table that it fills.
    pub table: Table,
    /// Where it is written.
    pub place: Place,
    /// Its settings, in the order written.
    pub settings: Vec<(String, Told)>,
}

impl SourceStated {
    /// A setting.
    pub fn get(&self, name: &str) -> Option<&Told> {
        self.settings.iter().find(|(known, _)| known == name).map(|(_, told)| told)
    }
}

/// A text, a list or a mapping of `facts.yaml`.
#[derive(Debug, Clone)]
pub struct Told {
    /// Where it is written; of an entry of a mapping, its key.
    pub place: Place,
    /// What is written.
    pub what: What,
}

/// What is written.
#[derive(Debug, Clone)]
pub enum What {
    /// One text.
    Text(String),
    /// Several.
    List(Vec<Told>),
    /// Several, each under a key.
    Map(Vec<(String, Told)>),
}

impl Told {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn of_node(page: &Source, node: &Node) -> Option<Self> {
        let what = match &node.kind {
            NodeKind::Told => return None,
            NodeKind::Text { text, .. } => What::Text(text.clone()),
            NodeKind::List(items) => What::List(
                items.iter().filter_map(|item| Self::of_node(page, item)).collect(),
            ),
            NodeKind::Map(entries) => What::Map(
                entries
                    .iter()
                    .filter_map(|entry| {
                        let told = Self::of_node(page, &entry.value)?;
                        Some((entry.key.text.clone(), told))
                    })
                    .collect(),
            ),
        };
        let span = crate::read::decode::first_line(page, node.span);
        Some(Self { place: Place::new(page, span), what })
    }
}

impl SourceStated {
    pub(super) fn of_map(table: Table, page: &Source, map: Map<'_>) -> Self {
        let entries = map.entries().iter();
        let settings = entries.filter_map(|entry| {
            let told = Told::of_node(page, &entry.value)?;
            let place = match told.what {
                What::Text(_) => told.place,
                _ => Place::new(page, entry.key.span),
            };
            Some((entry.key.text.clone(), Told { place, what: told.what }))
        });
        let settings = settings.collect();
        let span = crate::read::decode::first_line(page, map.span);
        Self { table, place: Place::new(page, span), settings }
    }
}

/// The sources that `facts.yaml` names, with all that is said of them.
///
/// # Errors
///
/// When `facts.yaml` cannot be read.
pub fn sources(settings: &Source) -> Result<SourcesStated, Diagnostics> {
    let (stated, mut diagnostics) = yaml::read(settings);
    if diagnostics.has_errors() {
        diagnostics.sort();
        return Err(diagnostics);
    }
    Ok(SourcesStated {
        page: settings.clone(),
        zone: stated.zone,
        covers: stated.covers,
        working_week: stated.working_week.map(|week| week.into_iter().collect()),
        conflicts: stated.conflicts,
        half_day: stated.half_day,
        each: stated.tables.into_values().flat_map(|table| table.from).collect(),
    })
}
