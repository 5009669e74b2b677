//! What the rules of a report ask, in plain sentences, so that it can be read by itself.

use std::collections::BTreeSet;

use super::{Sheet, wrap};
use crate::name::RuleRef;
use crate::words::plain;

impl Sheet<'_> {
    /// Each rule that has a finding here, once.
    pub(super) fn asked(&mut self) {
        let page = self.page;
        let rules: BTreeSet<&RuleRef> =
            page.findings().map(|finding| &finding.rule).collect();
        if rules.is_empty() {
            return;
        }
        self.heading(&page.word("page-asked"));
        let several = page.report.rulebook.len() > 1;
        for name in rules {
            let Some(rule) = page.rulebook.rule(name) else { continue };
            let shown = if several { name.to_string() } else { name.rule.to_string() };
            self.line(&format!("  {shown}"));
            for sentence in plain(page.rulebook, rule, page.language) {
                for line in wrap(&sentence, "    ", self.look.width) {
                    self.line(&format!("    {line}"));
                }
            }
        }
    }
}
