//! What the tests of the house share: our Rust files, tables of our pages, and a list of faults.

use std::fs;
use std::path::Path;

use proc_macro2::{LineColumn, TokenStream, TokenTree};

/// A Rust file of ours.
pub(crate) struct RustFile {
    /// Its place below the root, with `/` on every system.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl RustFile {
    /// Its tokens, doc comments left out.
    pub(crate) fn tokens(&self) -> Vec<Token> {
        tokens(&self.path, &self.text)
    }
}

/// A token, and the tokens inside it where it is a group.
pub(crate) struct Token {
    pub(crate) tree: TokenTree,
    pub(crate) inside: Vec<Token>,
}

impl Token {
    /// The line on which it starts, counted from one.
    pub(crate) fn line(&self) -> usize {
        self.tree.span().start().line
    }

    /// The identifier, where it is one.
    pub(crate) fn word(&self) -> Option<String> {
        match &self.tree {
            TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        }
    }
}

/// The tokens of a text, doc comments left out.
pub(crate) fn tokens(name: &str, text: &str) -> Vec<Token> {
    let stream = text.parse::<TokenStream>();
    nest(stream.unwrap_or_else(|error| panic!("{name} is no Rust: {error}")))
}

fn nest(stream: TokenStream) -> Vec<Token> {
    let mut found = Vec::new();
    let mut comment: Option<(LineColumn, LineColumn)> = None;
    for tree in stream {
        let place = (tree.span().start(), tree.span().end());
        // A doc comment comes as the tokens of `#[doc = "…"]`, all in the place of the comment; a
        // mark that is written out is one column wide.
        if matches!(tree, TokenTree::Punct(_)) && place.1.column != place.0.column + 1 {
            comment = Some(place);
        }
        if comment == Some(place) {
            continue;
        }
        comment = None;
        let inside = match &tree {
            TokenTree::Group(group) => nest(group.stream()),
            _ => Vec::new(),
        };
        found.push(Token { tree, inside });
    }
    found
}

/// All Rust files below a folder of the repository (`""` for all of it), in order.
pub(crate) fn rust_files(folder: &str) -> Vec<RustFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(root, &root.join(folder), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(
        !files.is_empty(),
        "no Rust file below `{folder}`: is the test run elsewhere?"
    );
    files
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<RustFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            // OK because cargo marks its target folders with this file.
            if !name.starts_with('.') && !path.join("CACHEDIR.TAG").exists() {
                walk(root, &path, files);
            }
        } else if name.ends_with(".rs") {
            let below =
                path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files
                .push(RustFile { path: below, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// The text of one of our pages.
pub(crate) fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The rows of the table whose first heading this is, each cell as the `code` words in it.
///
/// A cell without `code` words comes as its text.
pub(crate) fn table(page: &str, first_heading: &str) -> Vec<Vec<Vec<String>>> {
    let mut rows = page.lines().skip_while(|line| {
        !line.starts_with('|')
            || cells(line).first().map(|cell| cell.trim()) != Some(first_heading)
    });
    assert!(rows.next().is_some(), "no table with the heading `{first_heading}`");
    rows.skip(1).take_while(|line| line.starts_with('|')).map(read_row).collect()
}

fn read_row(line: &str) -> Vec<Vec<String>> {
    cells(line)
        .into_iter()
        .map(|cell| {
            let codes = codes(cell);
            if codes.is_empty() { vec![cell.trim().to_owned()] } else { codes }
        })
        .collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').collect()
}

/// The words in backticks of a line.
pub(crate) fn codes(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Fails with all faults at once, and what to do about them.
#[track_caller]
pub(crate) fn none(faults: &[String], cure: &str) {
    assert!(faults.is_empty(), "\n{}\n\n{cure}\n", faults.join("\n"));
}
