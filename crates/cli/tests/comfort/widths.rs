//! Terminals of every width, and pipes that have none.

use super::{JUDGE, bare, crowd, on_terminal, piped};

#[test]
fn text_fits_terminals_of_every_width() {
    let folder = crowd("widths");
    let (rules, facts) = (format!("{folder}/crowd.yaml"), format!("{folder}/facts"));
    let long = ["-q", "check", "--rules", &rules, "--facts", &facts];
    let shipped: Vec<&str> = JUDGE.into_iter().chain(["--on", "2021-02-24"]).collect();
    for line in [&long[..], &shipped[..]] {
        for columns in [1, 20, 40, 59, 60, 80, 100, 250] {
            let page = on_terminal(columns, line, &[]);
            assert!(page.contains("50%"), "{columns}: {page}");
            let room = usize::from(columns).clamp(20, 100);
            // Head and summary are one line each.
            for line in page.lines().filter(|line| bare(line).starts_with("   ")) {
                let words = bare(line);
                let fits = words.chars().count() <= room;
                // An outcome and the rule that has it stand in one line.
                let fits = fits || words.ends_with(':');
                // A word that is longer than the line has a line of its own, behind what
                // must stand before it.
                let longest = words.split_whitespace().map(|word| word.chars().count());
                let longest = longest.max().unwrap_or_default();
                let before = if room < 60 { 8 } else { 18 };
                assert!(fits || longest + before > room, "{columns} columns: {words:?}");
            }
        }
    }
}

#[test]
fn what_rules_ask_fits_terminals_of_every_width() {
    let rules = "rules/hai-duong-58-2021";
    let in_force = ["in-force", "--rules", rules, "--on", "2021-02-19"];
    let finding = ["explain", "onsite-cap", "unit=tong-hop", "day=2021-02-24"];
    let facts = ["--rules", rules, "--facts", "examples/hai-duong"];
    for line in [&in_force[..], &[&finding[..], &facts[..]].concat()] {
        for (columns, language) in [(40, "en"), (40, "vi"), (80, "en"), (80, "vi")] {
            let line = [line, &["--lang", language]].concat();
            let page = on_terminal(columns, &line, &[]);
            assert!(page.contains("50%"), "{columns}: {page}");
            for line in page.lines().map(bare) {
                let fits = line.chars().count() <= usize::from(columns);
                assert!(fits, "{columns} columns: {line:?}");
            }
        }
    }
}

#[test]
fn pipes_are_as_wide_whatever_the_terminal() {
    let (usual, _) = piped(&JUDGE, &[]);
    assert_eq!(piped(&JUDGE, &[("COLUMNS", "30")]).0, usual);
    assert!(usual.lines().any(|line| line.chars().count() > 90));
}
