//! What the server answers: diagnostics, hover, completion, definitions, fixes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CompletionItem, CompletionItemKind,
    DiagnosticRelatedInformation, DiagnosticSeverity, Documentation, Hover,
    HoverContents, Location, MarkupContent, MarkupKind, NumberOrString, Position, Range,
    TextEdit, Uri, WorkspaceEdit,
};
use passmuster::diagnostic::{Diagnostic, Severity};
use passmuster::field::{Home, Subject, ValueType};
use passmuster::rule::Rule;
use passmuster::source::Place;
use passmuster::words::{Language as Tongue, plain, windows};
use passmuster::{Directive, KnownAt, Rulebook, Source, lint_sources};

use super::cursor::{At, Cursor, Step};
use super::language::Language;
use super::texts::{self, Texts};

/// A file that is open, with all that is read together with it.
pub(super) struct Asked<'a> {
    pub(super) file: &'a Path,
    pub(super) text: &'a str,
    pub(super) texts: &'a Texts,
    /// The rules as they could be read last; `None` if they never could.
    pub(super) rulebook: Option<&'a Rulebook>,
    pub(super) language: &'a Language,
    pub(super) tongue: Tongue,
}

/// What is told of each file, those without a fault among them.
pub(super) fn told(sources: &[Source]) -> BTreeMap<String, Vec<lsp_types::Diagnostic>> {
    let mut all: BTreeMap<String, Vec<lsp_types::Diagnostic>> =
        sources.iter().map(|source| (source.name().to_owned(), Vec::new())).collect();
    for one in lint_sources(sources).iter() {
        let Some(place) = one.place() else { continue };
        all.entry(place.source.name().to_owned()).or_default().push(diagnostic(one));
    }
    all
}

