//! What is said of a whole rule, beside the findings of its cells.

use crate::domain::gather::Gathered;
use crate::finding::{Outcome, Reason};
use crate::judge::evidence::without_cell;
use crate::message::Message;
use crate::plan::Ask;
use crate::report::Notice;

use super::Judging;

impl Judging<'_> {
    /// CLAUSE 8.2: a rule that matched nobody passes nowhere.
    pub(super) fn close(&mut self) {
        let found = !self.found.findings.is_empty() || !self.lines.is_empty();
        let nothing = !found && self.passes == 0 && self.cut_out == 0;
        if !self.matched {
            self.notice("matched-nobody", Message::new("notice-matched-nobody"));
        }
        if !self.matched && (self.passes > 0 || !found) {
            self.found.findings.retain(|finding| finding.outcome != Outcome::Pass);
            self.found.findings.push(without_cell(self.lens, Reason::NobodyThere));
            self.found.summary.not_evaluated += self.passes.max(1);
        } else if !nothing {
            let rule = self.lens.standing.rule();
            self.found.summary.add(Outcome::Pass, rule.force, false, self.passes);
            if self.passes > 0 {
                self.found.passes.insert(rule.name.clone(), self.passes);
            }
        }
        if self.cut_out > 0 {
            let cells = usize::try_from(self.cut_out).unwrap_or(usize::MAX);
            self.notice("cut-out", Message::new("notice-cut-out").with("cells", cells));
        }
        if self.unbounded > 0 {
            let cells = usize::try_from(self.unbounded).unwrap_or(usize::MAX);
            self.notice("no-bound", Message::new("notice-no-bound").with("cells", cells));
        }
    }

    pub(super) fn notice(&mut self, code: &'static str, message: Message) {
        let rule = self.lens.standing.rule().name.to_string();
        self.found.notices.push(Notice { code, message: message.with("rule", rule) });
    }

    pub(super) fn note_blanks(&mut self, gathered: &Gathered) {
        for (column, rows) in &gathered.blanks {
            let by = match &self.lens.ask {
                Ask::Apart(apart) => Some(&apart.by),
                _ => None,
            };
            let column = self.lens.grain.columns.get(*column).or(by);
            let Some(column) = column else { continue };
            let message = Message::new("notice-blank-per")
                .with("rows", *rows)
                .with("column", column.as_str());
            self.notice("blank-per", message);
        }
    }
}
