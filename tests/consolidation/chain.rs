//! Random chains of documents, as plain structs and as text.

use passmuster::Day;

/// How many days the chains live.
pub(crate) const DAYS: i32 = 48;

/// A day by its number.
pub(crate) fn day(number: i32) -> Day {
    Day::from_number(18_628).plus(number)
}

/// When something is written to hold: the first day and the day after the last.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Written {
    pub(crate) from: Option<i32>,
    pub(crate) until: Option<i32>,
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) document: usize,
    pub(crate) id: usize,
    pub(crate) own: Option<Written>,
    /// The number of the clause of its document that it cites.
    pub(crate) cites: usize,
}

impl Rule {
    pub(crate) fn name(&self) -> String {
        format!("d{}/r{}", self.document, self.id)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Whole(usize),
    Rule(usize, usize),
    Clause(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Extend,
    End,
    Supersede,
    Suspend,
    Resume,
    /// By this rule of the acting document.
    Replace(usize),
}

#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub(crate) verb: Verb,
    pub(crate) target: Target,
    pub(crate) from: Option<i32>,
    /// The day after the last, of an extension or suspension.
    pub(crate) until: Option<i32>,
    /// The condition that it hangs on, and whether that must hold.
    pub(crate) condition: Option<(usize, bool)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) issued: i32,
    pub(crate) own: Option<Written>,
    /// The document whose window it takes, where it writes no end itself.
    pub(crate) same_as: Option<usize>,
    pub(crate) acts: Vec<Act>,
    pub(crate) rules: Vec<Rule>,
}

#[derive(Debug, Clone)]
pub(crate) struct Chain {
    pub(crate) documents: Vec<Document>,
}

/// Chance from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: i32) -> i32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let sides = u64::try_from(sides).unwrap();
        i32::try_from((mixed ^ (mixed >> 31)) % sides).unwrap()
    }

    fn index(&mut self, sides: usize) -> usize {
        usize::try_from(self.below(i32::try_from(sides).unwrap())).unwrap()
    }

    fn chance(&mut self, percent: i32) -> bool {
        self.below(100) < percent
    }

    fn written(&mut self, earliest: i32) -> Written {
        let from = earliest + self.below(6);
        let until = from + 2 + self.below(18);
        Written { from: Some(from), until: (!self.chance(15)).then_some(until) }
    }

    fn document(&mut self, chain: &[Document], issued: i32) -> Document {
        let nth = chain.len();
        let own = (nth == 0 || self.chance(60)).then(|| self.written(issued));
        let same_as =
            (own.is_none() && nth > 0 && self.chance(30)).then(|| self.index(nth));
        let rules = if nth == 0 { 3 } else { self.index(3) };
        let rules = (0..rules).map(|id| {
            let own_window = match (own, same_as) {
                (None, None) => true,
                _ => self.chance(40),
            };
            let own = own_window.then(|| self.written(issued));
            Rule { document: nth, id, own, cites: self.index(2) }
        });
        let mut rules: Vec<Rule> = rules.collect();
        let many = if nth == 0 { 0 } else { self.index(4) };
        let mut acts = Vec::new();
        for _ in 0..many {
            acts.push(self.act(chain, issued, &mut rules, nth));
        }
        Document { issued, own, same_as, acts, rules }
    }

    fn act(
        &mut self,
        chain: &[Document],
        issued: i32,
        rules: &mut Vec<Rule>,
        nth: usize,
    ) -> Act {
        let other = self.index(chain.len());
        let part = match chain[other].rules.len() {
            0 => None,
            many => match self.below(3) {
                0 => Some(Target::Clause(
                    other,
                    chain[other].rules[self.index(many)].cites,
                )),
                _ => Some(Target::Rule(other, chain[other].rules[self.index(many)].id)),
            },
        };
        let verb = match self.below(7) {
            0 | 1 => Verb::Extend,
            2 => Verb::End,
            3 => Verb::Supersede,
            4 => Verb::Suspend,
            5 => Verb::Resume,
            _ => match part {
                None => Verb::End,
                Some(_) => {
                    let id = rules.len();
                    // Some keep the window of what they replace, some have their own.
                    let own = self.chance(40).then(|| self.written(issued));
                    rules.push(Rule { document: nth, id, own, cites: self.index(2) });
                    Verb::Replace(id)
                }
            },
        };
        let target = match (verb, part) {
            (Verb::Supersede, _) | (_, None) => Target::Whole(other),
            (Verb::Replace(_), Some(part)) => part,
            (_, Some(part)) if self.chance(50) => part,
            _ => Target::Whole(other),
        };
        let from = self.chance(75).then(|| issued - 2 + self.below(10));
        let until = match verb {
            Verb::Extend => Some(issued + 9 + self.below(20)),
            Verb::Suspend if self.chance(50) => Some(issued + 9 + self.below(12)),
            _ => None,
        };
        let condition = self.chance(25).then(|| (self.index(2), self.chance(70)));
        Act { verb, target, from, until, condition }
    }
}

