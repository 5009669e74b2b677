//! `test`: runs the cases beside rule files.

use passmuster_cases::{CaseFile, FileOutcome, with_engine};

use crate::args::Test;
use crate::exit::{Answer, Exit, Refusal};
use crate::{load, page};

pub(crate) fn test(asked: &Test) -> Answer {
    let mut outcomes = Vec::new();
    for cases in load::cases(&asked.paths)? {
        let file = CaseFile::read(&cases.name, &cases.text).map_err(Refusal::new)?;
        let mut find = |path: &str| load::rules_of_cases(&cases.folder, path);
        outcomes.push(with_engine(&file, &mut find));
    }
    let ran = outcomes.iter().map(|outcome| outcome.cases.len()).sum::<usize>();
    let refused = outcomes.iter().any(|outcome| outcome.refused.is_some());
    if ran == 0 && !refused {
        return Err(Refusal::new(
            "there is no case; cases stand in files that end in `.cases.yaml`",
        ));
    }
    let differences: String = outcomes.iter().map(ToString::to_string).collect();
    page::print(&format!("{differences}{}\n", summary(&outcomes, ran)))?;
    Ok(match (refused, outcomes.iter().all(FileOutcome::is_kept)) {
        (true, _) => Exit::Refused,
        (false, true) => Exit::Kept,
        (false, false) => Exit::Broken,
    })
}

fn summary(outcomes: &[FileOutcome], ran: usize) -> String {
    let cases = outcomes.iter().flat_map(|outcome| &outcome.cases);
    let differ = cases.filter(|case| !case.differences.is_empty()).count();
    let files = match outcomes.len() {
        1 => "1 file".to_owned(),
        many => format!("{many} files"),
    };
    let cases = if ran == 1 { "1 case".to_owned() } else { format!("{ran} cases") };
    page::bold(&match differ {
        0 => format!("{cases} in {files}: all as expected"),
        _ => format!("{cases} in {files}: {} as expected, {differ} not", ran - differ),
    })
}
