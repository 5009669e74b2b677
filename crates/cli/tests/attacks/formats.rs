//! Reports read back: how they are built, and what in them is more than it may be.

use pulldown_cmark::{Event as Mark, Options, Parser};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

/// How something is built, and what is wrong with it.
type Read = (Vec<String>, Vec<String>);

/// What may be in a page of HTML.
const ELEMENTS: &str = "html head meta title style body main footer h1 h2 h3 h4 p ul ol li dl dt \
    dd b strong q code br article span a div table caption thead tbody tr th td figure \
    figcaption svg line polyline path circle text";
const ATTRIBUTES: &str = "lang charset http-equiv content name class id href scope tabindex \
    role aria-label aria-hidden viewBox x y x1 x2 y1 y2 cx cy r d points";

/// Characters that are not seen, or change how others are.
fn hidden(text: &str) -> Vec<String> {
    let is_hidden = |letter: &char| {
        (letter.is_control() && *letter != '\n')
            || "\u{61c}\u{200b}\u{200e}\u{200f}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}"
                .contains(*letter)
            || ('\u{202a}'..='\u{202e}').contains(letter)
            || ('\u{2066}'..='\u{2069}').contains(letter)
            || ('\u{e0000}'..='\u{e007f}').contains(letter)
    };
    let found = text.chars().filter(is_hidden);
    found.map(|letter| format!("U+{:04X} is in it", u32::from(letter))).collect()
}

/// The tags of an XML text in order, each with its attributes.
fn tags(text: &str, faults: &mut Vec<String>) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(text);
    let mut tags = Vec::new();
    let mut tag = |one: &BytesStart<'_>| {
        let attributes = one.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (attribute.key.as_ref().to_owned(), attribute.value.to_string())
        });
        tags.push((one.name().as_ref().to_owned(), attributes.collect()));
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(one) | Event::Empty(one)) => tag(&one),
            Ok(Event::Eof) => break,
            Ok(Event::CData(_) | Event::Comment(_) | Event::PI(_)) => {
                faults.push("it has a comment, or worse".to_owned());
            }
            Ok(_) => {}
            Err(error) => {
                faults.push(format!("it is no XML: {error}"));
                break;
            }
        }
    }
    tags
}

pub(crate) fn html(text: &str) -> Read {
    let mut faults = hidden(text);
    let mut shape = Vec::new();
    for (element, attributes) in tags(text, &mut faults) {
        let is_known = ELEMENTS.split_whitespace().any(|known| known == element);
        if !is_known {
            faults.push(format!("it has an element `{element}`"));
        }
        for (name, value) in &attributes {
            if !ATTRIBUTES.split_whitespace().any(|known| known == name) {
                faults.push(format!("it has an attribute `{name}`"));
            }
            if name == "href" && !value.starts_with('#') {
                faults.push(format!("it links to `{value}`"));
            }
        }
        // Backticks of a name may make code of its parts.
        if element != "code" {
            let names: Vec<&str> =
                attributes.iter().map(|(name, _)| name.as_str()).collect();
            shape.push(format!("{element} {}", names.join(" ")));
        }
    }
    (shape, faults)
}

pub(crate) fn junit(text: &str) -> Read {
    let mut faults = hidden(text);
    let tags = tags(text.split_once('\n').unwrap().1, &mut faults);
    let of_each = |(element, attributes): (String, Vec<(String, String)>)| {
        let names: Vec<&str> = attributes.iter().map(|(name, _)| name.as_str()).collect();
        format!("{element} {}", names.join(" "))
    };
    (tags.into_iter().map(of_each).collect(), faults)
}

/// How a value is built, without its texts.
fn shape(value: &Value, at: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            entries
                .iter()
                .for_each(|(key, one)| shape(one, &format!("{at}.{key}"), into));
        }
        Value::Array(all) => {
            all.iter().for_each(|one| shape(one, &format!("{at}[]"), into));
        }
        Value::String(_) => into.push(at.to_owned()),
        other => into.push(format!("{at} = {other}")),
    }
}

/// All texts under a key.
fn under<'v>(value: &'v Value, wanted: &str, into: &mut Vec<&'v Value>) {
    match value {
        Value::Object(entries) => {
            for (key, one) in entries {
                if key == wanted {
                    into.push(one);
                }
                under(one, wanted, into);
            }
        }
        Value::Array(all) => all.iter().for_each(|one| under(one, wanted, into)),
        _ => {}
    }
}

