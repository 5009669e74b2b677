//! The floors, the code map and the "only here" table of ARCHITECTURE.md, held against the sources.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken page or file fails the test"
)]

mod house;

use proc_macro2::TokenTree;

use house::{RustFile, Token, codes, none, page, rust_files, table};

/// A path as a source writes it, groups of `use` written out: `crate::day::Day`.
#[derive(Debug, PartialEq)]
struct Path {
    line: usize,
    words: Vec<String>,
    /// How many inline modules it stands in.
    inline: usize,
}

/// Every path of some tokens; a derive comes as the one word `derive(Name)`.
fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut found = Vec::new();
    collect(tokens, &[], 0, &mut found);
    found
}

fn collect(tokens: &[Token], before: &[String], inline: usize, found: &mut Vec<Path>) {
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        let Some(word) = token.word() else {
            if is(token, '*') && !before.is_empty() {
                let words = [before, &["*".to_owned()]].concat();
                found.push(Path { line: token.line(), words, inline });
            }
            collect(&token.inside, &[], inline, found);
            continue;
        };
        match (word.as_str(), rest) {
            // `use a as b` names `a` only.
            ("as", [_, after @ ..]) if !before.is_empty() => rest = after,
            ("derive", [group, after @ ..]) => {
                for mut path in paths(&group.inside) {
                    path.words = path
                        .words
                        .last()
                        .map(|word| format!("derive({word})"))
                        .into_iter()
                        .collect();
                    found.push(path);
                }
                rest = after;
            }
            ("mod", [_, body, after @ ..]) if !body.inside.is_empty() => {
                collect(&body.inside, &[], inline + 1, found);
                rest = after;
            }
            _ => {
                rest = path(token.line(), [before, &[word]].concat(), rest, inline, found)
            }
        }
    }
}

/// Reads on while `::` follows; gives what stands behind the path.
fn path<'t>(
    line: usize,
    mut words: Vec<String>,
    mut rest: &'t [Token],
    inline: usize,
    found: &mut Vec<Path>,
) -> &'t [Token] {
    while let [colon, second, next, after @ ..] = rest {
        if !(is(colon, ':') && is(second, ':')) {
            break;
        }
        match next.word() {
            Some(word) => words.push(word),
            None if is(next, '*') => words.push("*".to_owned()),
            None => {
                // A group of a `use`; of a turbofish the path before it is enough.
                if !next.inside.is_empty() {
                    collect(&next.inside, &words, inline, found);
                    return after;
                }
                break;
            }
        }
        rest = after;
    }
    found.push(Path { line, words, inline });
    rest
}

