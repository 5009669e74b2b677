//! What an entry of the register of codes becomes.

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

            /// How much it weighs: codes beginning with `W` warn, all others refuse.
            pub fn severity(self) -> super::Severity {
                match self.id().starts_with('W') {
                    true => super::Severity::Warning,
                    false => super::Severity::Error,
                }
            }

            /// Why it matters and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation,)* }
            }
        }

        impl std::fmt::Display for Code {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}
