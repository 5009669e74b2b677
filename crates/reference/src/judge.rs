//! One rule over all its cells: what is found, what is counted, what must be said beside
//! (sections 8 and 10).

use std::collections::{BTreeMap, BTreeSet};

use passmuster::day::Day;
use passmuster::facts::PersonId;
use passmuster::field::{Subject, Table};
use passmuster::finding::{self, HeldLevel, Reason, Relief};
use passmuster::message::Message;
use passmuster::report::{Notice, Summary};
use passmuster::rule::bound::Comparator;
use passmuster::rule::per::TimeWord;
use passmuster::rule::require::Demand;
use passmuster::rule::{Force, Kind, Rule};
use passmuster::rulebook::Standing;
use passmuster::{Finding, Outcome, words};

use crate::cell::{Cell, key_of};
use crate::filling::{Blanks, Fixed, answers};
use crate::grant::Grants;
use crate::ground::Ground;
use crate::guard::Cutting;
use crate::limit::LimitPlan;
use crate::quota::{self, QuotaPlan, QuotaVerdict};
use crate::reads::subjects;
use crate::require::{RequirePlan, RequireVerdict};
use crate::separate::SeparatePlan;
use crate::value::{Row, Who};

/// People whom passing requirements bind, with the days. CLAUSE 8.5.
pub(crate) type Held = Vec<(PersonId, Vec<Day>)>;

/// What one rule comes to.
#[derive(Default)]
pub(crate) struct Judged {
    pub(crate) findings: Vec<Finding>,
    pub(crate) summary: Summary,
    pub(crate) notices: Vec<Notice>,
    pub(crate) held: Held,
}

/// A rule on its way to what it comes to.
pub(crate) struct Judging<'a> {
    pub(crate) standing: &'a Standing,
    pub(crate) judged: Judged,
    pub(crate) has_matched: bool,
    cut_out: usize,
    /// CLAUSE 4.15: cells to which nothing is bounded.
    pub(crate) unbounded: usize,
    /// CLAUSE 4.9: for each place the first cell with an empty base, and how many.
    pub(crate) empty: BTreeMap<String, (finding::Cell, u64)>,
    /// CLAUSE 14.7: the levels of the cell that is judged.
    levels: Vec<HeldLevel>,
}

