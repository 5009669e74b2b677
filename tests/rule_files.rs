//! Reads every YAML block of `docs/rule-files.md`, so that what authors copy from it is right.
#![expect(clippy::unwrap_used, reason = "a broken page fails the test")]

use passmuster::{Rulebook, Source};

/// What a block that is only part of a file leaves out, each with its key.
const HEAD: [(&str, &str); 3] = [
    ("passmuster:", "passmuster: 1\n"),
    ("directive:", "directive: { id: our-order-7-2021 }\n"),
    ("in_force:", "in_force: { from: 2021-02-17, through: 2021-03-02 }\n"),
];

/// A block, and the line on which it begins.
struct Block {
    line: usize,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (line, text) in (1..).zip(page.lines()) {
        if text.starts_with("```") {
            inside = text == "```yaml";
            if inside {
                blocks.push(Block { line: line + 1, text: String::new() });
            }
        } else if let (true, Some(block)) = (inside, blocks.last_mut()) {
            block.text.push_str(text);
            block.text.push('\n');
        }
    }
    blocks
}

/// The block as a whole file.
fn whole(block: &Block) -> String {
    let has = |key: &str| block.text.lines().any(|line| line.starts_with(key));
    let head = HEAD.iter().filter(|(key, _)| !has(key)).map(|(_, line)| *line);
    head.chain([block.text.as_str()]).collect()
}

#[test]
fn every_example_is_read_without_a_fault() {
    let blocks = blocks(include_str!("../docs/rule-files.md"));
    assert!(blocks.len() > 5, "the page has lost its examples");
    let mut faults = Vec::new();
    for block in &blocks {
        let said = if block.text.starts_with("passmuster-facts: 1") {
            of_settings(&block.text)
        } else {
            let source = Source::new("example.yaml", &whole(block));
            Rulebook::read([source]).err().map(|faults| faults.to_string())
        };
        faults.extend(
            said.map(|said| format!("docs/rule-files.md:{}: {said}", block.line)),
        );
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What is said of settings, with a table that they describe.
fn of_settings(text: &str) -> Option<String> {
    let rules = format!(
        "{}rules: [{{ id: cap, limit: {{ count: {{ status: on-site }}, at_most: 9, \
         per: [unit, day] }} }}]",
        HEAD.map(|(_, line)| line).concat()
    );
    let rulebook = Rulebook::read([Source::new("rules.yaml", &rules)]).unwrap();
    let table = |csv: &str| Source::new("table.csv", csv);
    let facts = rulebook
        .facts()
        .settings(Source::new("facts.yaml", text))
        .table("people", table("person;unit\nan;archives\n"))
        .table("attendance", table("Mã CC,Ngày,Ký hiệu\nan,18/02/2021,X\n"));
    facts.build().err().map(|faults| faults.to_string())
}
