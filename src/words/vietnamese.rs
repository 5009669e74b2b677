//! The Vietnamese catalogue: the same keys and slots as the English one, as far as it goes.

mod clashes;
mod findings;
mod pages;
mod plain;

use super::english::Entries;

/// All that is said in Vietnamese: rules in plain words, findings, clashes, and pages.
pub(super) const ALL: [Entries; 4] =
    [plain::PLAIN, findings::FINDINGS, clashes::CLASHES, pages::PAGES];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::english;
    use super::Entries;

    /// Each key with its slots, but for those that only choose between one and many.
    fn slots(entries: Entries) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let of = |template: &'static str| {
            let slots =
                template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            slots.filter(|slot| !slot.contains('|')).collect()
        };
        entries.iter().map(|(key, template)| (*key, of(template))).collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_slots() {
        // What a language may leave out, for its word already says it.
        let may_lack = ["plain-of-all", "mend-nobody", "mend-too-few"];
        let english: BTreeMap<_, _> =
            super::super::english().into_iter().flat_map(slots).collect();
        let own: BTreeMap<_, _> = super::ALL.into_iter().flat_map(slots).collect();
        for (key, slots) in &own {
            if !may_lack.contains(key) {
                assert_eq!(english.get(key), Some(slots), "{key}");
            }
        }
        let whole = [english::PLAIN, english::FINDINGS, english::CLASHES, english::PAGES];
        for (key, _) in whole.into_iter().flatten() {
            assert!(own.contains_key(key), "{key} is not said in Vietnamese");
        }
    }
}
