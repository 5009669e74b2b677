//! The English catalogue: for each message key its sentence, with slots in braces.

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

pub(super) use bytes::BYTES;
pub(super) use calls::CALLS;
pub(super) use cases::CASES;
pub(super) use clashes::CLASHES;
pub(super) use command::COMMAND;
pub(super) use evidence::EVIDENCE;
pub(super) use facts::FACTS;
pub(super) use findings::FINDINGS;
pub(super) use hours::HOURS;
pub(super) use levels::LEVELS;
pub(super) use lint::LINT;
pub(super) use pages::PAGES;
pub(super) use plain::PLAIN;
pub(super) use quotas::QUOTAS;
pub(super) use reading::READING;
pub(super) use refusals::REFUSALS;
pub(super) use separations::SEPARATIONS;
pub(super) use sources::SOURCES;
pub(super) use tables::TABLES;
pub(super) use witnesses::WITNESSES;

/// Key and template.
pub(super) type Entries = &'static [(&'static str, &'static str)];