fn is(token: &Token, mark: char) -> bool {
    matches!(&token.tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// The module path of a source: `src/read/node.rs` is `read`, `node`; `src/lib.rs` is the root.
fn module(file: &str) -> Vec<String> {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|word| *word != "lib").map(str::to_owned).collect()
}

/// The top module that a path leads to from a file, or what it names at the root instead.
fn leads_to(path: &Path, from: &[String]) -> Option<String> {
    let first = path.words.first()?;
    if first == "crate" {
        return path.words.get(1).cloned();
    }
    let up = path.words.iter().take_while(|word| *word == "super").count();
    (up > 0 && up == from.len() + path.inline)
        .then(|| path.words.get(up).cloned())
        .flatten()
}

struct Floor {
    name: String,
    modules: Vec<String>,
    never: Vec<String>,
}

fn floors() -> Vec<Floor> {
    let rows = table(&page("ARCHITECTURE.md"), "floor");
    rows.into_iter()
        .map(|row| {
            let [name, modules, never] = <[Vec<String>; 3]>::try_from(row).unwrap();
            Floor { name: name.concat(), modules, never }
        })
        .collect()
}

fn floor_of(floors: &[Floor], module: &str) -> Option<usize> {
    floors.iter().position(|floor| floor.modules.iter().any(|other| other == module))
}

/// What is wrong with one file's paths.
fn misplaced(floors: &[Floor], file: &str, tokens: &[Token]) -> Vec<String> {
    let from = module(file);
    let Some(own) = from.first() else { return Vec::new() };
    let Some(level) = floor_of(floors, own) else { return Vec::new() };
    let Some(floor) = floors.get(level) else { return Vec::new() };
    let mut faults = Vec::new();
    for path in paths(tokens) {
        let Some(other) = leads_to(&path, &from) else { continue };
        let said = path.words.join("::");
        let fault = match floor_of(floors, &other) {
            None => {
                format!("`{said}` names no module: say where it stands, not the root")
            }
            Some(there) if there > level => {
                let below = floors.get(there).map_or("", |floor| &floor.name);
                format!(
                    "`{said}`: `{own}` ({}) may not use `{other}` ({below})",
                    floor.name
                )
            }
            Some(_) if floor.never.contains(&other) => {
                format!("`{said}`: `{own}` ({}) never uses `{other}`", floor.name)
            }
            Some(_) => continue,
        };
        faults.push(format!("{file}:{}: {fault}", path.line));
    }
    faults
}

/// Whether an entry of the "only here" table speaks of this path.
fn speaks_of(entry: &str, path: &Path) -> bool {
    if let Some(root) = entry.strip_suffix("::") {
        return path.words.len() > 1
            && path.words.first().is_some_and(|word| word == root);
    }
    let asked: Vec<&str> = entry.split("::").collect();
    path.words.windows(asked.len()).any(|words| words == asked)
}

fn strays(entries: &[(Option<String>, String)], file: &RustFile) -> Vec<String> {
    let mut faults = Vec::new();
    for path in paths(&file.tokens()) {
        for (home, entry) in entries {
            let at_home =
                home.as_ref().is_some_and(|home| file.path == format!("src/{home}"));
            if speaks_of(entry, &path) && !at_home {
                let home = home
                    .as_ref()
                    .map_or("nowhere".to_owned(), |home| format!("only in `{home}`"));
                faults.push(format!(
                    "{}:{}: `{entry}` may stand {home}",
                    file.path, path.line
                ));
            }
        }
    }
    faults
}

#[test]
fn each_floor_uses_only_those_above_it() {
    let floors = floors();
    let files = rust_files("src");
    let faults: Vec<String> = files
        .iter()
        .flat_map(|file| misplaced(&floors, &file.path, &file.tokens()))
        .collect();
    none(
        &faults,
        "A floor uses only those above it in the table of ARCHITECTURE.md.\n\
         Move what is needed up to the floor that may hold it, or pass it in.",
    );
}

#[test]
fn every_module_stands_on_one_floor() {
    let floors = floors();
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let module = module(&file.path).first().cloned().unwrap_or("lib".to_owned());
        let on = floors.iter().filter(|floor| floor.modules.contains(&module)).count();
        if on != 1 {
            faults.push(format!("{}:1: `{module}` stands on {on} floors", file.path));
        }
    }
    for floor in &floors {
        for module in floor.never.iter().filter(|module| !module.is_empty()) {
            if floor_of(&floors, module).is_none() {
                faults.push(format!(
                    "ARCHITECTURE.md: `{}` never uses `{module}`, which is nowhere",
                    floor.name
                ));
            }
        }
    }
    none(&faults, "Put the module on one floor of the table in ARCHITECTURE.md.");
}

/// The files that the code map lists, by their place below the root.
fn listed() -> Vec<String> {
    let architecture = page("ARCHITECTURE.md");
    let map = architecture.split("\n## Code map\n").nth(1).unwrap();
    let map = map.split("\n## ").next().unwrap();
    map.lines()
        .filter(|line| line.starts_with("- "))
        .filter_map(|line| codes(line).first().cloned())
        .map(|file| match file.starts_with("crates/") {
            true => file,
            false => format!("src/{file}"),
        })
        .collect()
}

