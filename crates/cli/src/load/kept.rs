//! The files that a report was made from, found again and held against its digests.

use std::path::{Path, PathBuf};

use passmuster::message::Message;
use passmuster::words::json::{Input, Role};
use passmuster::{Facts, Rulebook, Source};
use passmuster_sources::Systems;

use crate::exit::Refusal;
use crate::people::People;

use super::{SETTINGS, digest, digest_of_file, facts_listed, inner, listed, rules};

/// What a report says of the files of one sort.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a> {
    /// All files that it names.
    pub(crate) inputs: &'a [Input],
    /// The option that says where they are.
    pub(crate) option: &'static str,
}

impl Kept<'_> {
    /// In which order the report has the files that were found, if they are all those it
    /// has, and no others.
    pub(crate) fn order(
        self,
        role: impl Fn(Role) -> bool,
        found: &[Input],
    ) -> Result<Vec<usize>, Refusal> {
        let mut rest: Vec<usize> = (0..found.len()).collect();
        let (mut order, mut faults) = (Vec::new(), Vec::new());
        let named = |at: usize, one: &Input| {
            found.get(at).is_some_and(|found| found.name == one.name)
        };
        let same = |at: usize, one: &Input| {
            found.get(at).is_some_and(|found| found.sha256 == one.sha256)
        };
        for one in self.inputs.iter().filter(|one| one.role.is_some_and(&role)) {
            let first = rest.iter().position(|at| named(*at, one) && same(*at, one));
            let place = first.or_else(|| rest.iter().position(|at| named(*at, one)));
            let Some(at) = place.map(|place| rest.remove(place)) else {
                faults.push(self.of_file("refused-not-found", one));
                continue;
            };
            order.push(at);
            if let (false, Some(found)) = (same(at, one), found.get(at)) {
                faults.push(other(one, &found.sha256));
            }
        }
        for extra in rest.iter().filter_map(|at| found.get(*at)) {
            faults.push(self.of_file("refused-not-in-report", extra));
        }
        match faults.is_empty() {
            true => Ok(order),
            false => Err(Refusal::of(faults)),
        }
    }

    fn of_file(self, key: &'static str, file: &Input) -> Message {
        Message::new(key).with("file", file.name.as_str()).with("option", self.option)
    }
}

fn other(kept: &Input, sha256: &str) -> Message {
    Message::new("refused-other-file")
        .with("file", kept.name.as_str())
        .with("found", sha256)
        .with("known", kept.sha256.as_str())
}

/// The rule files that a report was made from, in its order.
pub(crate) fn rules_as_kept(
    kept: Kept<'_>,
    paths: &[PathBuf],
) -> Result<(Rulebook, Vec<Input>), Refusal> {
    let loaded = rules(paths)?;
    let order = kept.order(|role| role == Role::Rules, &loaded.inputs)?;
    let mut sources: Vec<Option<Source>> = loaded.sources.into_iter().map(Some).collect();
    let sources =
        order.iter().filter_map(|at| sources.get_mut(*at).and_then(Option::take));
    let rulebook = Rulebook::read(sources)?;
    let inputs = order.iter().filter_map(|at| loaded.inputs.get(*at).cloned());
    Ok((rulebook, inputs.collect()))
}

/// The facts that a report was made from. Digests are held against the report's before any
/// table is read, so that a table that has changed is told as such and not by what is
/// wrong in it now.
pub(crate) fn facts_as_kept(
    kept: Kept<'_>,
    rulebook: &Rulebook,
    folder: &Path,
    people: &People,
) -> Result<(Facts, Vec<Input>), Refusal> {
    let listed = listed(folder)?;
    let settings = listed.settings.iter().map(|text| {
        let (name, role) = (SETTINGS.to_owned(), Some(Role::Settings));
        Ok(Input { name, role, sha256: digest(text.bytes()), rows: None })
    });
    let of_systems = listed.systems.iter().flat_map(Systems::files);
    let tables = listed.tables.iter().map(|(_, file)| file.clone());
    let tables = tables.chain(of_systems.map(|(file, _)| file)).map(|file| {
        inner(&file)?;
        let sha256 = digest_of_file(&folder.join(&file))?;
        Ok(Input { name: file, role: Some(Role::Table), sha256, rows: None })
    });
    let found = settings.chain(tables).collect::<Result<Vec<Input>, Refusal>>()?;
    kept.order(|role| matches!(role, Role::Settings | Role::Table), &found)?;
    facts_listed(rulebook, folder, listed, people)
}
