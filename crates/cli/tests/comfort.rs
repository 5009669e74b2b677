//! Comfort: colours, quiet, two languages, the manual page and completions.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a command that cannot run fails the test")]

#[path = "comfort/widths.rs"]
mod widths;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pty_process::Size;
use pty_process::blocking::{Command as OnTerminal, open};

const BINARY: &str = env!("CARGO_BIN_EXE_passmuster");
const JUDGE: [&str; 5] =
    ["check", "--rules", "rules/hai-duong-58-2021", "--facts", "examples/hai-duong"];
/// What a developer's own surroundings may say of colours.
const COLOURS: [&str; 5] = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands on a terminal of so many columns when the command has ended.
fn on_terminal(columns: u16, line: &[&str], environment: &[(&str, &str)]) -> String {
    let (mut terminal, end) = open().unwrap();
    terminal.resize(Size::new(40, columns)).unwrap();
    let mut program = OnTerminal::new(BINARY).args(line).current_dir(root());
    for name in COLOURS {
        program = program.env_remove(name);
    }
    program = program.env("TERM", "xterm-256color");
    let mut child = program.envs(environment.iter().copied()).spawn(end).unwrap();
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    // A terminal whose other end is closed has an error, not an end.
    while let Ok(length @ 1..) = terminal.read(&mut piece) {
        bytes.extend_from_slice(piece.get(..length).unwrap());
    }
    child.wait().unwrap();
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

/// What the command prints into pipes: standard output, standard error.
fn piped(line: &[&str], environment: &[(&str, &str)]) -> (String, String) {
    let mut program = Command::new(BINARY);
    program.args(line).current_dir(root());
    for name in COLOURS {
        program.env_remove(name);
    }
    let printed = program.envs(environment.iter().copied()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(printed.stdout), text(printed.stderr))
}

/// A line without its escape sequences; none may go on into the next line.
#[track_caller]
fn bare(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut bare = parts.next().unwrap().to_owned();
    let mut painted = false;
    for part in parts {
        let (code, words) = part.split_once('m').unwrap();
        painted = code != "[0";
        assert!(code.starts_with('['), "{line:?}");
        bare.push_str(words);
    }
    assert!(!painted, "{line:?} ends within a colour");
    bare
}

/// An office of 300 people, all of whom are on site, in a folder of its own.
fn crowd(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("facts")).unwrap();
    let rules = "passmuster: 1\ndirective: { id: crowd }\n\
                 in_force: { from: 2021-01-01, through: 2021-12-31 }\nrules:\n  - id: cap\n    \
                 limit: { count: { status: on-site }, at_most: 50%, of: everyone, \
                 per: [unit, day] }\n";
    fs::write(folder.join("crowd.yaml"), rules).unwrap();
    let row = |nth| format!("employee-{nth:03},tong-hop,2021-02-18,on-site\n");
    let rows: String = (0..300).map(row).collect();
    let table = format!("person,unit,date,status\n{rows}");
    fs::write(folder.join("facts/attendance.csv"), table).unwrap();
    fs::write(folder.join("facts/other.csv"), "a\nb\n").unwrap();
    folder.display().to_string()
}

