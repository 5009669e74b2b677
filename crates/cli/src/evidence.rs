//! Evidence that stands up: what was judged or written, signed so that others can check it
//! without this program. No key is made here and no clock is read.

mod envelope;
mod key;
mod statement;
mod trust;

use passmuster::message::Message;

use crate::exit::Exit;

pub(crate) use envelope::{open, open_trusted, seal};
pub(crate) use key::{Public, Secret};
pub(crate) use statement::Statement;
pub(crate) use trust::{Kind, Last, Release, Trust};

/// Why something is no evidence.
#[derive(Debug)]
pub(crate) struct Doubt {
    /// How the command ends.
    pub(crate) exit: Exit,
    /// What is wrong, and the cure.
    pub(crate) why: Message,
}

impl Doubt {
    /// What is there is not what was signed, or not by whom it should be.
    fn broken(why: Message) -> Self {
        Self { exit: Exit::Broken, why }
    }

    /// What is there cannot be read as what it should be.
    fn malformed(why: Message) -> Self {
        Self { exit: Exit::Refused, why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"format":"passmuster-report/1","passmuster":"0.1.0",
"asked":{"from":"2021-02-17","through":"2021-02-17","known_at":"latest"},
"inputs":[{"name":"a.csv","as":"table","sha256":"00","rows":1}],"findings":[]}"#;

    fn holds(report: &[u8], envelope: &[u8], key: &Public) -> Result<(), Doubt> {
        open(envelope, std::slice::from_ref(key))?.is_of_report("report.json", report)
    }

    /// Every bit of a text flipped, one at a time.
    fn flipped(text: &[u8]) -> impl Iterator<Item = Vec<u8>> {
        (0..text.len() * 8).map(|bit| {
            let mut other = text.to_vec();
            *other.get_mut(bit / 8).unwrap() ^= 1 << (bit % 8);
            other
        })
    }

    #[test]
    fn one_flipped_bit_anywhere_is_seen() {
        let secret = Secret::of_seed([7; 32]);
        let key = secret.public();
        let statement = Statement::of_report("report.json", REPORT.as_bytes()).unwrap();
        let envelope = seal(&statement, &[secret]).unwrap();
        assert!(holds(REPORT.as_bytes(), envelope.as_bytes(), &key).is_ok());
        for other in flipped(REPORT.as_bytes()) {
            assert!(holds(&other, envelope.as_bytes(), &key).is_err());
        }
        for other in flipped(envelope.as_bytes()) {
            let text = String::from_utf8_lossy(&other).into_owned();
            assert!(holds(REPORT.as_bytes(), &other, &key).is_err(), "{text}");
        }
    }
}
