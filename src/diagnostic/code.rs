//! The register of codes: one entry each, and nowhere else.
//!
//! E1 bytes · E2 YAML · E3 the language · E4 days and windows · E5 tables and facts ·
//! W the same, as warnings. A code is never reused for another meaning.

use std::fmt;

use super::Severity;

macro_rules! register {
    ($($name:ident $id:literal $title:literal $explanation:literal;)*) => {
        /// What kind of trouble a diagnostic tells: an entry of the register.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $id, "`: ", $title, ".")] $name,)*
        }

        impl Code {
            /// Every code, in the order of the register.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as printed, such as `E301`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// What it is, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// Why it matters and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation,)* }
            }
        }
    };
}

impl Code {
    /// How much it weighs: codes beginning with `W` warn, all others refuse.
    pub fn severity(self) -> Severity {
        if self.id().starts_with('W') { Severity::Warning } else { Severity::Error }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

register! {
    NotUtf8 "E101" "the file is not UTF-8"
        "Rule files, `facts.yaml` and tables are UTF-8 text, with or without a byte-order mark. Save the file as UTF-8.";
}