#[test]
fn colours_follow_the_terminal_the_surroundings_and_the_option() {
    let is_coloured = |page: &str| page.contains('\u{1b}');
    let with = |more: &[&'static str]| [&JUDGE[..], more].concat();
    let (plain, always, never) =
        (with(&[]), with(&["--color", "always"]), with(&["--color=never"]));
    assert!(is_coloured(&on_terminal(100, &plain, &[])));
    for quiet in [("NO_COLOR", "1"), ("TERM", "dumb"), ("CLICOLOR", "0")] {
        assert!(!is_coloured(&on_terminal(100, &plain, &[quiet])), "{quiet:?}");
        assert!(is_coloured(&on_terminal(100, &always, &[quiet])), "{quiet:?}");
    }
    assert!(!is_coloured(&on_terminal(100, &never, &[])));
    assert!(!is_coloured(&piped(&plain, &[]).0));
    assert!(is_coloured(&piped(&plain, &[("CLICOLOR_FORCE", "1")]).0));
    assert!(!is_coloured(&piped(&never, &[("CLICOLOR_FORCE", "1")]).0));
    assert!(is_coloured(&piped(&always, &[]).0));
    // The words are the same.
    let bare: Vec<String> = piped(&always, &[]).0.lines().map(bare).collect();
    assert_eq!(bare, piped(&plain, &[]).0.lines().collect::<Vec<_>>());
    // Also a line that cannot be read is told in its own colours.
    let wrong = |color| [color, "check", "--bogus"];
    assert!(is_coloured(&on_terminal(100, &wrong("--color=always"), &[])));
    assert!(!is_coloured(&on_terminal(100, &wrong("--color=never"), &[])));
    assert!(piped(&["--color", "red", "schema"], &[]).1.contains("always"));
}

#[test]
fn quiet_leaves_the_answer_and_refusals() {
    let folder = crowd("quiet");
    let (rules, facts) = (format!("{folder}/crowd.yaml"), format!("{folder}/facts"));
    let loud = ["check", "--rules", &rules, "--facts", &facts, "--format", "csv"];
    let (answer, told) = piped(&loud, &[]);
    assert!(told.contains("`other.csv` is not read"), "{told}");
    for option in ["-q", "--quiet"] {
        let before = [&[option][..], &loud].concat();
        let behind = [&loud[..], &[option]].concat();
        for line in [before, behind] {
            assert_eq!(piped(&line, &[]), (answer.clone(), String::new()));
        }
    }
    let (answer, told) =
        piped(&["-q", "check", "--rules", "nowhere", "--facts", &facts], &[]);
    assert_eq!(answer, "");
    assert!(told.contains("`nowhere`"), "{told}");
}

#[test]
fn progress_is_for_terminals_and_for_long_work() {
    // What is done within a second draws nothing, and leaves nothing behind.
    let line: Vec<&str> = JUDGE.into_iter().chain(["--color", "never"]).collect();
    assert_eq!(on_terminal(100, &line, &[]), piped(&line, &[]).0);
    assert_eq!(piped(&line, &[]).1, "");
}

#[test]
fn text_is_in_the_language_asked() {
    let judge = |more: &[&'static str]| piped(&[&JUDGE[..], more].concat(), &[]);
    let (page, told) = judge(&["--lang", "vi"]);
    assert_eq!(told, "");
    for words in [
        "theo mọi văn bản hiện có",
        "vi phạm       ",
        "thứ Tư 2021-02-24",
        "nhiều nhất được 4",
        "cách khắc phục",
        "Nội dung các quy tắc",
        "Cách hiểu văn bản",
        "trường hợp được đánh giá",
    ] {
        assert!(page.contains(words), "{words:?} is not in\n{page}");
    }
    // What the author of a rule file wrote stays as it is; no other English is left.
    for words in [" in force", "version ", "fail ", "counted  ", "judged", "mend  "] {
        assert!(!page.contains(words), "{words:?} is in\n{page}");
    }
    assert_eq!(judge(&["--lang", "en"]), judge(&[]));
    let (answer, told) = judge(&["--lang", "vi", "--format", "json"]);
    assert_eq!(answer, "");
    assert!(told.contains("`--lang` là ngôn ngữ của `text`"), "{told}");
}

#[test]
fn every_verb_about_rules_speaks_the_language_asked() {
    let folder = crowd("spoken");
    let rules = "rules/hai-duong-58-2021";
    let order = root().join(rules).join("hai-duong-58-2021.yaml");
    let text = fs::read_to_string(order).unwrap();
    let (new, odd) = (format!("{folder}/new.yaml"), format!("{folder}/odd.yaml"));
    fs::write(&new, text.replace("at_most: 50%", "at_most: 40%")).unwrap();
    fs::write(&odd, text.replace("at_most: 50%", "at_mots: 50%")).unwrap();
    let facts = ["--facts", "examples/hai-duong"];
    let finding = ["explain", "onsite-cap", "unit=tong-hop", "day=2021-02-24"];
    let diff = [&["diff", rules, &new][..], &facts].concat();
    let in_force = ["in-force", "--rules", rules, "--on", "2021-02-20"];
    let cases: [(Vec<&str>, &[&str], &[&str]); 4] = [
        (
            in_force.to_vec(),
            &[
                "Hiệu lực ngày 2021-02-20, theo mọi văn bản hiện có",
                "always-ready  bắt buộc",
            ],
            &["In force", "in force", "version", "must", " to 2021"],
        ),
        (
            [&finding[..], &["--rules", rules], &facts].concat(),
            &["số đếm    5", "giới hạn  không được quá 50%", "vì without that"],
            &["count  ", "bound  ", "allowed  ", "because ", "in force"],
        ),
        (
            diff,
            &[
                "yêu cầu   - Tại mỗi đơn vị",
                "về tác dụng",
                "đạt → vi phạm",
                "cho đạt: 1 trên 2",
            ],
            &["asks", "in effect", "on these facts", "pass ", " on site in"],
        ),
        (
            vec!["lint", &odd],
            &[
                "`at_mots` không phải là khóa của `limit`",
                "cách sửa",
                "1 tệp quy tắc: 1 lỗi",
            ],
            &["did you mean", "help", "rule file"],
        ),
    ];
    for (words, said, left) in cases {
        let (page, told) = piped(&[&words[..], &["--lang", "vi"]].concat(), &[]);
        assert_eq!(told, "", "{words:?}");
        said.iter()
            .for_each(|own| assert!(page.contains(own), "{own:?} is not in\n{page}"));
        left.iter().for_each(|own| assert!(!page.contains(own), "{own:?} is in\n{page}"));
        let plain = piped(&words, &[]);
        assert_eq!(piped(&[&words[..], &["--lang", "en"]].concat(), &[]), plain);
        if words[0] != "explain" {
            let json = [&words[..], &["--lang", "vi", "--format", "json"]].concat();
            let (page, told) = piped(&json, &[]);
            assert_eq!(page, "", "{words:?}");
            assert!(told.contains("`--lang` là ngôn ngữ của `text`"), "{told}");
        }
    }
}

#[test]
fn what_is_wrong_with_tables_is_told_in_the_language_asked() {
    let folder = crowd("wrong");
    let (rules, facts) = (format!("{folder}/crowd.yaml"), format!("{folder}/facts"));
    let judge = ["check", "--rules", &rules, "--facts", &facts, "--lang", "vi"];
    let (page, _) = piped(&judge, &[]);
    assert!(page.contains("không có `people` thì không có danh sách nhân sự"), "{page}");
    let table =
        "person,unit,date,status\nan,x,18/02/2021,on-site\nan,x,2021-02-18,here\n";
    fs::write(format!("{facts}/attendance.csv"), table).unwrap();
    let (page, told) = piped(&judge, &[]);
    assert_eq!(page, "");
    for words in [
        "attendance.csv:2:6: error[E402]: ",
        "`18/02/2021` ở cột `date` không phải là ngày theo dạng YYYY-MM-DD",
        "`here` không phải là một trạng thái; hãy viết một trong",
    ] {
        assert!(told.contains(words), "{words:?} is not in\n{told}");
    }
    let (_, told) = piped(judge.split_at(5).0, &[]);
    let wrong = format!("{folder}/wrong.yaml");
    let text = fs::read_to_string(&rules).unwrap().replace("at_most", "at_mots");
    fs::write(&wrong, text).unwrap();
    let (_, of_rules) =
        piped(&["check", "--rules", &wrong, "--facts", &facts, "--lang", "vi"], &[]);
    let words = "`at_mots` không phải là khóa của `limit`; có phải là `at_most` không?";
    assert!(of_rules.contains(words), "{words:?} is not in\n{of_rules}");
    assert!(told.contains("`here` is no status; write one of"), "{told}");
}

/// The options of every verb, as help lists them.
fn options() -> BTreeSet<String> {
    let (help, _) = piped(&["--help"], &[]);
    let verbs = help.split("Commands:\n").nth(1).unwrap();
    let verbs = verbs.lines().map_while(|line| line.strip_prefix("  "));
    let verbs = verbs.filter(|line| !line.starts_with(' '));
    let verbs: Vec<&str> = verbs.filter_map(|line| line.split(' ').next()).collect();
    assert!(verbs.contains(&"check") && verbs.contains(&"man"), "{verbs:?}");
    let mut found = BTreeSet::new();
    let pages = verbs.iter().filter(|verb| **verb != "help").map(|verb| {
        assert!(
            manual().contains(&format!(".SH \"PASSMUSTER {}\"", verb.to_uppercase()))
        );
        piped(&[verb, "--help"], &[]).0
    });
    for page in pages.chain([help.clone()]) {
        let words = page.lines().filter(|line| line.trim_start().starts_with('-'));
        let words = words.flat_map(|line| line.split([' ', ',']));
        let is_option = |word: &&str| word.starts_with("--");
        found.extend(words.filter(is_option).map(str::to_owned));
    }
    found
}

fn manual() -> String {
    piped(&["man"], &[]).0.replace("\\-", "-")
}

#[test]
fn the_manual_page_and_the_page_of_the_command_tell_of_every_option() {
    let options = options();
    assert!(options.len() > 20, "{options:?}");
    let page = fs::read_to_string(root().join("docs/command.md")).unwrap();
    for option in &options {
        assert!(manual().contains(&format!("\\fB{option}\\fR")), "{option}");
        assert!(
            page.contains(&format!("`{option}`")),
            "{option} is not in docs/command.md"
        );
    }
    let table = page.split("## Every option").nth(1).unwrap();
    for word in table.split('`').filter(|word| word.starts_with("--")) {
        assert!(options.contains(word), "there is no option {word}");
    }
    for section in ["NAME", "SYNOPSIS", "\"EXIT STATUS\"", "ENVIRONMENT"] {
        let heading = format!("\n.SH {section}\n");
        assert_eq!(manual().matches(&heading).count(), 1, "{section}");
    }
    for word in ["NO_COLOR", "CLICOLOR_FORCE", "TERM", "101"] {
        assert!(manual().contains(&format!("\\fB{word}\\fR")), "{word}");
    }
}

/// What a program that may not be installed says of a text; nothing where it is not.
fn told_by(program: &str, arguments: &[&str], text: &str) -> Option<(bool, String)> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, text.as_bytes()).unwrap();
    drop(input);
    let printed = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&printed.stderr).into_owned();
    Some((printed.status.success(), said))
}

