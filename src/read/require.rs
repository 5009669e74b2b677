//! What each must be or have.

use super::decode::{Decoder, Map};
use super::grammar::At;
use super::matcher::Asked;
use super::node::Node;
use crate::diagnostic::Code;
use crate::field::Subject;
use crate::message::Message;
use crate::rule::per::Per;
use crate::rule::require::{Demand, Require};

/// The demands, of which a requirement has exactly one.
const DEMANDS: [&str; 3] = ["be", "never_be", "have"];

impl Decoder<'_> {
    /// The mapping behind `require`, and the cells it makes.
    pub(super) fn require(&mut self, node: &Node) -> (Option<Require>, Asked) {
        let mut asked = Asked::of(Subject::Cell);
        asked.unclear = true;
        let require = self.require_of(node, &mut asked);
        (require, asked)
    }

    fn require_of(&mut self, node: &Node, cells: &mut Asked) -> Option<Require> {
        let map = self.map(node, At::Require)?;
        let each =
            map.get("each").map(|each| (self.subject_of(each), self.population(each)));
        let subject = each.as_ref().and_then(|(subject, _)| *subject);
        let subjects: Vec<Subject> = subject.into_iter().collect();
        let per = match map.get("per") {
            Some(node) => self.per_of_days(node, &subjects).filter(|per| {
                let is_of_hours = per.is_of_hours();
                if is_of_hours {
                    let message = Message::new("hours-of-limits");
                    self.tell(Code::NotHere, message, node.span);
                }
                !is_of_hours
            }),
            None => (!map.has("per")).then(Per::default),
        };
        if let (Some(per), Some(_)) = (&per, subject) {
            *cells = self.asked_of_cells(per, &subjects);
        }
        let demand = subject.map(|subject| self.demand(map, &Asked::of(subject)));
        let each = each?.1?;
        Some(Require { each, demand: demand??, per: per? })
    }

    fn demand(&mut self, map: Map<'_>, asked: &Asked) -> Option<Demand> {
        let key = self.one_of(map, &DEMANDS, ("no-demand", "two-demands", None))?;
        let node = map.get(key)?;
        Some(match key {
            "be" => Demand::Be(self.matcher(node, asked)?),
            "never_be" => Demand::NeverBe(self.matcher(node, asked)?),
            _ => Demand::Have(self.have(node, asked)?),
        })
    }
}
