//! Which rule of one law is which of another.

use super::Standing;

/// A rule of one law, and what it is in the other; `None` where one of them lacks it.
pub(crate) type Pair<'a> = (Option<&'a Standing>, Option<&'a Standing>);

/// The rules of two laws, each beside the one that bears its name; else beside the only one
/// of its id that stands in a document of its own.
pub(crate) fn pairs<'a>(old: &[&'a Standing], new: &[&'a Standing]) -> Vec<Pair<'a>> {
    let mut left = new.to_vec();
    let mut all = Vec::new();
    for standing in old {
        let twin = successor(standing, old, &left).map(|nth| left.remove(nth));
        all.push((Some(*standing), twin));
    }
    all.extend(left.into_iter().map(|standing| (None, Some(standing))));
    all
}

fn successor(standing: &Standing, old: &[&Standing], new: &[&Standing]) -> Option<usize> {
    let name = &standing.rule().name;
    let same = new.iter().position(|one| one.rule().name == *name);
    if same.is_some() {
        return same;
    }
    let is_new = |one: &Standing| {
        let directive = &one.rule().name.directive;
        !old.iter().any(|old| old.rule().name.directive == *directive)
    };
    let is_twin = |one: &Standing| one.rule().name.rule == name.rule && is_new(one);
    let mut twins = new.iter().enumerate().filter(|(_, one)| is_twin(one));
    let (nth, _) = twins.next()?;
    twins.next().is_none().then_some(nth)
}
