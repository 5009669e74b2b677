//! Diagnostics for people: the source underlined, and the cure below it.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use passmuster::diagnostic::{Diagnostic, Label, Severity};
use passmuster::words::text::Style;
use passmuster::{Diagnostics, Source};

use crate::page;

/// All diagnostics, an empty line behind each.
pub(crate) fn render(diagnostics: &Diagnostics) -> String {
    let renderer = match page::style() {
        Style::Plain => Renderer::plain(),
        Style::Ansi => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        text.push_str(&of_one(&renderer, diagnostic));
        text.push_str("\n\n");
    }
    text
}

fn of_one(renderer: &Renderer, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = page::say(&diagnostic.message);
    let labels: Vec<_> = diagnostic.labels.iter().map(Words::of).collect();
    let mut group =
        Group::with_title(level.primary_title(&message).id(diagnostic.code.id()));
    let mut sources: Vec<&Source> = Vec::new();
    for label in &diagnostic.labels {
        if !sources.contains(&&label.place.source) {
            sources.push(&label.place.source);
        }
    }
    for source in sources {
        let mut snippet = Snippet::source(source.text()).path(source.name());
        let of_source = labels.iter().enumerate();
        for (nth, words) in
            of_source.filter(|(_, words)| words.label.place.source == *source)
        {
            let kind = match nth {
                0 => AnnotationKind::Primary,
                _ => AnnotationKind::Context,
            };
            let annotation = kind.span(words.range()).label(words.text.as_deref());
            snippet = snippet.annotation(annotation);
        }
        group = group.element(snippet);
    }
    let help = diagnostic.help.as_ref().map(page::say);
    if let Some(help) = &help {
        group = group
            .element(Level::HELP.with_name(page::word("command-help")).message(help));
    }
    renderer.render(&[group])
}

/// A label with its sentence.
struct Words<'a> {
    label: &'a Label,
    text: Option<String>,
}

impl<'a> Words<'a> {
    fn of(label: &'a Label) -> Self {
        Self { label, text: label.message.as_ref().map(page::say) }
    }

    /// The bytes to underline, within the text.
    fn range(&self) -> std::ops::Range<usize> {
        let text = self.label.place.source.text();
        let range = self.label.place.span.range();
        match text.get(range.clone()) {
            Some(_) => range,
            None => text.len()..text.len(),
        }
    }
}
