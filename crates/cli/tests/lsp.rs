//! An editor's session with the language server, over stdio: a clerk's typo is underlined,
//! what may stand is offered, a rule says in plain words what it asks, a fix is applied. The
//! transcript is kept in `tests/golden/lsp.txt`; `UPDATE=1` writes it anew.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a broken session fails the test"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};

const KEPT: &str = "../../tests/golden/lsp.txt";

/// What the clerk wrote: `statsu` for `status`, and nobody may be named by `driver`.
const TYPED: &str = "passmuster: 1
directive: { id: order-7 }
issued: 2021-02-16
in_force: { from: 2021-02-17, through: 2021-03-02 }
clauses:
  \"1\": half of each unit at most — không quá một nửa 🙂
groups:
  duty: { room: duty-room }
rules:
  - id: half
    cites: \"1\"
    limit:
      count: { statsu: on-site }
      at_most: 50%
      of: everyone
      exempt: { who: duty, out_of: [count, base] }
      per: [unit, day]
";

struct Session {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    asked: i32,
    told: String,
}

impl Session {
    fn open(locale: &str) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_passmuster"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, from) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
        let from = BufReader::new(from);
        let mut session = Self { server, to, from, asked: 0, told: String::new() };
        let about = json!({ "capabilities": {}, "locale": locale });
        session.ask("initialize", about);
        session.say("initialized", json!({}));
        session
    }

    fn send(&mut self, message: Message) {
        message.write(&mut self.to).unwrap();
        self.to.flush().unwrap();
    }

    fn say(&mut self, method: &str, params: Value) {
        self.send(Message::Notification(Notification::new(method.to_owned(), params)));
    }

    fn hear(&mut self) -> Message {
        Message::read(&mut self.from).unwrap().unwrap()
    }

    fn answer(&mut self, method: &str, params: Value) -> Response {
        self.asked += 1;
        let id = self.asked.into();
        self.send(Message::Request(Request::new(id, method.to_owned(), params)));
        match self.hear() {
            Message::Response(response) => response,
            other => panic!("{other:?}"),
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params).response_kind_value()
    }

    /// What is told of a file after it was opened or changed.
    fn diagnostics(&mut self, of: &str) -> Vec<Value> {
        match self.hear() {
            Message::Notification(told) if told.params["uri"] == of => {
                told.params["diagnostics"].as_array().unwrap().clone()
            }
            other => panic!("{other:?}"),
        }
    }

    fn note(&mut self, line: &str) {
        writeln!(self.told, "{line}").unwrap();
    }

    fn close(mut self) -> String {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.say("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
        self.told
    }
}

/// The value of a response, however it is wrapped.
trait Answered {
    fn response_kind_value(self) -> Value;
}

impl Answered for Response {
    fn response_kind_value(self) -> Value {
        let wire = serde_json::to_value(Message::Response(self)).unwrap();
        assert!(wire.get("error").is_none(), "{wire}");
        wire["result"].clone()
    }
}

/// Line and UTF-16 column of the `nth` letter of a piece of a text.
fn place(text: &str, piece: &str, nth: usize) -> Value {
    let at = text.find(piece).unwrap() + nth;
    let before = &text[..at];
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({ "line": before.matches('\n').count(), "character": column })
}

