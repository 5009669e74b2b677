//! The pages of a report, each in its format and to its place.

use passmuster::words::text::Look;
use passmuster::words::{
    Page, csv, github, gitlab, html, json, junit, markdown, sarif, text,
};
use passmuster::{Report, Verdicts};

use crate::args::{Output, ReportFormat};
use crate::exit::Refusal;
use crate::{load, page};

/// Writes every page that is asked for.
pub(super) fn write(outputs: &[Output], of: &Page<'_>) -> Result<(), Refusal> {
    for output in outputs {
        let words = match output.format {
            ReportFormat::Text => {
                let look =
                    if output.file.is_some() { Look::default() } else { page::look() };
                text::report(of, look)
            }
            ReportFormat::Json => json::page(of),
            ReportFormat::Csv => figures(&Verdicts::from(&shown(of))),
            ReportFormat::Html => html::report(of),
            ReportFormat::Markdown => markdown::report(of),
            ReportFormat::Sarif => sarif::report(of),
            ReportFormat::Junit => junit::report(of),
            ReportFormat::Github => github::report(of),
            ReportFormat::Gitlab => gitlab::report(of),
        };
        put(output, &words)?;
    }
    Ok(())
}

/// The report with the findings that are listed, and no others.
fn shown(of: &Page<'_>) -> Report {
    let mut report = of.report.clone();
    report.findings.retain(|finding| of.lists(finding));
    report
}

/// Figures as lines of a table.
fn figures(verdicts: &Verdicts) -> String {
    let mut page = csv::HEADER.to_owned();
    verdicts.iter().for_each(|verdict| csv::line(&verdict, &mut page));
    page
}

/// Puts figures where they are wanted while they are written.
pub(super) fn put_figures(output: &Output, verdicts: &Verdicts) -> Result<(), Refusal> {
    let mut rest = verdicts.iter();
    let mut piece = csv::HEADER.to_owned();
    let next = || {
        for verdict in rest.by_ref() {
            csv::line(&verdict, &mut piece);
            if piece.len() >= PIECE {
                break;
            }
        }
        std::mem::take(&mut piece)
    };
    match &output.file {
        Some(file) => load::pour(file, next),
        None => page::pour(next),
    }
}

/// How many bytes of figures are written at a time.
const PIECE: usize = 1 << 16;

/// Puts a page where it is wanted.
fn put(output: &Output, page: &str) -> Result<(), Refusal> {
    match &output.file {
        Some(file) => load::write(file, page),
        None => page::print(page),
    }
}
