//! The Vietnamese catalogue: the same keys and slots as the English one.

mod bytes;
mod calls;
mod cases;
mod clashes;
mod command;
mod evidence;
mod facts;
mod findings;
mod hours;
mod levels;
mod lint;
mod pages;
mod plain;
mod quotas;
mod reading;
mod refusals;
mod separations;
mod sources;
mod tables;
mod witnesses;

use super::english::Entries;

/// All that is said in Vietnamese.
pub(super) const ALL: [Entries; 20] = [
    bytes::BYTES,
    calls::CALLS,
    cases::CASES,
    clashes::CLASHES,
    command::COMMAND,
    evidence::EVIDENCE,
    facts::FACTS,
    findings::FINDINGS,
    hours::HOURS,
    levels::LEVELS,
    lint::LINT,
    pages::PAGES,
    plain::PLAIN,
    quotas::QUOTAS,
    reading::READING,
    refusals::REFUSALS,
    separations::SEPARATIONS,
    sources::SOURCES,
    tables::TABLES,
    witnesses::WITNESSES,
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

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

    fn all(catalogue: &[Entries]) -> Vec<(&'static str, &'static str)> {
        catalogue.iter().copied().flatten().copied().collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_slots() {
        // What a language may leave out, for its word already says it.
        let may_lack = ["plain-of-all", "mend-nobody", "mend-too-few"];
        let english: BTreeMap<_, _> =
            super::super::english().into_iter().flat_map(slots).collect();
        let own: BTreeMap<_, _> = super::ALL.into_iter().flat_map(slots).collect();
        let keys =
            |of: &BTreeMap<&'static str, _>| of.keys().copied().collect::<Vec<_>>();
        assert_eq!(keys(&english), keys(&own));
        for (key, slots) in &own {
            let lacking = may_lack.contains(key);
            let known = english.get(key);
            assert!(
                known == Some(slots)
                    || lacking && known.is_some_and(|all| slots.is_subset(all)),
                "{key}: {slots:?}, but in English {known:?}"
            );
        }
    }

    #[test]
    fn no_key_is_said_twice_and_no_word_of_files_is_translated() {
        let english: BTreeMap<_, _> = all(&super::super::english()).into_iter().collect();
        let own = all(&super::ALL);
        assert_eq!(own.len(), english.len());
        // What stands in backticks is written in files, so no language has another word.
        let code = |template: &'static str| -> BTreeSet<&'static str> {
            template.split('`').skip(1).step_by(2).collect()
        };
        for (key, template) in own {
            let english = english.get(key).copied().unwrap_or_default();
            let lost: Vec<_> =
                code(english).difference(&code(template)).copied().collect();
            assert!(lost.is_empty(), "{key} lacks {lost:?}");
        }
    }
}