pub(crate) fn sarif(text: &str) -> Read {
    let mut faults = hidden(text);
    let log: Value = serde_json::from_str(text).unwrap();
    let mut built = Vec::new();
    shape(&log, "", &mut built);
    let (mut uris, mut lines) = (Vec::new(), Vec::new());
    under(&log, "uri", &mut uris);
    under(&log, "startLine", &mut lines);
    for uri in uris.iter().map(|uri| uri.as_str().unwrap()) {
        let is_plain =
            |letter: char| letter.is_ascii_alphanumeric() || "-._~/%".contains(letter);
        if !uri.chars().all(is_plain) || uri.starts_with("//") {
            faults.push(format!("`{uri}` leads elsewhere"));
        }
    }
    if lines.is_empty() || lines.iter().any(|line| line.as_u64() < Some(1)) {
        faults.push(format!("lines are {lines:?}"));
    }
    let run = log.pointer("/runs/0").unwrap();
    for result in run.pointer("/results").unwrap().as_array().unwrap() {
        let (id, index) = (result.get("ruleId"), result.get("ruleIndex").unwrap());
        if run.pointer(&format!("/tool/driver/rules/{index}/id")) != id {
            faults.push(format!("{id:?} is not declared"));
        }
    }
    (built, faults)
}

pub(crate) fn gitlab(text: &str) -> Read {
    let list: Value = serde_json::from_str(text).unwrap();
    let mut built = Vec::new();
    shape(&list, "", &mut built);
    (built, hidden(text))
}

pub(crate) fn github(text: &str) -> Read {
    let mut faults = hidden(text);
    let mut built = Vec::new();
    for line in text.lines() {
        let (head, _) =
            line.strip_prefix("::").unwrap_or("").split_once("::").unwrap_or(("", ""));
        let (command, properties) = head.split_once(' ').unwrap_or((head, ""));
        let names = properties.split(',');
        let names: Vec<&str> =
            names.map(|one| one.split_once('=').map_or(one, |(name, _)| name)).collect();
        let is_known = ["error", "warning", "notice"].contains(&command)
            && names.iter().all(|name| ["file", "line", "title"].contains(name))
            && !properties.contains(':');
        if !is_known {
            faults.push(format!("`{line}` is another command"));
        }
        built.push(format!("{command} {}", names.join(" ")));
    }
    (built, faults)
}

pub(crate) fn markdown(text: &str) -> Read {
    let mut faults = hidden(text);
    let mut built = Vec::new();
    let mut before = String::new();
    for event in Parser::new_ext(text, Options::all()) {
        match &event {
            Mark::Start(tag) => {
                let name = format!("{tag:?}");
                let word = name.split(['(', ' ']).next().unwrap_or_default().to_owned();
                if ["Link", "Image", "Html", "Footnote", "Code", "Metadata", "Definition"]
                    .iter()
                    .any(|refused| word.starts_with(refused))
                {
                    faults.push(format!("it has {name}"));
                }
                built.push(word);
            }
            // What parts an `@` from what is behind it.
            Mark::InlineHtml(html) if html.as_ref() == "<!-- -->" => {}
            Mark::Text(text) => {
                let mut pairs = before.chars().chain(text.chars()).zip(text.chars());
                if pairs.any(|(at, next)| "@#".contains(at) && next.is_alphanumeric()) {
                    faults.push(format!("`{text}` mentions somebody"));
                }
            }
            Mark::Html(html) | Mark::InlineHtml(html) => {
                faults.push(format!("it has {html}"))
            }
            Mark::InlineMath(_) | Mark::DisplayMath(_) | Mark::FootnoteReference(_) => {
                faults.push(format!("it has {event:?}"));
            }
            Mark::Rule | Mark::TaskListMarker(_) | Mark::HardBreak => {
                faults.push(format!("it has {event:?}"));
            }
            Mark::Code(_) | Mark::End(_) | Mark::SoftBreak => {}
        }
        before = match event {
            Mark::Text(text) => text.chars().last().map(String::from).unwrap_or_default(),
            _ => String::new(),
        };
    }
    (built, faults)
}

/// Whether a spreadsheet would calculate a cell.
fn is_active(cell: &str) -> bool {
    let is_number = cell.parse::<i64>().is_ok();
    !is_number
        && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

pub(crate) fn csv(text: &str) -> Read {
    let mut faults = Vec::new();
    let mut built = Vec::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        built.push(format!("{} cells", row.len()));
        for cell in row.iter().filter(|cell| is_active(cell)) {
            faults.push(format!("{cell:?} is calculated"));
        }
    }
    // A spreadsheet may know other separators than commas.
    for cell in text.split([';', '\t', '\n', '\r']) {
        let cell = cell.trim_start_matches(['"', ' ']);
        if is_active(cell.split(',').next().unwrap_or_default()) {
            faults.push(format!("{cell:?} is calculated where `;` separates"));
        }
    }
    (built, faults)
}

/// What a terminal, or a log that is read for commands, would take for more than text. What
/// is only not seen stays, for readers tell of it.
pub(crate) fn text(page: &str) -> Vec<String> {
    let is_command = |line: &&str| {
        ["::", "##"].iter().any(|command| line.trim_start().starts_with(command))
    };
    let commands = page.lines().filter(is_command);
    let turns = |letter: &char| {
        (letter.is_control() && *letter != '\n')
            || ('\u{202a}'..='\u{202e}').contains(letter)
            || ('\u{2066}'..='\u{2069}').contains(letter)
    };
    let turned = page.chars().filter(turns).map(|letter| format!("{letter:?} is in it"));
    turned.chain(commands.map(|line| format!("`{line}` is a command"))).collect()
}
