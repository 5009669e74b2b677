//! A report without people: findings of single people summed, groups of few hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::Law;
use crate::day::Instant;
use crate::facts::Facts;
use crate::field::{Subject, Table, Value};
use crate::finding::{Cell, Evidence, Finding, Measured, Outcome, Range};
use crate::message::Message;
use crate::name::RuleRef;
use crate::ratio::Decimal;
use crate::report::{Notice, Report, Summary};
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::{Kind, Rule};
use crate::rulebook::Rulebook;
use crate::words;

/// What stands in a cell for one person, or for whoever came with a visit.
const SINGLES: [&str; 2] = ["person", "visit"];

/// The words of a cell's time.
const TIMES: [&str; 8] =
    ["hour", "day", "week", "month", "quarter", "year", "from", "through"];

impl Law {
    /// A report that tells of no person, and its rules without those whom they name.
    ///
    /// Of findings of single people there is one for all of them; of findings of groups, those
    /// of groups of at least `threshold` people remain, without evidence and mend. Where a
    /// rule has hidden groups at some time, they are two at least and together have
    /// `threshold` people, or all its groups of that time are hidden; how many are, a notice
    /// says. The summary remains as it is.
    ///
    /// The report must have what passes, too, as that of [`check_all`](Law::check_all) has.
    ///
    /// ```
    /// use passmuster::{KnownAt, Rulebook, Source};
    ///
    /// let order = Source::new("order-7.yaml", "
    /// passmuster: 1
    /// directive: { id: order-7 }
    /// in_force: { from: 2021-02-17, through: 2021-03-02 }
    /// rules:
    ///   - { id: come, require: { each: everyone, be: { status: on-site }, per: day } }
    /// ");
    /// let attendance = "person,unit,date,status
    /// an,tong-hop,2021-02-18,on-site
    /// binh,tong-hop,2021-02-18,remote
    /// ";
    /// let rulebook = Rulebook::read([order])?;
    /// let facts = rulebook.facts().table("attendance", Source::new("a.csv", attendance));
    /// let facts = facts.build()?;
    /// let law = rulebook.as_known(KnownAt::Latest);
    /// let (report, _) = law.aggregated(&law.check_all(&facts, facts.covers())?, &facts, 2);
    /// assert_eq!(
    ///     report.findings[0].message.to_string(),
    ///     "of 2 people 1 pass, 1 fail, 0 are granted leave, 0 are undetermined, 0 are not judged"
    /// );
    /// assert_eq!(report.findings[0].id(), "order-7/come day=2021-02-18");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn aggregated(
        &self,
        report: &Report,
        facts: &Facts,
        threshold: u32,
    ) -> (Report, Rulebook) {
        let rulebook = self.0.rulebook.without_people(facts);
        let standings = rulebook.standings(self.known_at());
        let rules = standings.iter().map(|one| (one.rule().name.clone(), one.rule()));
        let view = View { rules: rules.collect(), facts, threshold: threshold.into() };
        let mut groups = view.sums(report);
        groups.extend(report.findings.iter().filter_map(|one| view.group(one)));
        let hidden = view.hide(&mut groups);
        let mut told = Report { findings: Vec::new(), ..report.clone() };
        told.findings.extend(groups.into_iter().map(|group| group.finding));
        told.passes = BTreeMap::new();
        for passed in told.findings.iter().filter(|one| one.outcome == Outcome::Pass) {
            *told.passes.entry(passed.rule.clone()).or_default() += 1;
        }
        told.findings.sort_by(|a, b| (&a.rule, &a.cell).cmp(&(&b.rule, &b.cell)));
        for notice in &mut told.notices {
            without_people(notice);
        }
        told.notices.dedup();
        let notice = |(rule, number): (RuleRef, usize)| {
            let message = Message::new("notice-hidden-groups")
                .with("rule", rule.to_string())
                .with("number", number)
                .with("threshold", i64::from(threshold));
            Notice { code: "hidden-groups", message }
        };
        told.notices.extend(hidden.into_iter().map(notice));
        (told, rulebook)
    }
}

/// A notice without those whom it names, and without numbers of few.
fn without_people(notice: &mut Notice) {
    let without: &[&str] = match notice.code {
        "infeasible" => &["why", "where"],
        _ => &["grant", "by"],
    };
    for (slot, argument) in &mut notice.message.arguments {
        if without.contains(slot) {
            let hidden = if *slot == "where" { "" } else { "…" };
            *argument = hidden.into();
        }
    }
}

