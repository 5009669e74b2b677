//! A case file as nouns.

use passmuster::field::Table;
use passmuster::message::Message;
use passmuster::{KnownAt, Period, Source};

use crate::clash::ExpectedClash;
use crate::expect::Expectation;
use crate::node::{Entry, Fault, Node, Wrong, known_keys, lacks, tree, wrong};
use crate::units::{self, Alike};
use crate::witness::ExpectedEffect;

/// A case file: rules, and what must be found in small worlds.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The name that differences show.
    pub name: String,
    /// The rules of all its cases.
    pub rules: Vec<RuleText>,
    /// The clauses of `docs/semantics.md` that it shows.
    pub clauses: Vec<String>,
    /// The cases.
    pub cases: Vec<Case>,
    /// What `facts.yaml` says in all of them.
    pub(crate) settings: Option<Node>,
}

/// Where rules come from.
#[derive(Debug, Clone)]
pub enum RuleText {
    /// A path relative to the case file.
    Path(String, usize),
    /// The text itself; its line numbers are those of the case file.
    Inline(Source),
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it shows, in a few words.
    pub title: String,
    /// Its line in the file.
    pub line: usize,
    /// The days asked.
    pub asked: Period,
    /// As known when.
    pub known_at: KnownAt,
    /// The rules that it is about; all if none is named.
    pub about: Vec<String>,
    /// What must be found.
    pub expected: Expected,
    pub(crate) covers: Option<Period>,
    /// `settings` of the file, then those of the case.
    pub(crate) settings: Vec<Node>,
    /// Units with their people; `None` if no shorthand is used.
    pub(crate) units: Option<Vec<(String, Vec<Alike>)>>,
    /// Further rows by table.
    pub(crate) tables: Vec<(Table, Vec<Row>)>,
}

/// A row of a table: column and cell.
pub(crate) type Row = Vec<(String, String)>;

/// What must come of a case.
#[derive(Debug, Clone)]
pub enum Expected {
    /// Exactly these findings, passes aside.
    Findings(Vec<Expectation>),
    /// The facts or the call are refused, and the message holds this.
    Refusal(String),
    /// Exactly these rules cannot be kept together, whatever the roster; nothing is judged.
    Clashes(Vec<ExpectedClash>),
    /// Of exactly these rules the file's version and this new one may differ in effect, and so.
    Effects(Box<RuleText>, Vec<ExpectedEffect>),
}

impl CaseFile {
    /// Reads a case file.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn read(name: &str, text: &str) -> Result<CaseFile, Fault> {
        let fault =
            |(line, message): Wrong| Fault { file: name.to_owned(), line, message };
        let root = tree(text).map_err(fault)?;
        read(name, &root).map_err(fault)
    }
}

fn read(name: &str, root: &Node) -> Result<CaseFile, Wrong> {
    let entries = root.entries()?;
    known_keys(entries, &["passmuster-cases", "rules", "clause", "settings", "cases"])?;
    match root.get("passmuster-cases").map(Node::text).transpose()? {
        Some("1") => {}
        _ => {
            return Err(wrong(root.line, "case-head"));
        }
    }
    let rules = root.get("rules").ok_or_else(|| lacks(root.line, "rules"))?;
    let rules = rules.items().iter().map(|one| rule_text(name, one));
    let cases = root.get("cases").ok_or_else(|| lacks(root.line, "cases"))?;
    let shared = root.get("settings");
    let cases = cases.items().iter().map(|one| case(name, one, shared));
    Ok(CaseFile {
        name: name.to_owned(),
        rules: rules.collect::<Result<_, _>>()?,
        clauses: root.get("clause").map(Node::texts).transpose()?.unwrap_or_default(),
        cases: cases.collect::<Result<_, _>>()?,
        settings: shared.cloned(),
    })
}

fn rule_text(name: &str, node: &Node) -> Result<RuleText, Wrong> {
    let text = node.text()?;
    if !text.contains('\n') {
        return Ok(RuleText::Path(text.to_owned(), node.line));
    }
    // So many empty lines before it keep the line numbers of the case file.
    let padding = "\n".repeat(node.line.saturating_sub(1));
    Ok(RuleText::Inline(Source::new(name, &format!("{padding}{text}"))))
}