/// A text with an edit of the protocol carried out.
fn edited(text: &str, edit: &Value) -> String {
    let byte = |at: &Value| {
        let line = usize::try_from(at["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let units = usize::try_from(at["character"].as_u64().unwrap()).unwrap();
        let mut passed = 0;
        let letters = text[start..].char_indices();
        let found = letters.into_iter().find(|(_, letter)| {
            let here = passed >= units;
            passed += letter.len_utf16();
            here
        });
        start + found.unwrap().0
    };
    let (from, to) = (byte(&edit["range"]["start"]), byte(&edit["range"]["end"]));
    format!("{}{}{}", &text[..from], edit["newText"].as_str().unwrap(), &text[to..])
}

fn labels(items: &Value) -> String {
    let labels = items.as_array().unwrap().iter();
    let labels: Vec<&str> = labels.map(|item| item["label"].as_str().unwrap()).collect();
    labels.join(" ")
}

fn folder(name: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder.to_string_lossy().into_owned()
}

/// What the same rule says to an editor whose language is Vietnamese.
fn in_vietnamese(uri: &str, text: &str) -> String {
    let mut session = Session::open("vi-VN");
    session.say(
        "textDocument/didOpen",
        json!({ "textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1, "text": text
        } }),
    );
    assert!(session.diagnostics(uri).is_empty());
    session.note("-- the same in Vietnamese");
    let at = place(text, "- id: half", 4);
    let asked = json!({ "textDocument": { "uri": uri }, "position": at });
    let hover = session.ask("textDocument/hover", asked);
    session.note(hover["contents"]["value"].as_str().unwrap());
    session.close()
}

#[test]
fn a_clerk_is_told_offered_explained_and_mended() {
    let uri = format!("file://{}/order-7.yaml", folder("lsp-session"));
    let document = |at: Value| json!({ "textDocument": { "uri": uri }, "position": at });
    let mut session = Session::open("en");
    session.say(
        "textDocument/didOpen",
        json!({ "textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1, "text": TYPED
        } }),
    );

    let told = session.diagnostics(&uri);
    assert_eq!(told.len(), 1, "{told:?}");
    let (one, range) = (&told[0], &told[0]["range"]);
    assert_eq!(range["start"], place(TYPED, "statsu", 0));
    assert_eq!(range["end"], place(TYPED, "statsu", 6));
    session.note("-- the typo is underlined");
    session.note(&format!("{} {}", one["code"], one["message"].as_str().unwrap()));

    let about = json!({
        "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [one] }
    });
    let actions = session.ask("textDocument/codeAction", about);
    let edit = &actions[0]["edit"]["changes"][uri.as_str()][0];
    let mended = edited(TYPED, edit);
    assert_eq!(mended, TYPED.replace("statsu", "status"), "nothing else is touched");
    session.note("-- the fix that is offered, and applied");
    session.note(actions[0]["title"].as_str().unwrap());
    session.say(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [{ "text": mended }]
        }),
    );
    assert_eq!(session.diagnostics(&uri), Vec::<Value>::new());

    session.note("-- a rule says what it asks");
    let hover = session.ask("textDocument/hover", document(place(&mended, "at_most", 2)));
    session.note(hover["contents"]["value"].as_str().unwrap());
    session.note("-- a group says who is in it");
    let hover =
        session.ask("textDocument/hover", document(place(&mended, "duty, out", 1)));
    session.note(hover["contents"]["value"].as_str().unwrap());

    let found =
        session.ask("textDocument/definition", document(place(&mended, "duty, out", 1)));
    assert_eq!(found["range"]["start"], place(&mended, "duty: {", 0));
    let found =
        session.ask("textDocument/definition", document(place(&mended, "\"1\"\n", 1)));
    assert_eq!(found["range"]["start"]["line"], 5);

    for (what, piece, nth) in [
        ("keys of a limit", "at_most: 50%", 0),
        ("fields of a matcher", "status: on-site", 0),
        ("words of a field", "on-site }", 0),
        ("populations", "everyone", 0),
        ("clauses", "\"1\"\n    limit", 0),
        ("keys of the document", "clauses:", 0),
    ] {
        let at = document(place(&mended, piece, nth));
        let items = session.ask("textDocument/completion", at);
        session.note(&format!("-- {what}"));
        session.note(&labels(&items));
    }
    let told = session.close() + &in_vietnamese(&uri, &mended);

    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&kept, &told).unwrap();
    }
    assert_eq!(told, fs::read_to_string(&kept).unwrap(), "UPDATE=1 writes it anew");
}

#[test]
fn files_of_a_folder_are_read_together() {
    let folder = folder("lsp-together");
    let old = "passmuster: 1\ndirective: { id: order-6 }\nissued: 2021-01-31\n\
               in_force: { from: 2021-02-01 }\nrules:\n  - id: half\n    \
               limit: { count: { status: on-site }, at_most: 3, per: [unit, day] }\n";
    fs::write(format!("{folder}/order-6.yaml"), old).unwrap();
    let uri = format!("file://{folder}/order-8.yaml");
    let text = "passmuster: 1\ndirective: { id: order-8 }\nissued: 2021-03-01\n\
                in_force: { from: 2021-03-02 }\nacts:\n  - end: order-6/half\n    \
                from: 2021-03-02\n";
    let mut session = Session::open("en");
    session.say(
        "textDocument/didOpen",
        json!({ "textDocument": {
            "uri": uri, "languageId": "yaml", "version": 1, "text": text
        } }),
    );
    session.hear();
    session.hear();
    let at = place(text, "order-6/half", 9);
    let asked = json!({ "textDocument": { "uri": uri }, "position": at });
    let found = session.ask("textDocument/definition", asked);
    assert!(found["uri"].as_str().unwrap().ends_with("/order-6.yaml"), "{found}");
    assert_eq!(found["range"]["start"]["line"], 5);
    session.close();
}