#[test]
fn groff_takes_the_manual_page_without_a_word() {
    let (page, _) = piped(&["man"], &[]);
    if let Some((is_taken, said)) =
        told_by("groff", &["-man", "-ww", "-z", "-Kutf8"], &page)
    {
        assert!(is_taken && said.is_empty(), "{said}");
    }
}

#[test]
fn shells_take_their_completions() {
    let check = [
        ("bash", vec!["-n"]),
        ("zsh", vec!["-n"]),
        ("fish", vec!["--no-execute"]),
        ("powershell", vec![]),
        ("elvish", vec!["-compileonly"]),
    ];
    let mut taken = 0;
    for (shell, arguments) in check {
        let (script, told) = piped(&["completions", shell], &[]);
        assert_eq!(told, "");
        for word in ["in-force", "completions", "new-only", "quiet"] {
            assert!(script.contains(word), "{word} is not in that of {shell}");
        }
        if let Some((is_taken, said)) = told_by(shell, &arguments, &script)
            && !arguments.is_empty()
        {
            assert!(is_taken, "{shell}: {said}");
            taken += 1;
        }
    }
    assert!(taken > 0, "not even bash is installed");
}

#[test]
fn bash_completes_verbs_options_and_words() {
    let (script, _) = piped(&["completions", "bash"], &[]);
    for (line, wanted) in [
        (["passmuster", "che"].as_slice(), "check"),
        (&["passmuster", "check", "--new"], "--new-only"),
        (&["passmuster", "check", "--lang", ""], "en vi"),
        (&["passmuster", "--color", "n"], "never"),
    ] {
        let words: Vec<String> = line.iter().map(|word| format!("'{word}'")).collect();
        let (last, before) = (line.len() - 1, line.iter().rev().nth(1).unwrap());
        let asked = format!(
            "{script}\nCOMP_WORDS=({}); COMP_CWORD={last}; COMPREPLY=()\n_passmuster \
             passmuster '{}' '{before}'\n[ \"${{COMPREPLY[*]}}\" = '{wanted}' ] || \
             {{ echo \"${{COMPREPLY[*]}}\" >&2; exit 1; }}\n",
            words.join(" "),
            line.last().unwrap(),
        );
        let (is_right, said) = told_by("bash", &["-s"], &asked).unwrap();
        assert!(is_right, "{line:?}: {said}");
    }
}

#[test]
fn a_flag_of_other_commands_is_answered_with_what_to_write() {
    for command in ["lint", "test", "coverage"] {
        let (_, said) = piped(&[command, "--rules", "rules"], &[]);
        let tip = "tip: write the rule files without '--rules'";
        assert!(said.contains(tip), "{said}");
    }
    let (_, said) = piped(&["replay", "--rulez", "x"], &[]);
    assert!(!said.contains("without '--rules'"), "{said}");
}