impl Ground<'_> {
    /// What one rule that is in force comes to; `held` matters to limits alone.
    pub(crate) fn judge(&self, standing: &Standing, held: &Held) -> Judged {
        let rule = standing.rule();
        let mut judging = Judging {
            standing,
            judged: Judged::default(),
            has_matched: false,
            cut_out: 0,
            unbounded: 0,
            empty: BTreeMap::new(),
            levels: Vec::new(),
        };
        let (grants, ignored) = self.grants(standing);
        judging.judged.notices = ignored;
        let stretches = self.stretches(standing);
        if stretches.is_empty() {
            judging.judged.notices.push(not_in_force(rule));
            return judging.judged;
        }
        // CLAUSE 8.3: a notice for each table that was not given.
        let missing = self.missing(standing);
        if !missing.is_empty() {
            for table in missing {
                judging.say_no_table(table);
            }
            let cell = finding::Cell::default();
            judging.not_evaluated(cell, Reason::NoData, 1);
            return judging.judged;
        }
        let subjects = subjects(rule);
        let quota = self.quota_plan(standing);
        let per = quota.as_ref().map_or(rule.per(), |quota| &quota.per);
        for stretch in &stretches {
            let of = (per, subjects.as_slice());
            for mut cell in self.cells_in_parts(standing, stretch, of) {
                // CLAUSE 12.1: a quota has cells where somebody is.
                if quota.as_ref().is_some_and(|plan| !self.has_people(plan, &cell)) {
                    continue;
                }
                let cutting = match is_averaged(rule) {
                    true => self.cut_days(standing, &mut cell),
                    false => self.cutting(standing, &cell),
                };
                if cutting == Cutting::CutOut {
                    judging.cut_out += 1;
                    continue;
                }
                judging.levels = self.held_levels(standing, &cell);
                match &quota {
                    Some(plan) => {
                        self.judge_quota(&mut judging, &cell, cutting, (&grants, plan));
                    }
                    None => {
                        self.judge_cell(&mut judging, &cell, cutting, (&grants, held))
                    }
                }
            }
        }
        self.note_blanks(&mut judging, &stretches, &subjects);
        judging.finish()
    }

    /// CLAUSE 3.8, 11.10: asked of the cell.
    fn cutting(&self, standing: &Standing, cell: &Cell) -> Cutting {
        let is_kept = answers(&Fixed::new(), &mut Blanks::new(), |fill| {
            self.keeps_guard(standing, cell, fill)
        });
        match (is_kept.contains(&true), is_kept.contains(&false)) {
            (true, false) => Cutting::Kept,
            (true, true) => Cutting::Perhaps,
            _ => Cutting::CutOut,
        }
    }

    /// What a quota asks; nothing of another rule.
    fn quota_plan<'s>(&self, standing: &'s Standing) -> Option<QuotaPlan<'s>> {
        let rule = standing.rule();
        let Kind::Quota(quota) = &rule.kind else { return None };
        let reach = self.facts.covers();
        let days = reach.from().number() - 800..=reach.through().number() + 800;
        let days = days.map(Day::from_number);
        let in_force =
            days.filter(|day| standing.windows().iter().any(|one| one.covers_day(*day)));
        Some(QuotaPlan::new(self, rule, quota, in_force.collect()))
    }

    fn judge_quota(
        &self,
        judging: &mut Judging<'_>,
        cell: &Cell,
        cutting: Cutting,
        (grants, plan): (&Grants, &QuotaPlan<'_>),
    ) {
        // CLAUSE 12.6: a quota is of whole days.
        if cell.part.is_some() {
            judging.not_evaluated(cell.named(None), Reason::CutPeriod, 1);
            return;
        }
        let (outcome, measured, names) = match self.quota(plan, cell) {
            QuotaVerdict::Nobody => return,
            QuotaVerdict::Silent(reason) => {
                judging.has_matched = true;
                if reason == Reason::NobodyThere {
                    let place = format!("{:?} {:?}", cell.columns, cell.row);
                    let first = (cell.named(None), 0);
                    judging.empty.entry(place).or_insert(first).1 += 1;
                } else {
                    judging.not_evaluated(cell.named(None), reason, 1);
                }
                return;
            }
            QuotaVerdict::Found(outcome, measured, names) => (outcome, measured, names),
        };
        judging.has_matched = true;
        let outcome = match (cutting, outcome) {
            (Cutting::Perhaps, Outcome::Fail) => Outcome::Undetermined,
            (_, outcome) => outcome,
        };
        let person = cell.column("person").and_then(|name| {
            self.facts.register().person(&name).map(|person| Who::Person(person, None))
        });
        let is_granted = match &person {
            Some(person) => self.is_relieved(grants, person, cell),
            None => self.is_relieved(grants, &Who::Cell, cell),
        };
        let finding = judging.found(outcome, cell.named(None));
        let mut finding = quota::finding(finding, (*measured, names), is_granted);
        words::finish(judging.standing.rule(), &mut finding);
        judging.push(finding, 1);
    }

    fn judge_cell(
        &self,
        judging: &mut Judging<'_>,
        cell: &Cell,
        cutting: Cutting,
        (grants, held): (&Grants, &Held),
    ) {
        let rule = judging.standing.rule();
        // CLAUSE 1.10, 1.13: in a period cut short only upper bounds are judged.
        match &rule.kind {
            Kind::Limit(limit) if limit.per.time == Some(TimeWord::Moment) => {
                self.judge_moments(judging, (cell, limit), cutting, (grants, held));
            }
            Kind::Limit(limit) => {
                let plan = LimitPlan::new(self, rule, limit);
                let verdict = self.limit(&plan, cell, grants, held);
                judging.has_matched |= verdict.has_matched;
                let is_upper = matches!(
                    limit.bound.comparator,
                    Comparator::AtMost | Comparator::Below
                );
                if cell.is_cut && !is_upper {
                    judging.not_evaluated(cell.named(None), Reason::CutPeriod, 1);
                } else if verdict.is_empty {
                    let place = format!("{:?} {:?}", cell.columns, cell.row);
                    let first = (cell.named(None), 0);
                    judging.empty.entry(place).or_insert(first).1 += 1;
                } else if verdict.is_unbounded {
                    judging.unbounded += 1;
                } else {
                    let verdict = match cutting {
                        Cutting::Perhaps => verdict.perhaps(),
                        _ => verdict,
                    };
                    let finding = judging.found(verdict.outcome, cell.named(None));
                    judging.push(verdict.finding(finding), 1);
                }
            }
            Kind::Require(require) => {
                let plan = RequirePlan::new(self, rule, require);
                for verdict in self.require(&plan, cell) {
                    judging.has_matched = true;
                    let name = self.name_of(&verdict.item);
                    let key = key_of(verdict.item.subject());
                    let named = cell.named(Some((key, name.clone())));
                    let is_judged = match require.demand {
                        Demand::NeverBe(_) => true,
                        Demand::Be(_) => false,
                        // CLAUSE 5.5: a missing record may stand in what is cut off.
                        Demand::Have(_) => verdict.outcome == Outcome::Pass,
                    };
                    if cell.is_cut && !is_judged {
                        judging.not_evaluated(named, Reason::CutPeriod, 1);
                        continue;
                    }
                    let is_granted = self.is_relieved(grants, &verdict.item, cell);
                    let finding =
                        judging.required(&verdict, (named, &name), cutting, is_granted);
                    if let (Outcome::Pass, Who::Person(person, _)) =
                        (finding.outcome, &verdict.item)
                        && verdict.is_bound
                        && rule.force == Force::Must
                        && self.asks_status(&require.demand)
                    {
                        judging.judged.held.push((*person, cell.days.clone()));
                    }
                    judging.push(finding, 1);
                }
            }
            Kind::Separate(separate) => {
                let plan = SeparatePlan::new(self, rule, separate);
                let verdict = self.separate(&plan, cell, (grants, held));
                judging.has_matched |= verdict.has_matched;
                let finding = judging.found(verdict.outcome, cell.named(None));
                let is_perhaps = cutting == Cutting::Perhaps;
                judging.push(verdict.finding(rule, finding, is_perhaps), 1);
            }
            _ => {}
        }
    }

    /// CLAUSE 3.5, 10.3: how many rows are in no cell for a blank in a column.
    fn note_blanks(
        &self,
        judging: &mut Judging<'_>,
        stretches: &[Cell],
        subjects: &[Subject],
    ) {
        let rule = judging.standing.rule();
        let by = match &rule.kind {
            // CLAUSE 13.3: a row that is blank there carries nothing.
            Kind::Separate(separate) => Some(&separate.by),
            _ => None,
        };
        for column in rule.per().columns.iter().chain(by) {
            let mut blank: BTreeSet<(Table, usize)> = BTreeSet::new();
            for stretch in stretches {
                for spot in subjects.iter().flat_map(|one| self.spots(stretch, *one)) {
                    let row = match spot.who {
                        Who::Person(_, Some(Row::Real(row))) => (Table::Attendance, row),
                        Who::Row(table, row) => (table, row),
                        _ => continue,
                    };
                    if self.column(column, &spot, None).is_none() {
                        blank.insert(row);
                    }
                }
            }
            if !blank.is_empty() {
                let message = Message::new("notice-blank-per")
                    .with("rows", blank.len())
                    .with("column", column.as_str())
                    .with("rule", rule.name.to_string());
                judging.judged.notices.push(Notice { code: "blank-per", message });
            }
        }
    }
}