/// A finding of a group, and of how many people it is.
struct Group {
    finding: Finding,
    /// `None` if it is of no people.
    size: Option<u64>,
}

/// When a cell is.
type Time = (Vec<(String, String)>, Option<(Instant, Instant)>);

fn time(cell: &Cell) -> Time {
    let keys = cell.keys.iter().filter(|(key, _)| TIMES.contains(&key.as_str()));
    (keys.cloned().collect(), cell.part)
}

struct View<'a> {
    /// Rules without those whom they name.
    rules: BTreeMap<RuleRef, &'a Rule>,
    facts: &'a Facts,
    threshold: u64,
}

impl View<'_> {
    /// Whether a key of a cell tells of one person.
    fn is_single(&self, (key, value): &(String, String)) -> bool {
        SINGLES.contains(&key.as_str()) || self.facts.register().person(value).is_some()
    }

    /// The findings of single people, summed by rule and by what else their cells say.
    fn sums(&self, report: &Report) -> Vec<Group> {
        let mut sums: BTreeMap<(&RuleRef, Cell), Sum<'_>> = BTreeMap::new();
        for finding in &report.findings {
            let (single, others): (Vec<_>, Vec<_>) =
                finding.cell.keys.iter().cloned().partition(|key| self.is_single(key));
            if single.is_empty() {
                continue;
            }
            let cell = Cell { keys: others, part: finding.cell.part };
            let entry = sums.entry((&finding.rule, cell));
            entry.or_insert_with(|| Sum::of(finding)).add(finding, single);
        }
        sums.into_iter().map(|((_, cell), sum)| sum.group(cell)).collect()
    }

    /// The finding of a group without its people; `None` if it is of one person.
    fn group(&self, found: &Finding) -> Option<Group> {
        if found.cell.keys.iter().any(|key| self.is_single(key)) {
            return None;
        }
        let rule = self.rules.get(&found.rule)?;
        let size = self.size(rule, found);
        let levels = found.evidence.levels.clone();
        let mut finding = Finding { mend: None, ..found.clone() };
        finding.evidence = Evidence { levels, ..Evidence::default() };
        words::finish(rule, &mut finding);
        if let (Kind::Separate(separate), Some(measured)) = (&rule.kind, &found.measured)
        {
            let bound = finding.measured.as_ref().map(|one| one.bound.clone());
            finding.message = Message::new("aggregated-apart")
                .with("count", words::range(measured.count))
                .with("by", separate.by.as_str())
                .with("where", words::place(&finding))
                .with("bound", bound.unwrap_or_default());
        }
        Some(Group { finding, size })
    }

    /// How many people a finding is of, at least; `None` if it is of none.
    fn size(&self, rule: &Rule, finding: &Finding) -> Option<u64> {
        if finding.cell.keys.is_empty() && finding.outcome == Outcome::NotEvaluated {
            return None;
        }
        if let Some(gathering) = finding.cell.get("gathering") {
            return Some(self.people_of(gathering));
        }
        let evidence = &finding.evidence;
        let named =
            [&evidence.counted, &evidence.exempt, &evidence.granted, &evidence.undecided];
        let carriers =
            evidence.values.iter().flat_map(|one| one.by.iter().chain(&one.perhaps));
        let named: BTreeSet<&String> =
            named.into_iter().flatten().chain(carriers).collect();
        let named = named.len() as u64;
        match &rule.kind {
            Kind::Limit(limit) => Some(of_limit(limit, finding).unwrap_or(named)),
            Kind::Require(require) => match require.each.subject {
                Subject::Units | Subject::Offices => None,
                _ => Some(named),
            },
            Kind::Quota(_) | Kind::Separate(_) => Some(named),
        }
    }

    /// How many came to a gathering.
    fn people_of(&self, gathering: &str) -> u64 {
        let Some(rows) = self.facts.table(Table::Gatherings) else { return 0 };
        let is_it = |row: &usize| {
            rows.value(*row, "gathering").and_then(Value::as_text) == Some(gathering)
        };
        match (0..rows.len()).find(is_it).and_then(|row| rows.value(row, "people")) {
            Some(Value::Number(number)) => whole(*number),
            _ => 0,
        }
    }

    /// Takes away groups of few, and others beside them, so that nobody can tell what is
    /// hidden by what is not; tells how many of each rule.
    fn hide(&self, groups: &mut Vec<Group>) -> BTreeMap<RuleRef, usize> {
        let mut together: BTreeMap<(RuleRef, Time), Vec<usize>> = BTreeMap::new();
        for (nth, group) in groups.iter().enumerate() {
            let key = (group.finding.rule.clone(), time(&group.finding.cell));
            together.entry(key).or_default().push(nth);
        }
        let mut hidden = BTreeSet::new();
        for all in together.into_values() {
            let size = |nth: &usize| groups.get(*nth).and_then(|group| group.size);
            let mut sized: Vec<(u64, usize)> =
                all.iter().filter_map(|nth| Some((size(nth)?, *nth))).collect();
            sized.sort_unstable();
            let (mut number, mut people) = (0_u64, 0);
            for (size, nth) in sized {
                let is_few = size < self.threshold;
                let is_beside = number > 0 && (number < 2 || people < self.threshold);
                if !is_few && !is_beside {
                    break;
                }
                hidden.insert(nth);
                (number, people) = (number + 1, people + size);
            }
        }
        let mut of_rules = BTreeMap::new();
        let mut nth = 0;
        groups.retain(|group| {
            let is_hidden = hidden.contains(&nth);
            nth += 1;
            if is_hidden {
                *of_rules.entry(group.finding.rule.clone()).or_default() += 1;
            }
            !is_hidden
        });
        of_rules
    }
}