const CASE_KEYS: [&str; 16] = [
    "case",
    "about",
    "on",
    "from",
    "through",
    "known_at",
    "covers",
    "settings",
    "units",
    "tables",
    "expect",
    "expect_error",
    "infeasible",
    "new",
    "witness",
    "because",
];

fn case(name: &str, node: &Node, shared: Option<&Node>) -> Result<Case, Wrong> {
    let entries = node.entries()?;
    known_keys(entries, &CASE_KEYS)?;
    let missing = |key: &str| lacks(node.line, key);
    let title = node.get("case").ok_or_else(|| missing("case"))?.text()?;
    let asked = match (node.get("on"), node.get("from"), node.get("through")) {
        (Some(on), None, None) => Period::on(on.day()?),
        (None, Some(from), Some(through)) => period(from, through)?,
        _ => return Err(wrong(node.line, "case-lacks-days")),
    };
    let expected = expected(name, node)?;
    let covers = node.get("covers").map(|covers| {
        let end = |key: &str| covers.get(key).ok_or_else(|| missing(key));
        period(end("from")?, end("through")?)
    });
    Ok(Case {
        title: title.to_owned(),
        line: node.line,
        asked,
        known_at: match node.get("known_at") {
            None => KnownAt::Latest,
            Some(latest) if latest.text()? == "latest" => KnownAt::Latest,
            Some(day) => KnownAt::Day(day.day()?),
        },
        about: node.get("about").map(Node::texts).transpose()?.unwrap_or_default(),
        expected,
        covers: covers.transpose()?,
        settings: shared.into_iter().chain(node.get("settings")).cloned().collect(),
        units: node.get("units").map(read_units).transpose()?,
        tables: match node.get("tables") {
            None => Vec::new(),
            Some(tables) => {
                tables.entries()?.iter().map(read_table).collect::<Result<_, _>>()?
            }
        },
    })
}

/// What must come of it: one of four keys; with `witness` stands `new`.
fn expected(name: &str, node: &Node) -> Result<Expected, Wrong> {
    let missing = |key: &str| lacks(node.line, key);
    let keys = ["expect", "expect_error", "infeasible", "witness"];
    Ok(match keys.map(|key| node.get(key)) {
        [None, Some(refusal), None, None] => {
            Expected::Refusal(refusal.text()?.to_owned())
        }
        [Some(list), None, None, None] => Expected::Findings(
            list.items().iter().map(Expectation::read).collect::<Result<_, _>>()?,
        ),
        [None, None, Some(list), None] => Expected::Clashes(
            list.items().iter().map(ExpectedClash::read).collect::<Result<_, _>>()?,
        ),
        [None, None, None, Some(list)] => {
            let new = node.get("new").ok_or_else(|| missing("new"))?;
            let effects = list.items().iter().map(ExpectedEffect::read);
            Expected::Effects(
                Box::new(rule_text(name, new)?),
                effects.collect::<Result<_, _>>()?,
            )
        }
        _ => return Err(missing("expect")),
    })
}

fn period(from: &Node, through: &Node) -> Result<Period, Wrong> {
    let (first, last) = (from.day()?, through.day()?);
    Period::new(first, last).map_err(|error| (through.line, error.message()))
}

fn read_units(node: &Node) -> Result<Vec<(String, Vec<Alike>)>, Wrong> {
    let unit = |entry: &Entry| {
        let people = units::read(entry.value.text()?).map_err(|why| (entry.line, why))?;
        Ok((entry.key.clone(), people))
    };
    node.entries()?.iter().map(unit).collect()
}

fn read_table(entry: &Entry) -> Result<(Table, Vec<Row>), Wrong> {
    let table = Table::of_name(&entry.key).ok_or_else(|| {
        let why = Message::new("case-no-table").with("table", entry.key.as_str());
        (entry.line, why)
    })?;
    let rows = entry.value.items().iter().map(|row| {
        let cells = row.entries()?.iter();
        cells
            .map(|cell| Ok((cell.key.clone(), cell.value.texts()?.join(";"))))
            .collect::<Result<Row, Wrong>>()
    });
    Ok((table, rows.collect::<Result<_, _>>()?))
}
