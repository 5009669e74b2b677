//! Whether a rule holds on one day: the acts one after the other, asked of that day alone.

use super::chain::{Act, Chain, Rule, Target, Verb, Written};

/// The far end of time.
const NEVER_ENDS: i32 = i32::MAX;

/// A chain as known on a day, in one kind of cell.
pub(crate) struct Plain<'a> {
    chain: &'a Chain,
    known: Option<i32>,
    cell: [bool; 2],
}

/// What is known of one thing while the acts are gone through for one day.
#[derive(Clone)]
struct Course {
    day: i32,
    begins: i32,
    /// The day after its last, and whether its own text or an act on it alone said so.
    ends: i32,
    is_own: bool,
    /// Where its whole document was ended.
    ended: Option<i32>,
    /// Whether the day lies in a gap.
    in_gap: bool,
    /// What suspends it that day: from, until, and whether the whole document.
    suspended: Vec<(i32, i32, bool)>,
}

/// The place of a rule, and who speaks there that day.
struct Place {
    own: (usize, usize),
    course: Course,
    /// Names, and whether acts on their whole documents mean the place too.
    names: Vec<((usize, usize), bool)>,
    speaker: Option<(usize, usize)>,
    entered: Option<i32>,
}

impl Course {
    fn end(&self) -> i32 {
        self.ended.map_or(self.ends, |ended| ended.min(self.ends))
    }

    fn holds(&self) -> bool {
        let within = self.begins <= self.day && self.day < self.end();
        within && !self.in_gap && self.suspended.is_empty()
    }

    fn extend(&mut self, from: Option<i32>, until: i32) {
        let old = self.end();
        self.in_gap |= old <= self.day && from.is_some_and(|from| self.day < from);
        (self.ends, self.ended) = (until, None);
    }

    fn suspend(&mut self, from: i32, until: i32, whole: bool) {
        if from <= self.day && self.day < until {
            self.suspended.push((from, until, whole));
        }
    }

    fn resume(&mut self, at: i32, whole: bool) {
        let day = self.day;
        self.suspended.retain(|(from, until, of_whole)| {
            let ends = *from <= at && at < *until && (*of_whole || !whole);
            !(ends && at <= day)
        });
    }
}

impl<'a> Plain<'a> {
    pub(crate) fn new(chain: &'a Chain, known: Option<i32>, cell: [bool; 2]) -> Self {
        Self { chain, known, cell }
    }

    fn is_known(&self, document: usize) -> bool {
        let issued = self.chain.documents[document].issued;
        self.known.is_none_or(|known| issued <= known)
    }