fn diagnostic(one: &Diagnostic) -> lsp_types::Diagnostic {
    let severity = match one.severity() {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
    };
    let message = match &one.help {
        Some(help) => format!("{}\nhelp: {help}", one.message),
        None => one.message.to_string(),
    };
    let related = one.labels.iter().skip(1).filter_map(|label| {
        let message = label.message.as_ref().unwrap_or(&one.message).to_string();
        Some(DiagnosticRelatedInformation { location: location(&label.place)?, message })
    });
    let related: Vec<_> = related.collect();
    lsp_types::Diagnostic {
        range: one.place().map(texts::range).unwrap_or_default(),
        severity: Some(severity),
        code: Some(NumberOrString::String(one.code.id().to_owned())),
        source: Some("passmuster".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..lsp_types::Diagnostic::default()
    }
}

fn location(place: &Place) -> Option<Location> {
    let uri = texts::uri(place.source.name())?;
    Some(Location { uri, range: texts::range(place) })
}

fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

impl Asked<'_> {
    fn directive(&self) -> Option<&Directive> {
        let name = self.file.to_string_lossy();
        self.rulebook?.directives().find(|one| one.source.name() == name)
    }

    /// The rule in which a path lies.
    fn rule(&self, path: &[Step]) -> Option<&Rule> {
        match path {
            [Step::Key(rules), Step::Item(nth), ..] if rules == "rules" => {
                self.directive()?.rules.get(*nth)
            }
            _ => None,
        }
    }

    /// The sentence of a key, or what a group means; and of a rule what it asks in plain
    /// words, when it holds, and its clauses.
    pub(super) fn hover(&self, position: Position) -> Option<Hover> {
        let (start, word) = texts::word(self.text, texts::offset(self.text, position));
        let cursor = Cursor::behind(self.text.get(..start + word.len())?);
        let mut path = cursor.path;
        let mut parts = Vec::new();
        let is_key = self.text.get(start + word.len()..)?.starts_with(':');
        if is_key {
            if cursor.at == At::Key {
                path.push(Step::Key(word.to_owned()));
            }
            if let Some(says) = self.language.says(&path) {
                parts.push(format!("**{word}**: {says}"));
            }
        } else if let Some(group) = self.group(word) {
            parts.push(group);
        }
        if let Some(rule) = self.rule(&path) {
            parts.extend(self.asks(rule));
        }
        let range = Range {
            start: texts::position(self.text, start),
            end: texts::position(self.text, start + word.len()),
        };
        let contents = HoverContents::Markup(markdown(parts.join("\n\n")));
        (!parts.is_empty()).then_some(Hover { contents, range: Some(range) })
    }

    fn asks(&self, rule: &Rule) -> Option<String> {
        let rulebook = self.rulebook?;
        let mut text = plain(rulebook, rule, self.tongue).join(" ");
        let standings = rulebook.standings(KnownAt::Latest);
        if let Some(standing) = standings.iter().find(|one| one.rule().name == rule.name)
        {
            text = format!("{text}\n\nin force {}", windows(standing.windows()));
        }
        let clauses = self.directive()?.clauses.iter().flatten();
        let cited = |id: &str| rule.cites.iter().any(|cite| cite.clause == id);
        for clause in clauses.filter(|clause| cited(&clause.id)) {
            text = format!("{text}\n\n§ {}: {}", clause.id, clause.gist);
        }
        Some(text)
    }

    fn group(&self, word: &str) -> Option<String> {
        let group =
            self.directive()?.groups.iter().find(|one| one.name.as_str() == word)?;
        let who = passmuster::words::matcher(&group.population.matcher);
        Some(format!("**{word}**: {who}"))
    }

    /// The keys, words and names that may stand at the cursor.
    pub(super) fn complete(&self, position: Position) -> Vec<CompletionItem> {
        let at = texts::offset(self.text, position);
        let cursor = Cursor::behind(self.text.get(..at).unwrap_or_default());
        let mut items = Vec::new();
        if cursor.at == At::Key {
            for key in self.language.keys(&cursor.path) {
                if !cursor.siblings.contains(&key.name) {
                    let text = format!("{}: ", key.name);
                    items.push(item(
                        &key.name,
                        &text,
                        CompletionItemKind::PROPERTY,
                        &key.says,
                    ));
                }
            }
            if self.language.takes_fields(&cursor.path) {
                let offered: BTreeSet<String> =
                    items.iter().map(|item| item.label.clone()).collect();
                let fields = self.fields().into_iter();
                for (name, says) in fields.filter(|(name, _)| {
                    !offered.contains(name) && !cursor.siblings.contains(name)
                }) {
                    let text = format!("{name}: ");
                    items.push(item(&name, &text, CompletionItemKind::FIELD, &says));
                }
            }
            return items;
        }
        for word in self.language.words(&cursor.path) {
            items.push(item(&word, &word, CompletionItemKind::ENUM_MEMBER, ""));
        }
        for (name, says) in self.names(&cursor.path) {
            items.push(item(&name, &name, CompletionItemKind::REFERENCE, &says));
        }
        items
    }

    /// The fields that a matcher may ask, each with where it is at home.
    fn fields(&self) -> BTreeMap<String, String> {
        let Some(rulebook) = self.rulebook else { return BTreeMap::new() };
        let fields = rulebook.fields().iter().filter(|one| {
            let mut subjects = Subject::ALL.into_iter();
            let name = one.name.as_str();
            subjects.any(|subject| rulebook.fields().seen_by(subject, name) == Some(*one))
        });
        let named = fields.map(|one| {
            let home = match one.home {
                Home::Table(table) => format!("a column of `{}`", table.as_str()),
                Home::Day => "of the day".to_owned(),
                Home::Register => "counted from the register".to_owned(),
                Home::Level => "a level".to_owned(),
                Home::Hours => "a clock time".to_owned(),
            };
            (one.name.as_str().to_owned(), home)
        });
        named.collect()
    }

    /// Names of groups, clauses, documents and rules, and words of fields, where they fit.
    fn names(&self, path: &[Step]) -> Vec<(String, String)> {
        let mut names = Vec::new();
        let key = path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Item(_) => None,
        });
        if self.language.takes_groups(path) {
            let built_in =
                [("everyone", "all on the register"), ("working", "all at work")];
            names.extend(built_in.map(|(name, says)| (name.to_owned(), says.to_owned())));
            let groups = self.directive().into_iter().flat_map(|one| &one.groups);
            names.extend(groups.map(|one| {
                let who = passmuster::words::matcher(&one.population.matcher);
                (one.name.to_string(), who)
            }));
        }
        match key {
            Some("cites") => {
                let own = self.directive().and_then(|one| one.clauses.as_ref());
                let clauses = own.into_iter().flatten();
                names.extend(
                    clauses.map(|one| (format!("\"{}\"", one.id), one.gist.clone())),
                );
            }
            Some("extend" | "end" | "replace" | "suspend" | "resume" | "supersede") => {
                let directives = self.rulebook.into_iter().flat_map(Rulebook::directives);
                for one in directives {
                    names.push((one.id.to_string(), String::new()));
                    let rules = one.rules.iter().map(|rule| rule.name.to_string());
                    names.extend(rules.map(|name| (name, String::new())));
                }
            }
            Some("as" | "implements") => {
                let directives = self.rulebook.into_iter().flat_map(Rulebook::directives);
                names.extend(directives.map(|one| (one.id.to_string(), String::new())));
            }
            Some(field) => names.extend(self.words_of(field)),
            None => {}
        }
        names
    }

    /// The words that a field may hold.
    fn words_of(&self, field: &str) -> Vec<(String, String)> {
        let Some(rulebook) = self.rulebook else { return Vec::new() };
        let mut found = rulebook.fields().iter().filter(|one| one.name.as_str() == field);
        let words: Vec<String> = match found.next().map(|one| &one.kind) {
            Some(ValueType::Choice(words)) => {
                words.iter().map(ToString::to_string).collect()
            }
            Some(ValueType::YesNo) => vec!["yes".to_owned(), "no".to_owned()],
            _ => Vec::new(),
        };
        words.into_iter().map(|word| (word, String::new())).collect()
    }

    /// Where the name under the cursor is defined: a group, a clause, a document, a rule, a
    /// declared field.
    pub(super) fn definition(&self, position: Position) -> Option<Location> {
        let (_, word) = texts::word(self.text, texts::offset(self.text, position));
        let own = self.directive()?;
        let rulebook = self.rulebook?;
        let group = own.groups.iter().find(|one| one.name.as_str() == word);
        let clause = own.clauses.iter().flatten().find(|one| one.id == word);
        let directives: Vec<&Directive> = rulebook.directives().collect();
        let document = directives.iter().find(|one| one.id.as_str() == word);
        let rules = directives.iter().flat_map(|one| &one.rules);
        let mut rules = rules.filter(|one| {
            one.name.to_string() == word
                || one.name.directive == own.id && one.name.rule.as_str() == word
        });
        let of_other = word.split_once('/').and_then(|(directive, group)| {
            let other = directives.iter().find(|one| one.id.as_str() == directive)?;
            other.groups.iter().find(|one| one.name.as_str() == group)
        });
        let field = own.fields.iter().find(|one| one.name.as_str() == word);
        let place = (group.map(|one| &one.place))
            .or(of_other.map(|one| &one.place))
            .or(clause.map(|one| &one.place))
            .or(document.map(|one| &one.place))
            .or(rules.next().map(|one| &one.place))
            .or(field.and_then(|one| one.declared.as_ref()))?;
        location(place)
    }

    /// The edits that mend for certain what is told at a place.
    #[expect(
        clippy::mutable_key_type,
        reason = "the protocol's map; no address is changed"
    )]
    pub(super) fn fixes(&self, uri: &Uri, at: Range) -> Vec<CodeActionOrCommand> {
        let name = self.file.to_string_lossy();
        let mut actions = Vec::new();
        for one in lint_sources(&self.texts.together(self.file)).iter() {
            let (Some(place), Some(fix)) = (one.place(), &one.fix) else { continue };
            let told = texts::range(place);
            if place.source.name() != name || told.end < at.start || at.end < told.start {
                continue;
            }
            let edit =
                TextEdit { range: texts::range(&fix.place), new_text: fix.text.clone() };
            let changes = HashMap::from([(uri.clone(), vec![edit])]);
            let title = match fix.text.as_str() {
                "" => "take it out".to_owned(),
                text => format!("write `{text}`"),
            };
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic(one)]),
                edit: Some(WorkspaceEdit {
                    changes: Some(changes),
                    ..WorkspaceEdit::default()
                }),
                is_preferred: Some(true),
                ..CodeAction::default()
            }));
        }
        actions
    }
}

fn item(label: &str, text: &str, kind: CompletionItemKind, says: &str) -> CompletionItem {
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        insert_text: Some(text.to_owned()),
        documentation: (!says.is_empty())
            .then(|| Documentation::MarkupContent(markdown(says.to_owned()))),
        ..CompletionItem::default()
    }
}