#[test]
fn the_code_map_names_every_file_and_no_other() {
    let listed = listed();
    let files: Vec<String> = ["src", "crates"]
        .iter()
        .flat_map(|folder| rust_files(folder))
        .map(|file| file.path)
        .collect();
    let mut faults = Vec::new();
    for file in &files {
        // Unit tests belong to the file beside their folder.
        let times = listed.iter().filter(|other| *other == file).count();
        if !file.ends_with("/tests.rs") && times != 1 {
            faults.push(format!("{file}:1: {times} times in the code map"));
        }
    }
    let missing = listed.iter().filter(|file| !files.contains(file));
    faults.extend(missing.map(|file| format!("ARCHITECTURE.md: there is no `{file}`")));
    none(&faults, "Give each file one line in the code map of ARCHITECTURE.md.");
}

#[test]
fn what_may_stand_in_one_file_only_stands_there() {
    let mut entries = Vec::new();
    for row in table(&page("ARCHITECTURE.md"), "only in") {
        let [home, words] = <[Vec<String>; 2]>::try_from(row).unwrap();
        let home = home.first().filter(|home| home.ends_with(".rs")).cloned();
        entries.extend(words.into_iter().map(|word| (home.clone(), word)));
    }
    let faults: Vec<String> =
        rust_files("src").iter().flat_map(|file| strays(&entries, file)).collect();
    none(
        &faults,
        "See \"What is absent\" in ARCHITECTURE.md.\n\
         Ask the file that may hold it, or change the table and say why.",
    );
}

/// The reader itself, on what sources may look like.
mod the_reader {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let found = paths(&house::tokens("a text", text));
        found
            .iter()
            .filter(|path| path.words.len() > 1)
            .map(|path| path.words.join("::"))
            .collect()
    }

    #[test]
    fn sees_paths_wherever_they_stand() {
        let text = "use crate::{day::{Day, Minute as M}, read::*, words::Words};\n\
                    fn f(x: crate::plan::Plan) -> Vec<crate::judge::Verdict> {\n\
                    crate::lint::run::<u8>(x) }";
        assert_eq!(
            words(text),
            [
                "crate::day::Day",
                "crate::day::Minute",
                "crate::read::*",
                "crate::words::Words",
                "crate::plan::Plan",
                "crate::judge::Verdict",
                "crate::lint::run",
            ]
        );
    }

    #[test]
    fn leaves_out_comments_and_strings() {
        let text = "//! [`crate::words::Words`]\n/// crate::a::B\n// crate::c::D\n\
                    const E: &str = \"crate::f::G\";";
        assert_eq!(words(text), [""; 0]);
    }

    #[test]
    fn sees_derives_behind_a_condition() {
        let found = paths(&house::tokens(
            "a text",
            "#[cfg_attr(x, derive(Debug, serde::Serialize))] struct S;",
        ));
        assert!(
            found.iter().any(|path| speaks_of("derive(Serialize)", path)),
            "{found:?}"
        );
    }

    #[test]
    fn climbs_to_the_root_by_super() {
        let floors = floors();
        let faults =
            |file, text| misplaced(&floors, file, &house::tokens(file, text)).len();
        assert_eq!(faults("src/day.rs", "use super::words::Words;"), 1);
        assert_eq!(faults("src/day.rs", "mod tests { use super::*; }"), 0);
        assert_eq!(faults("src/day.rs", "mod tests { use super::super::words; }"), 1);
        assert_eq!(
            faults("src/read/node.rs", "use super::decode; use super::super::words;"),
            1
        );
    }

    #[test]
    fn tells_floors_apart() {
        let floors = floors();
        let faults =
            |file, text| misplaced(&floors, file, &house::tokens(file, text)).len();
        assert_eq!(faults("src/lint/names.rs", "use crate::read::Node;"), 1);
        assert_eq!(faults("src/lint/names.rs", "use crate::rule::Rule;"), 0);
        assert_eq!(faults("src/plan.rs", "use crate::facts::Facts;"), 1);
        assert_eq!(faults("src/read.rs", "use crate::Day;"), 1);
        assert_eq!(faults("src/lib.rs", "pub use crate::law::Law;"), 0);
    }
}
