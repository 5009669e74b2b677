//! `init --cases`: the cases that rule files still need, made from what the rules say today.
//! No case file that is there is touched: what it lacks is printed.

use std::path::{Path, PathBuf};

use passmuster::Rulebook;
use passmuster::message::Message;
use passmuster_cases::{CaseFile, Coverage, FileOutcome, Skeleton, skeleton};

use crate::command::test::{in_case_file, merged, run};
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(super) fn write(paths: &[PathBuf]) -> Answer {
    let paths: Vec<PathBuf> =
        paths.iter().map(|path| load::without_detours(path)).collect();
    let mut said = String::new();
    for source in load::rules(&paths)?.sources {
        let rules = PathBuf::from(source.name());
        let folder = match rules.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let beside = rules.with_extension(load::CASES.trim_start_matches('.'));
        let (name, there) = (beside.display().to_string(), load::text(&beside)?);
        let head = match &there {
            Some(text) => text.clone(),
            None => head(&rules, &folder)?,
        };
        let file = CaseFile::read(&name, &head).map_err(in_case_file)?;
        let mut find = |path: &str| load::rules_of_cases(&folder, path);
        let made = skeleton(&file, &mut find, source.name(), &tried(&folder)?);
        let made = made.map_err(|why| {
            let told = Message::new("refused-case-line").with("file", name.as_str());
            Refusal::new(told.with("line", why.line).with("why", why.message))
        })?;
        said.push_str(&put(&beside, there.is_none().then_some(&head), &made)?);
    }
    page::print(&said)?;
    Ok(Exit::Kept)
}

/// What the case files of a folder have tried; those that are not as expected, nothing.
fn tried(folder: &Path) -> Result<Coverage, Refusal> {
    let outcomes = run(&load::cases(&[folder.to_owned()])?)?;
    for outcome in outcomes.iter().filter(|outcome| !FileOutcome::is_kept(outcome)) {
        page::warn(&Message::new("cases-differ").with("file", outcome.name.as_str()));
    }
    Ok(merged(&outcomes))
}

/// The head of a case file that is not there yet: the rule file alone or, where that cannot
/// be read without others, all those of its folder.
fn head(rules: &Path, folder: &Path) -> Result<String, Refusal> {
    let file_name = |path: &Path| match path.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    };
    let alone = load::rules(&[rules.to_owned()])?;
    let names = match Rulebook::read(alone.sources) {
        Ok(_) => file_name(rules),
        Err(_) => {
            let all = load::rules(&[folder.to_owned()])?.sources;
            Rulebook::read(all.clone())?;
            let names: Vec<_> =
                all.iter().map(|one| file_name(Path::new(one.name()))).collect();
            format!("[{}]", names.join(", "))
        }
    };
    Ok(format!("passmuster-cases: 1\nrules: {names}\ncases: []\n"))
}

/// Writes the cases under a new head, or gives them to be added to the file that is there.
fn put(beside: &Path, new: Option<&String>, made: &Skeleton) -> Result<String, Refusal> {
    let name = beside.display();
    let Skeleton { text, made, open } = made;
    let by_hand = format!("{made} made, {open} to be written by hand");
    if *made + *open == 0 {
        return Ok(format!("# {name}: no case is missing\n"));
    }
    match new {
        None => Ok(format!("# to be added to {name}: {by_hand}\n\n{text}")),
        Some(head) if *made > 0 => {
            let head = head.trim_end().trim_end_matches("[]").trim_end();
            load::write(beside, &format!("{head}\n{}\n", text.trim_end()))?;
            Ok(format!("# wrote {name}: {by_hand}\n"))
        }
        Some(head) => {
            load::write(beside, &format!("{head}{}\n", text.trim_end()))?;
            Ok(format!("# wrote {name}: {by_hand}\n"))
        }
    }
}