    /// The acts in the order of issue, which is that of the documents.
    fn acts(&self) -> impl Iterator<Item = (usize, &'a Act)> + '_ {
        let known = self.chain.documents.iter().enumerate();
        let known = known.filter(|(nth, _)| self.is_known(*nth));
        known.flat_map(|(nth, document)| document.acts.iter().map(move |act| (nth, act)))
    }

    /// The first day that a document writes.
    fn begins(&self, document: usize) -> i32 {
        self.course_as_written(document, 0).begins
    }

    fn course(&self, day: i32, written: Written, lent: Option<&Course>) -> Course {
        let begins = lent.map_or(i32::MIN, |lent| lent.begins);
        let ends = lent.map_or(NEVER_ENDS, Course::end);
        let takes = written.from.is_none() || written.until.is_none();
        let out = lent.is_some_and(|lent| lent.in_gap || !lent.suspended.is_empty());
        Course {
            day,
            begins: written.from.unwrap_or(begins),
            ends: written.until.unwrap_or(ends),
            is_own: written.until.is_some(),
            ended: None,
            in_gap: takes && out,
            suspended: Vec::new(),
        }
    }

    /// A document on a day, before anything is done to it.
    fn course_as_written(&self, document: usize, day: i32) -> Course {
        let own = &self.chain.documents[document];
        match (own.own, own.same_as) {
            (Some(written), _) => self.course(day, written, None),
            (None, Some(parent)) => {
                let parent = self.course_of_document_lending(parent, day);
                self.course(day, Written::default(), Some(&parent))
            }
            (None, None) => {
                let written = Written { from: Some(own.issued), until: None };
                self.course(day, written, None)
            }
        }
    }

    /// The course of a parent; one that writes no window lends none.
    fn course_of_document_lending(&self, parent: usize, day: i32) -> Course {
        let own = &self.chain.documents[parent];
        if own.own.is_none() && own.same_as.is_none() {
            let never = Written { from: Some(i32::MAX), until: Some(i32::MIN) };
            return self.course(day, never, None);
        }
        self.course_of_document(parent, day)
    }

    /// A document on a day, after all that is done to it as a whole.
    fn course_of_document(&self, document: usize, day: i32) -> Course {
        let mut course = self.course_as_written(document, day);
        for (by, act) in self.acts() {
            if act.target != Target::Whole(document) {
                continue;
            }
            let Some(at) = self.happens(by, act) else { continue };
            self.to_document(&mut course, by, act, at);
        }
        course
    }

    fn to_document(&self, course: &mut Course, by: usize, act: &Act, at: i32) {
        match act.verb {
            Verb::Extend => course.extend(act.from, act.until.unwrap()),
            Verb::End | Verb::Supersede => {
                course.ended = Some(course.end().min(at));
            }
            Verb::Suspend => self.suspend(course, by, act, at, true),
            Verb::Resume => course.resume(at, true),
            Verb::Replace(_) => {}
        }
    }

    /// Without an end of its own, a suspension lasts as long as its document.
    fn suspend(&self, course: &mut Course, by: usize, act: &Act, at: i32, whole: bool) {
        if let Some(until) = act.until {
            return course.suspend(at, until, whole);
        }
        let in_force =
            |day: i32| day < self.begins(by) || self.course_of_document(by, day).holds();
        if course.day < at || !in_force(course.day) {
            return;
        }
        let mut from = course.day;
        while from > at && in_force(from - 1) {
            from -= 1;
        }
        let mut until = course.day;
        while until < 400 && in_force(until) {
            until += 1;
        }
        course.suspend(from, until, whole);
    }

    /// From when an act works, if it does.
    fn happens(&self, by: usize, act: &Act) -> Option<i32> {
        if let Some((condition, wanted)) = act.condition
            && self.cell[condition] != wanted
        {
            return None;
        }
        let begins = self.begins(by);
        let from = act.from.unwrap_or(begins);
        self.course_of_document(by, from.max(begins)).holds().then_some(from)
    }

    fn cites(&self, name: (usize, usize), clause: (usize, usize)) -> bool {
        let rule = &self.chain.documents[name.0].rules[name.1];
        name.0 == clause.0 && rule.cites == clause.1
    }

    /// Whether a rule speaks on a day.
    pub(crate) fn holds(&self, rule: &Rule, day: i32) -> bool {
        if !self.is_known(rule.document) {
            return false;
        }
        let own = (rule.document, rule.id);
        let replaces = self
            .acts()
            .any(|(by, act)| by == rule.document && act.verb == Verb::Replace(rule.id));
        if !replaces || rule.own.is_some() {
            return self.speaker(own, day) == Some(own);
        }
        let others = self.chain.rules().filter(|one| self.is_known(one.document));
        let mut others = others.map(|one| (one.document, one.id));
        others.any(|place| place != own && self.speaker(place, day) == Some(own))
    }

    /// Who speaks in the place of a rule on a day.
    fn speaker(&self, place: (usize, usize), day: i32) -> Option<(usize, usize)> {
        let places = self.places();
        let all = self.replay(day, &places);
        let place = all.into_iter().find(|one| one.own == place)?;
        let in_time = place.entered.is_some_and(|entered| entered <= day);
        place.speaker.filter(|_| in_time && place.course.holds())
    }

    /// The rules that have a place of their own.
    fn places(&self) -> Vec<(usize, usize)> {
        let known = self.chain.rules().filter(|rule| self.is_known(rule.document));
        let own = known.filter(|rule| rule.own.is_some() || !self.is_placed(rule));
        own.map(|rule| (rule.document, rule.id)).collect()
    }

    fn is_placed(&self, rule: &Rule) -> bool {
        self.chain.documents[rule.document]
            .acts
            .iter()
            .any(|act| act.verb == Verb::Replace(rule.id))
    }

    /// All places on one day.
    fn replay(&self, day: i32, places: &[(usize, usize)]) -> Vec<Place> {
        let mut all: Vec<Place> = Vec::new();
        for own in places {
            let rule = &self.chain.documents[own.0].rules[own.1];
            let document = self.course_as_written(own.0, day);
            let has_window = self.chain.documents[own.0].own.is_some()
                || self.chain.documents[own.0].same_as.is_some();
            let course = match rule.own {
                None => document,
                Some(written) => {
                    self.course(day, written, has_window.then_some(&document))
                }
            };
            let is_own = rule.own.is_some_and(|own| own.until.is_some());
            let entered = (!self.is_placed(rule)).then_some(i32::MIN);
            let course = Course { is_own, ..course };
            let names = vec![(*own, true)];
            all.push(Place { own: *own, course, names, speaker: Some(*own), entered });
        }
        for (by, act) in self.acts() {
            let Some(at) = self.happens(by, act) else { continue };
            let is_meant = |place: &&mut Place| {
                place.names.iter().any(|(name, whole)| match act.target {
                    Target::Whole(other) => *whole && name.0 == other,
                    Target::Rule(other, rule) => *name == (other, rule),
                    Target::Clause(other, clause) => self.cites(*name, (other, clause)),
                })
            };
            let mut names = Vec::new();
            for place in all.iter_mut().filter(is_meant) {
                self.to_place(place, by, act, at);
                names.extend(place.names.iter().copied());
            }
            if let Verb::Replace(id) = act.verb
                && let Some(place) = all.iter_mut().find(|place| place.own == (by, id))
            {
                place.entered = Some(place.entered.map_or(at, |before| before.min(at)));
                place.names.extend(names);
            }
        }
        all
    }

    /// What an act does to a place that it means.
    fn to_place(&self, place: &mut Place, by: usize, act: &Act, at: i32) {
        let whole = matches!(act.target, Target::Whole(_));
        let course = &mut place.course;
        let day = course.day;
        match act.verb {
            Verb::Extend if whole && course.is_own => {
                let ended = course.ended.take();
                course.in_gap |= ended
                    .zip(act.from)
                    .is_some_and(|(ended, from)| ended <= day && day < from);
            }
            Verb::Extend => {
                course.extend(act.from, act.until.unwrap());
                course.is_own |= !whole;
            }
            Verb::End | Verb::Supersede if whole => {
                course.ended = Some(course.end().min(at));
            }
            Verb::End | Verb::Supersede => {
                course.ends = course.ends.min(at);
                course.is_own = true;
            }
            Verb::Suspend => self.suspend(course, by, act, at, whole),
            Verb::Resume => course.resume(at, whole),
            Verb::Replace(id) => {
                let new = (by, id);
                let lent = self.chain.documents[by].rules[id].own.is_none();
                if at <= day {
                    place.speaker = lent.then_some(new);
                }
                if lent {
                    place.names.push((new, false));
                }
            }
        }
    }
}
