//! The pages of a report, each in its format and to its place.

use std::io::{self, Write};

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
            ReportFormat::Csv => {
                put_figures(output, &Verdicts::from(&shown(of)))?;
                continue;
            }
            ReportFormat::Text => {
                let look =
                    if output.file.is_some() { Look::default() } else { page::look() };
                text::report(of, look)
            }
            ReportFormat::Json => json::page(of),
            ReportFormat::Html => html::report(of),
            ReportFormat::Markdown => markdown::report(of),
            ReportFormat::Sarif => sarif::report(of),
            ReportFormat::Junit => junit::report(of),
            ReportFormat::Github => github::report(of),
            ReportFormat::Gitlab => gitlab::report(of),
        };
        match &output.file {
            Some(file) => load::write(file, &words)?,
            None => page::print(&words)?,
        }
    }
    Ok(())
}

/// The report with the findings that are listed, and no others.
fn shown(of: &Page<'_>) -> Report {
    let mut report = of.report.clone();
    report.findings.retain(|finding| of.lists(finding));
    report
}

/// Puts figures as lines of a table where they are wanted, while they are written.
pub(super) fn put_figures(output: &Output, verdicts: &Verdicts) -> Result<(), Refusal> {
    match &output.file {
        Some(file) => load::write_by(file, |file| figures(verdicts, file)),
        None => page::print_by(|page| figures(verdicts, page)),
    }
}

/// How many bytes of figures are written at a time.
const PIECE: usize = 1 << 16;

fn figures(verdicts: &Verdicts, into: &mut dyn Write) -> io::Result<()> {
    let mut piece = csv::HEADER.to_owned();
    for verdict in verdicts.iter() {
        csv::line(&verdict, &mut piece);
        if piece.len() >= PIECE {
            into.write_all(piece.as_bytes())?;
            piece.clear();
        }
    }
    into.write_all(piece.as_bytes())
}