/// How many people, at least, a limit says something of.
fn of_limit(limit: &Limit, finding: &Finding) -> Option<u64> {
    let measured = finding.measured.as_ref()?;
    if limit.averaged.is_some() {
        // Sums of days: nobody knows of how many people.
        return None;
    }
    match (&limit.measure, &limit.base, measured.base) {
        (Measure::Count(_), Some(Base::Population(_) | Base::OnDay(..)), Some(base)) => {
            Some(whole(base.certain))
        }
        (Measure::Count(_), ..) => Some(whole(measured.count.certain)),
        (Measure::Sum { field, .. }, ..) if field.as_str() == "people" => {
            Some(whole(measured.count.certain))
        }
        (Measure::Sum { .. }, ..) => None,
    }
}

/// A number of people; that of what is no whole number is not known.
fn whole(number: Decimal) -> u64 {
    number.as_whole().and_then(|number| u64::try_from(number).ok()).unwrap_or(0)
}

/// What is found of several people by one rule.
struct Sum<'a> {
    first: &'a Finding,
    summary: Summary,
    who: BTreeSet<Vec<(String, String)>>,
}

impl<'a> Sum<'a> {
    fn of(first: &'a Finding) -> Self {
        Self { first, summary: Summary::default(), who: BTreeSet::new() }
    }

    fn add(&mut self, finding: &Finding, who: Vec<(String, String)>) {
        self.summary.add(finding.outcome, finding.force, finding.relief.is_some(), 1);
        self.who.insert(who);
    }

    /// One finding for all of them.
    fn group(self, cell: Cell) -> Group {
        let Summary { pass, fail, granted, undetermined, advice, not_evaluated, .. } =
            self.summary;
        let size = self.who.len() as u64;
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let failed = fail + advice;
        let outcome = match (failed, undetermined, granted, pass) {
            (1.., ..) => Outcome::Fail,
            (_, 1.., ..) => Outcome::Undetermined,
            (_, _, 1.., _) => Outcome::Fail,
            (_, _, _, 1..) => Outcome::Pass,
            _ => Outcome::NotEvaluated,
        };
        let is_relieved = outcome == Outcome::Fail && failed == 0;
        let exactly = |count: u64| {
            let certain = Decimal::whole(number(count))?;
            Some(Range { certain, possible: Some(certain) })
        };
        let mut finding = Finding {
            outcome,
            cell,
            reason: self.first.reason.filter(|_| outcome == Outcome::NotEvaluated),
            relief: is_relieved.then_some(crate::finding::Relief::Granted),
            worst: None,
            moment: None,
            moments: Vec::new(),
            measured: exactly(failed).map(|count| Measured {
                count,
                base: exactly(size),
                bound: "each".to_owned(),
                allowed: None,
                headroom: None,
            }),
            evidence: Evidence::default(),
            mend: None,
            ..self.first.clone()
        };
        let is_visit = self.first.cell.get("visit").is_some();
        let key = if is_visit { "aggregated-visits" } else { "aggregated-people" };
        finding.message = Message::new(key)
            .with("where", words::place(&finding))
            .with("number", number(size))
            .with("pass", number(pass))
            .with("fail", number(failed))
            .with("granted", number(granted))
            .with("undetermined", number(undetermined))
            .with("unjudged", number(not_evaluated));
        Group { finding, size: Some(size) }
    }
}
