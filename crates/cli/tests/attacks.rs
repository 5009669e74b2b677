//! Texts made to be taken for more than texts, in every place of a report: each format is
//! read back as others read it, and must be built as it is with harmless names.
#![expect(clippy::unwrap_used, reason = "a report that cannot be read fails the test")]

#[path = "attacks/formats.rs"]
mod formats;

use passmuster::message::{Argument, Message};
use passmuster::words::json::{self, Input, Passes};
use passmuster::words::text::{self, Look};
use passmuster::words::{
    Language, Page, csv, github, gitlab, html, junit, markdown, sarif,
};
use passmuster::{KnownAt, Report, Rulebook, Source, Verdicts};
use sha2::{Digest as _, Sha256};

/// What stands before and behind an attack.
const AROUND: [(&str, &str); 5] =
    [("", ""), ("x ", ""), ("", "x"), ("x\">", "<y"), ("`", "`")];

/// Every attack in every surrounding.
fn attacks() -> Vec<String> {
    let payloads = include_str!("attacks/payloads.jsonl").lines();
    let payloads: Vec<String> =
        payloads.map(|line| serde_json::from_str(line).unwrap()).collect();
    let around = |payload: &String| {
        AROUND.map(|(before, behind)| format!("{before}{payload}{behind}"))
    };
    payloads.iter().flat_map(around).collect()
}

/// A rule file in which whatever is the author's text is this one.
fn rules(text: &str) -> Source {
    let text = serde_json::to_string(text).unwrap();
    Source::new(
        "rules/order 7.yaml",
        &format!(
            "passmuster: 1
directive:
  id: order-7
  number: {text}
  title: {text}
  issuer: {text}
in_force: {{ from: 2021-02-17, through: 2021-03-02 }}
clauses:
  \"1\": {{ gist: {text}, text: {text} }}
interpretations:
  - {{ question: {text}, choice: {text}, because: {text}, affects: [cap, here] }}
rules:
  - id: cap
    cites: \"1\"
    limit: {{ count: {{ status: on-site }}, at_most: 50%, of: everyone, per: [unit, day] }}
  - id: here
    cites: \"1\"
    force: should
    require: {{ each: everyone, be: {{ status: on-site }}, per: day }}
"
        ),
    )
}

/// An attendance file of three people in a unit, all of which have this text in their names.
fn attendance(text: &str) -> Source {
    let quoted = |name: String| format!("\"{}\"", name.replace('"', "\"\""));
    let mut table = "person,unit,date,status\n".to_owned();
    for day in ["2021-02-18", "2021-02-19"] {
        for (nth, status) in ["on-site", "on-site", "unknown"].into_iter().enumerate() {
            let person = quoted(format!("{text}{nth}"));
            table =
                format!("{table}{person},{},{day},{status}\n", quoted(text.to_owned()));
        }
    }
    Source::new("attendance.csv", &table)
}

/// The report of harmless rules and rows.
fn report(rulebook: &Rulebook, attendance: Source) -> Option<Report> {
    let facts = rulebook.facts().table("attendance", attendance).build().ok()?;
    let law = rulebook.as_known(KnownAt::Latest);
    Some(law.check_all(&facts, facts.covers()).unwrap())
}

/// A report in which every name is this text, whether a reader would let it in or not.
fn forged(mut report: Report, text: &str) -> Report {
    for finding in &mut report.findings {
        for (key, value) in &mut finding.cell.keys {
            if key != "day" {
                text.clone_into(value);
            }
        }
        let evidence = &mut finding.evidence;
        let names = [&mut evidence.counted, &mut evidence.undecided];
        let candidates = finding.mend.iter_mut().map(|mend| &mut mend.candidates);
        for name in names.into_iter().chain(candidates).flatten() {
            text.clone_into(name);
        }
        for (question, choice) in &mut finding.interpretations {
            text.clone_into(question);
            text.clone_into(choice);
        }
        finding.message = told(&finding.message, text);
    }
    for notice in &mut report.notices {
        notice.message = told(&notice.message, text);
    }
    report
}

/// A message that is about this text.
fn told(message: &Message, text: &str) -> Message {
    let mut message = message.clone();
    for (_, argument) in &mut message.arguments {
        *argument = match argument {
            Argument::Text(_) => Argument::from(text),
            Argument::List(words) => Argument::List(vec![text.to_owned(); words.len()]),
            Argument::Message(inner) => Argument::from(told(inner, text)),
            Argument::Number(number) => Argument::Number(*number),
        };
    }
    message
}

