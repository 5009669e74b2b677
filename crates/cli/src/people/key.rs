//! Keys of pseudonyms, and pseudonyms by them: HMAC-SHA-256, for of a bare hash anybody with
//! the register could find the ids again.

use std::collections::BTreeSet;

use data_encoding::{BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit as _, Mac as _};
use passmuster::Pseudonyms;
use sha2::Sha256;

/// What a code is made for: of one key, codes for different ends say nothing of each other.
const OF_PERSON: &str = "passmuster person 1";
const OF_KEY: &str = "passmuster key 1";
/// Bytes of a pseudonym: 128 bits, shown as 26 letters and digits.
const PSEUDONYM: usize = 16;
/// Bytes of the id of a key.
const ID: usize = 8;
/// Bytes that a key has at least, and at most.
const LEAST: usize = 32;
const MOST: usize = 64;
/// Of random bytes so many at least differ, but once in more than 10^20 times.
const DISTINCT: usize = 16;

/// A key of pseudonyms. It shows nothing of itself.
#[derive(Clone)]
pub(super) struct Key(Hmac<Sha256>);

impl Key {
    /// Reads a key as `openssl rand -hex 32` writes it; else the message that says why not.
    pub(super) fn of_text(text: &str) -> Result<Self, &'static str> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.trim_ascii().as_bytes());
        let Ok(bytes) = bytes else {
            return Err("refused-no-hex");
        };
        if !(LEAST..=MOST).contains(&bytes.len()) {
            return Err("refused-key-length");
        }
        if bytes.iter().collect::<BTreeSet<_>>().len() < DISTINCT {
            return Err("refused-key-guessed");
        }
        // OK because HMAC takes keys of any length.
        Hmac::new_from_slice(&bytes).map(Self).map_err(|_| "refused-no-hex")
    }

    /// A code of a text for one end, so many bytes of it.
    fn code(&self, end: &str, text: &str, bytes: usize) -> String {
        let mut mac = self.0.clone();
        mac.update(end.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        let code = mac.finalize().into_bytes();
        let code = code.get(..bytes).unwrap_or(&code);
        BASE32_NOPAD.encode(code).to_ascii_lowercase()
    }

    /// By what a report tells its key: nobody finds the key by it.
    pub(super) fn id(&self) -> String {
        self.code(OF_KEY, "", ID)
    }

    /// What people are called by this key.
    pub(super) fn pseudonyms(&self) -> Pseudonyms {
        let key = self.clone();
        Pseudonyms::new(move |id| key.code(OF_PERSON, id, PSEUDONYM))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
    const OTHER: &str =
        "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn a_pseudonym_is_what_openssl_computes() {
        // printf 'passmuster person 1\0an' | openssl dgst -sha256 -mac HMAC -macopt hexkey:…
        // -binary | head -c 16 | base32 | tr A-Z a-z
        let names = Key::of_text(KEY).unwrap().pseudonyms();
        assert_eq!(names.of("an"), "qqxifi3slfllfaapktimks3nte");
    }

    #[test]
    fn a_hundred_thousand_ids_have_as_many_pseudonyms_and_share_none_between_keys() {
        let keys = [KEY, OTHER].map(|key| Key::of_text(key).unwrap());
        let mut seen = BTreeSet::new();
        for key in &keys {
            let names = key.pseudonyms();
            for nth in 0..100_000 {
                let name = names.of(&format!("person-{nth}"));
                assert_eq!(name.len(), 26);
                assert!(name.bytes().all(
                    |sign| sign.is_ascii_lowercase() || (b'2'..=b'7').contains(&sign)
                ));
                assert!(seen.insert(name));
            }
        }
        assert_eq!(seen.len(), 200_000);
        assert_ne!(keys[0].id(), keys[1].id());
        assert!(!seen.iter().any(|name| name.starts_with(&keys[0].id())));
    }

    #[test]
    fn keys_that_could_be_guessed_are_none() {
        let (short, zeros) = ("00112233", "0".repeat(64));
        for text in ["", "a pass phrase", short, &zeros, &KEY.trim_ascii().repeat(3)] {
            assert!(Key::of_text(text).is_err(), "{text}");
        }
    }
}
