//! The directives that took part, and each rule with its clause and what it asks.

use std::collections::BTreeMap;

use super::{Html, marked};
use crate::directive::Directive;
use crate::finding::Finding;
use crate::message::Message;
use crate::name::RuleRef;
use crate::report::Consolidated;
use crate::words::escape::markup;
use crate::words::page::Grade;
use crate::words::plain;

impl Html<'_> {
    pub(super) fn directives(&mut self) {
        self.heading("page-directives");
        for one in &self.page.report.rulebook {
            self.directive(one);
        }
    }

    fn directive(&mut self, one: &Consolidated) {
        let page = self.page;
        let directive: Option<&Directive> = page.rulebook.directive(&one.directive);
        let id = markup(one.directive.as_str());
        let title = directive.and_then(|directive| page.title(directive)).map(markup);
        let title = title.unwrap_or_else(|| id.clone());
        self.line(&format!("<article class=\"card\">\n<h3>{title}</h3>\n<dl>"));
        let number = i64::from(one.version);
        let version = page.say(&Message::new("page-version").with("number", number));
        let mut named = format!("<code>{id}</code>, {}", markup(&version));
        if let Some(number) = directive.and_then(|directive| directive.number.as_deref())
        {
            let number = page.say(&Message::new("page-number").with("number", number));
            named = format!("{}, {named}", markup(&number));
        }
        self.item("page-directive", &named);
        if let Some(directive) = directive {
            let issuer = directive.issuer.as_deref().map(markup).unwrap_or_default();
            self.item("page-issuer", &issuer);
            let signed = directive.signed.map(|day| day.to_string()).unwrap_or_default();
            self.item("page-signed", &signed);
            let implements = directive.implements.iter();
            let implements: Vec<String> = implements
                .map(|name| format!("<code>{}</code>", markup(name.as_str())))
                .collect();
            self.item("page-implements", &implements.join(", "));
        }
        self.item("page-in-force", &markup(&page.windows(&one.in_force)));
        if one.chain.len() > 1 {
            let chain = one.chain.iter();
            let chain: Vec<String> = chain
                .map(|name| format!("<code>{}</code>", markup(name.as_str())))
                .collect();
            self.item("page-documents", &chain.join(" → "));
        }
        self.line("</dl>\n</article>");
    }

    pub(super) fn rules(&mut self) {
        let page = self.page;
        let mut rules: BTreeMap<&RuleRef, BTreeMap<Grade, usize>> = BTreeMap::new();
        let mut first: BTreeMap<&RuleRef, &Finding> = BTreeMap::new();
        for finding in &page.report.findings {
            let counts = rules.entry(&finding.rule).or_default();
            *counts.entry(Grade::of(finding)).or_default() += 1;
            first.entry(&finding.rule).or_insert(finding);
        }
        self.heading("page-rules");
        for (rule, counts) in rules {
            let cites =
                first.get(rule).map(|one| one.cites.as_slice()).unwrap_or_default();
            let name = markup(&rule.to_string());
            self.line(&format!(
                "<article class=\"card\">\n<h3><code>{name}</code></h3>\n<dl>"
            ));
            for cited in cites {
                let clause = page.clause(&rule.directive, cited);
                let gist = clause.map(|clause| markup(&clause.gist)).unwrap_or_default();
                let text = clause.and_then(|clause| clause.text.as_deref());
                let text = text.map(|text| format!("<br/><q>{}</q>", markup(text)));
                let number = markup(&cited.to_string());
                let text = text.unwrap_or_default();
                self.item("page-clause", &format!("§ {number}: {gist}{text}"));
            }
            if let Some(rule) = page.rulebook.rule(rule) {
                let asked = plain(page.rulebook, rule, page.language);
                let asked: Vec<String> = asked.iter().map(|one| marked(one)).collect();
                self.item("page-asks", &asked.join(" "));
            }
            let counts = counts.into_iter();
            let counts: Vec<String> = counts
                .map(|(grade, many)| format!("{} {many}", self.badge(grade)))
                .collect();
            self.item("page-outcome", &counts.join(" "));
            self.line("</dl>\n</article>");
        }
    }
}