/// How each format is built, and what is wrong with it.
#[derive(Debug, PartialEq, Default)]
struct Built {
    shapes: Vec<(&'static str, Vec<String>)>,
    faults: Vec<String>,
}

fn built(rulebook: &Rulebook, report: &Report, text: &str) -> Built {
    let input = Input {
        name: text.to_owned(),
        role: None,
        sha256: "00".to_owned(),
        rows: Some(1),
    };
    let inputs = [input];
    let mut built = Built::default();
    for language in [Language::English, Language::Vietnamese] {
        let page = Page {
            inputs: &inputs,
            passes: Passes::Shown,
            language,
            ..Page::new(report, rulebook)
        };
        let mut keep = |format, (shape, faults): (Vec<String>, Vec<String>)| {
            built.shapes.push((format, shape));
            built.faults.extend(faults.iter().map(|fault| format!("{format}: {fault}")));
        };
        keep("html", formats::html(&html::report(&page)));
        keep("markdown", formats::markdown(&markdown::report(&page)));
        if language == Language::English {
            keep("junit", formats::junit(&junit::report(&page)));
            keep("sarif", formats::sarif(&sarif::report(&page)));
            keep("gitlab", formats::gitlab(&gitlab::report(&page)));
            keep("github", formats::github(&github::report(&page)));
            let mut lines = csv::HEADER.to_owned();
            Verdicts::from(report).iter().for_each(|one| csv::line(&one, &mut lines));
            keep("csv", formats::csv(&lines));
        }
    }
    built
}

/// What differs from how a report with harmless names is built.
fn differs(now: &Built, harmless: &Built) -> Vec<String> {
    let mut faults = now.faults.clone();
    for ((format, now), (_, before)) in now.shapes.iter().zip(&harmless.shapes) {
        if now != before {
            let first = now.iter().zip(before).find(|(now, before)| now != before);
            faults.push(format!("{format} is built in another way: {first:?}"));
        }
    }
    faults
}

fn none(faults: &[String]) {
    let shown: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), shown.join("\n"));
}

#[test]
fn names_that_no_reader_has_seen_are_nothing_but_names() {
    let rulebook = Rulebook::read([rules("harmless")]).unwrap();
    let real = report(&rulebook, attendance("harmless")).unwrap();
    let harmless = built(&rulebook, &forged(real.clone(), "harmless"), "harmless");
    none(&harmless.faults);
    let attacks = attacks();
    assert!(attacks.len() >= 500, "{} attacks", attacks.len());
    let mut faults = Vec::new();
    for attack in &attacks {
        let now = built(&rulebook, &forged(real.clone(), attack), attack);
        let wrong = differs(&now, &harmless).into_iter();
        faults.extend(wrong.map(|fault| format!("{attack:?}: {fault}")));
    }
    none(&faults);
}

#[test]
fn texts_that_the_readers_let_in_are_nothing_but_texts() {
    let harmless = Rulebook::read([rules("harmless")]).unwrap();
    let real = report(&harmless, attendance("harmless")).unwrap();
    let as_usual = built(&harmless, &real, "harmless");
    let (mut of_rules, mut of_facts, mut faults) = (0, 0, Vec::new());
    for attack in attacks() {
        let mut found = Vec::new();
        if let Ok(rulebook) = Rulebook::read([rules(&attack)]) {
            of_rules += 1;
            let judged = report(&rulebook, attendance("harmless")).unwrap();
            found.extend(differs(&built(&rulebook, &judged, "harmless"), &as_usual));
            let page = Page::new(&judged, &rulebook);
            found.extend(formats::text(&text::report(&page, Look::default())));
        }
        if let Some(judged) = report(&harmless, attendance(&attack)) {
            of_facts += 1;
            found.extend(differs(&built(&harmless, &judged, "harmless"), &as_usual));
            let page = Page::new(&judged, &harmless);
            found.extend(formats::text(&text::report(&page, Look::default())));
            let page = json::report(&judged, &[], Passes::Shown);
            assert_eq!(
                json::read_report(&page).unwrap().findings.len(),
                judged.findings.len()
            );
        }
        faults.extend(found.iter().map(|fault| format!("{attack:?}: {fault}")));
    }
    none(&faults);
    // If readers refuse nearly everything, nothing is tried here.
    assert!(of_rules > 250 && of_facts > 50, "{of_rules} titles, {of_facts} names");
}

/// The page lets in its own style by its digest; another would not be shown.
#[test]
fn the_style_is_the_one_that_is_let_in() {
    let rulebook = Rulebook::read([rules("harmless")]).unwrap();
    let report = report(&rulebook, attendance("harmless")).unwrap();
    let page = html::report(&Page::new(&report, &rulebook));
    let (_, rest) = page.split_once("<style>").unwrap();
    let (style, _) = rest.split_once("</style>").unwrap();
    let digest = base64(&Sha256::digest(style.as_bytes()));
    let lets_in = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    );
    assert!(page.contains(&lets_in), "src/words/html/style.rs: the digest is {digest}");
    let meta = page.find("http-equiv").unwrap();
    assert!(meta < page.find("<style>").unwrap(), "what is let in is said too late");
}

fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let sextets = |triple: &[u8]| {
        let number = (0..3).fold(0_usize, |number, nth| {
            number << 8 | usize::from(triple.get(nth).copied().unwrap_or(0))
        });
        let letter = |nth: usize| letters.get(number >> (18 - 6 * nth) & 63);
        let kept = triple.len() + 1;
        let all = (0..4).map(|nth| if nth < kept { *letter(nth).unwrap() } else { '=' });
        all.collect::<String>()
    };
    bytes.chunks(3).map(sextets).collect()
}