/// CLAUSE 4.18: whether the days of its cells are compared together.
pub(crate) fn is_averaged(rule: &Rule) -> bool {
    matches!(&rule.kind, Kind::Limit(limit) if limit.averaged.is_some())
}

/// CLAUSE 10.3: a rule known at K that holds on no day asked: in a cell longer than a day, on
/// no whole day (1.13).
fn not_in_force(rule: &Rule) -> Notice {
    let message = Message::new("notice-not-in-force").with("rule", rule.name.to_string());
    Notice { code: "not-in-force", message }
}

impl Judging<'_> {
    pub(crate) fn found(&self, outcome: Outcome, cell: finding::Cell) -> Finding {
        let standing = self.standing;
        standing.finding(outcome, cell)
    }

    /// Keeps a finding, with its sentence, as standing for so many cells.
    pub(crate) fn push(&mut self, mut finding: Finding, times: u64) {
        finding.evidence.levels.clone_from(&self.levels);
        finding.message = words::sentence(self.standing.rule(), &finding);
        let relieved = finding.relief.is_some();
        self.judged.summary.add(finding.outcome, finding.force, relieved, times);
        self.judged.findings.push(finding);
    }

    pub(crate) fn not_evaluated(
        &mut self,
        cell: finding::Cell,
        reason: Reason,
        times: u64,
    ) {
        let mut finding = self.found(Outcome::NotEvaluated, cell);
        finding.reason = Some(reason);
        self.push(finding, times);
    }

    /// CLAUSE 3.8, 9.2, 9.4: the finding of a requirement.
    fn required(
        &self,
        verdict: &RequireVerdict,
        (named, name): (finding::Cell, &str),
        cutting: Cutting,
        is_granted: bool,
    ) -> Finding {
        let outcome = match (verdict.outcome, cutting) {
            (Outcome::Fail, Cutting::Perhaps) => Outcome::Undetermined,
            (outcome, _) => outcome,
        };
        let mut finding = self.found(outcome, named);
        let relief = is_granted.then_some(Relief::Granted);
        match outcome {
            // CLAUSE 8.4: the item itself is what counts, or what is not decided.
            Outcome::Fail => {
                finding.relief = relief;
                finding.evidence.counted.push(name.to_owned());
            }
            Outcome::Undetermined => {
                finding.worst = relief;
                finding.evidence.undecided.push(name.to_owned());
            }
            _ => return finding,
        }
        if is_granted {
            finding.evidence.granted.push(name.to_owned());
        }
        finding
    }

    fn say_no_table(&mut self, table: Table) {
        let message = Message::new("notice-no-table")
            .with("table", table.as_str())
            .with("rule", self.standing.rule().name.to_string());
        self.judged.notices.push(Notice { code: "no-table", message });
    }

    /// CLAUSE 4.9, 8.2, 10.2: what is said once for many cells.
    fn finish(mut self) -> Judged {
        self.levels.clear();
        let empty = std::mem::take(&mut self.empty);
        for (cell, times) in empty.into_values() {
            self.not_evaluated(cell, Reason::NobodyThere, times);
        }
        let rule = self.standing.rule().name.to_string();
        if self.cut_out > 0 {
            let message = Message::new("notice-cut-out")
                .with("cells", self.cut_out)
                .with("rule", rule.as_str());
            self.judged.notices.push(Notice { code: "cut-out", message });
        }
        if self.unbounded > 0 {
            let message = Message::new("notice-no-bound")
                .with("cells", self.unbounded)
                .with("rule", rule.as_str());
            self.judged.notices.push(Notice { code: "no-bound", message });
        }
        if !self.has_matched {
            let message = Message::new("notice-matched-nobody").with("rule", rule);
            self.judged.notices.push(Notice { code: "matched-nobody", message });
            let before = self.judged.findings.len();
            self.judged.findings.retain(|finding| finding.outcome != Outcome::Pass);
            let passes = (before - self.judged.findings.len()) as u64;
            self.judged.summary.pass -= passes;
            self.judged.summary.judged -= passes;
            if passes > 0 || before == 0 {
                let cell = finding::Cell::default();
                self.not_evaluated(cell, Reason::NobodyThere, passes.max(1));
            }
        }
        self.judged
    }
}
