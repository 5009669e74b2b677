//! The Vietnamese catalogue: the same keys and slots as the English one, as far as it goes.

mod plain;

pub(super) use plain::PLAIN;

use super::english::Entries;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::english;
    use super::Entries;

    /// Each key with its slots.
    fn slots(entries: Entries) -> BTreeMap<&'static str, Vec<&'static str>> {
        let of = |template: &'static str| {
            let slots =
                template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let names = slots.filter_map(|slot| slot.split('|').next());
            let mut names: Vec<_> = names.collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        entries.iter().map(|(key, template)| (*key, of(template))).collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_slots() {
        let (english, own) = (slots(english::PLAIN), slots(super::PLAIN));
        // A language may leave out what its word already says.
        let may_lack = ["plain-of-all"];
        for (key, slots) in &english {
            if !may_lack.contains(key) {
                assert_eq!(own.get(key), Some(slots), "{key}");
            }
        }
        assert_eq!(english.keys().collect::<Vec<_>>(), own.keys().collect::<Vec<_>>());
    }
}
