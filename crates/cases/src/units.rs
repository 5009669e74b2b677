//! The shorthand of a unit's people: `4 on-site (role clerk), 2 remote+leave, 1 no-row`.

use passmuster::field::STATUSES;
use passmuster::message::Message;

/// People of a unit who are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alike {
    /// How many.
    pub(crate) many: usize,
    /// What their rows say.
    pub(crate) rows: Rows,
    /// Their further columns in `people`; tags are joined.
    pub(crate) fields: Vec<(String, String)>,
}

/// The attendance rows of one person and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rows {
    /// None at all.
    Missing,
    /// One row for the day, with this status or `unknown`.
    Whole(String),
    /// One row for each half of the day.
    Halves(String, String),
}

/// Reads the people of a unit.
pub(crate) fn read(text: &str) -> Result<Vec<Alike>, Message> {
    if text.trim() == "nobody" {
        return Ok(Vec::new());
    }
    parts(text)?.into_iter().map(alike).collect()
}

/// The parts between commas that stand outside brackets.
fn parts(text: &str) -> Result<Vec<&str>, Message> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_u32);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => {
                depth = depth.checked_sub(1).ok_or_else(|| Message::new("case-open"))?
            }
            ',' if depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(Message::new("case-close"));
    }
    parts.extend(text.get(start..));
    Ok(parts)
}

fn alike(part: &str) -> Result<Alike, Message> {
    let part = part.trim();
    let (words, fields) = match part.split_once('(') {
        None => (part, Vec::new()),
        Some((words, rest)) => {
            let inner = rest.trim_end().strip_suffix(')');
            let inner = inner.ok_or_else(|| of_part("case-behind", part))?;
            (words.trim(), fields(inner)?)
        }
    };
    let wanted = || of_part("case-people", part);
    let (many, status) = words.split_once(' ').ok_or_else(wanted)?;
    let many = many.parse().map_err(|_| wanted())?;
    let status = status.trim();
    let rows = match status.split_once('+') {
        _ if status == "no-row" => Rows::Missing,
        None => Rows::Whole(known(status)?),
        Some((first, second)) => Rows::Halves(known(first)?, known(second)?),
    };
    Ok(Alike { many, rows, fields })
}

fn of_part(why: &'static str, part: &str) -> Message {
    Message::new(why).with("part", part)
}

fn known(status: &str) -> Result<String, Message> {
    match status {
        "unknown" => Ok(status.to_owned()),
        _ if STATUSES.contains(&status) => Ok(status.to_owned()),
        _ => {
            let why = Message::new("case-status").with("status", status);
            Err(why.with("known", STATUSES.map(|one| format!("`{one}`")).join(", ")))
        }
    }
}

/// `role clerk, grade 12, tag x`: column and value; several tags in one cell.
fn fields(inner: &str) -> Result<Vec<(String, String)>, Message> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for part in inner.split(',') {
        let part = part.trim();
        let (column, value) =
            part.split_once(' ').ok_or_else(|| of_part("case-field", part))?;
        let column = if column == "tag" { "tags" } else { column };
        match fields.iter_mut().find(|(known, _)| known == column) {
            Some((_, tags)) if column == "tags" => {
                tags.push(';');
                tags.push_str(value.trim());
            }
            Some(_) => return Err(Message::new("case-twice").with("key", column)),
            None => fields.push((column.to_owned(), value.trim().to_owned())),
        }
    }
    Ok(fields)
}