impl Chain {
    /// The chain of a seed: always the same one.
    pub(crate) fn of_seed(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut documents = Vec::new();
        let mut issued = dice.below(4);
        for _ in 0..2 + dice.below(5) {
            let document = dice.document(&documents, issued);
            documents.push(document);
            issued += 1 + dice.below(6);
        }
        Self { documents }
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.documents.iter().flat_map(|document| &document.rules)
    }

    /// The rule files.
    pub(crate) fn texts(&self) -> Vec<(String, String)> {
        let all = self.documents.iter().enumerate();
        all.map(|(nth, document)| (format!("d{nth}.yaml"), text(nth, document))).collect()
    }
}

fn window(written: Written, same_as: Option<usize>) -> String {
    let mut keys = Vec::new();
    keys.extend(same_as.map(|parent| format!("as: d{parent}")));
    keys.extend(written.from.map(|from| format!("from: {}", day(from))));
    keys.extend(written.until.map(|until| format!("through: {}", day(until - 1))));
    format!("{{ {} }}", keys.join(", "))
}

fn text(nth: usize, document: &Document) -> String {
    let mut text = format!(
        "passmuster: 1\ndirective: {{ id: d{nth} }}\nissued: {}\n",
        day(document.issued)
    );
    if document.own.is_some() || document.same_as.is_some() {
        let written = document.own.unwrap_or_default();
        text += &format!("in_force: {}\n", window(written, document.same_as));
    }
    if !document.acts.is_empty() {
        text += "acts:\n";
    }
    for act in &document.acts {
        text += &format!("  - {{ {} }}\n", act_text(act));
    }
    if !document.rules.is_empty() {
        text += "rules:\n";
    }
    for rule in &document.rules {
        let own = rule.own.map(|own| format!(" in_force: {},", window(own, None)));
        text += &format!(
            "  - {{ id: r{}, cites: \"{}\",{} limit: {{ count: everyone, at_most: 5, per: \
             [unit, day] }} }}\n",
            rule.id,
            rule.cites,
            own.unwrap_or_default()
        );
    }
    text
}

fn act_text(act: &Act) -> String {
    let target = match act.target {
        Target::Whole(other) => format!("d{other}"),
        Target::Rule(other, rule) => format!("d{other}/r{rule}"),
        Target::Clause(other, clause) => format!("d{other}#{clause}"),
    };
    let (verb, with) = match act.verb {
        Verb::Extend => ("extend", None),
        Verb::End => ("end", None),
        Verb::Supersede => ("supersede", None),
        Verb::Suspend => ("suspend", None),
        Verb::Resume => ("resume", None),
        Verb::Replace(id) => ("replace", Some(id)),
    };
    let mut keys = vec![format!("{verb}: {target}")];
    keys.extend(with.map(|id| format!("with: r{id}")));
    keys.extend(act.from.map(|from| format!("from: {}", day(from))));
    keys.extend(act.until.map(|until| format!("through: {}", day(until - 1))));
    keys.extend(act.condition.map(|(condition, wanted)| {
        let word = if wanted { "when" } else { "unless" };
        let asked = ["{ sector: health }", "{ locality: north }"][condition];
        format!("{word}: {asked}")
    }));
    keys.join(", ")
}
