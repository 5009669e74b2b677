//! How people are told of.

use std::path::PathBuf;

use clap::Args;

/// How people of facts are told of; without it, by their ids.
#[derive(Debug, Args)]
pub(crate) struct Pseudonymise {
    /// Tell of people by pseudonyms, under the key of this file
    #[arg(long, value_name = "KEYFILE", requires = "facts")]
    pub(crate) pseudonymise: Option<PathBuf>,
}

/// How people are told of; without any of these, by their ids.
#[derive(Debug, Args)]
pub(crate) struct People {
    /// Tell of people by pseudonyms: HMAC-SHA-256 of their ids with the key of this file, which
    /// `openssl rand -hex 32` makes
    #[arg(long, value_name = "KEYFILE", conflicts_with = "aggregate")]
    pub(crate) pseudonymise: Option<PathBuf>,
    /// Tell of no person: findings of single people are summed, and groups of few are hidden
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) aggregate: bool,
    /// How many people a group has at least that is told of
    #[arg(
        long,
        value_name = "N",
        default_value_t = 5,
        requires = "aggregate",
        value_parser = clap::value_parser!(u32).range(2..)
    )]
    pub(crate) threshold: u32,
}
