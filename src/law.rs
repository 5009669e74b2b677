//! stub
use crate::{
    day::Day, error::Error, facts::Facts, report::Report, rulebook::Standing,
    window::Period,
};
/// stub
#[derive(Debug, Clone)]
pub struct Law;
impl Law {
    /// stub
    pub fn check(&self, _: &Facts, _: Period) -> Result<Report, Error> {
        Err(crate::error::Fault::OtherRulebook.into())
    }
    /// stub
    pub fn check_all(&self, _: &Facts, _: Period) -> Result<Report, Error> {
        Err(crate::error::Fault::OtherRulebook.into())
    }
    /// stub
    pub fn in_force(&self, _: Day) -> Vec<&Standing> {
        Vec::new()
    }
}
/// stub
#[derive(Debug)]
pub struct FactsBuilder;
impl FactsBuilder {
    /// stub
    pub fn settings(self, _: crate::Source) -> Self {
        self
    }
    /// stub
    pub fn table(self, _: &str, _: crate::Source) -> Self {
        self
    }
    /// stub
    pub fn build(self) -> Result<Facts, crate::Diagnostics> {
        Err(crate::Diagnostics::new())
    }
}
impl crate::Rulebook {
    /// stub
    pub fn facts(&self) -> FactsBuilder {
        FactsBuilder
    }
    /// stub
    pub fn as_known(&self, _: crate::KnownAt) -> Law {
        Law
    }
}
