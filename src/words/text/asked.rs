//! What the rules of a report ask, in plain sentences, so that it can be read by itself.

use std::collections::BTreeSet;

use super::{Page, Tone, wrap};
use crate::name::RuleRef;
use crate::report::Report;
use crate::words::{Language, plain};

impl Page<'_> {
    /// Each rule that has a finding here, once.
    pub(super) fn asked(&mut self, report: &Report) {
        let rules: BTreeSet<&RuleRef> =
            report.findings.iter().map(|finding| &finding.rule).collect();
        if rules.is_empty() {
            return;
        }
        let title = self.paint(Tone::Bold, "What the rules ask");
        self.line("");
        self.line(&title);
        let several = report.rulebook.len() > 1;
        for name in rules {
            let rulebook = self.rulebook;
            let Some(rule) = rulebook.rule(name) else { continue };
            let shown = if several { name.to_string() } else { name.rule.to_string() };
            self.line(&format!("  {shown}"));
            for sentence in plain(rulebook, rule, Language::English) {
                for line in wrap(&sentence, "    ") {
                    self.line(&format!("    {line}"));
                }
            }
        }
    }
}
