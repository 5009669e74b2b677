//! Evidence that is forged, bent or mixed up is refused, each case of `evidence/attacks.jsonl`
//! for its own reason; what the page `docs/evidence.md` shows works.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a command that cannot run, or an envelope of another form, fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The order of the group that signatures count in, the least digit first.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9,
    0xde, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// A folder with what `init` writes, a report of it, two keys, and the report and the rules
/// signed by the first.
struct Office(PathBuf);

/// Whom the office trusts, the release that it accepted, and how it asks.
const TRUST: &str = "passmuster-trust: 1
keys:
  - { key: ours.pub, signs: [rules, reports] }
  - { key: theirs.pub, signs: [reports] }
";
const RELEASE: &str = "rules --key ours.pem --out release.att --release 42 --on 2021-02-01 \
                       --through 2021-06-30";
const TRUSTED: &str =
    "rules --attestation release.att --trust trust.yaml --on 2021-03-01 --last last";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

impl Office {
    fn new(name: &str) -> Self {
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("evidence-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        let office = Self(folder);
        assert_eq!(office.run("init").0, Some(0));
        office.run("check --rules rules --facts facts --format json=report.json");
        for (seed, name) in [(1, "ours"), (2, "theirs")] {
            let (private, public) = (key(seed), key(seed).verifying_key());
            let private = private.to_pkcs8_pem(LineEnding::LF).unwrap();
            let public = public.to_public_key_pem(LineEnding::LF).unwrap();
            fs::write(office.0.join(format!("{name}.pem")), private).unwrap();
            fs::write(office.0.join(format!("{name}.pub")), public).unwrap();
        }
        office.signs("report.json --key ours.pem --out report.att");
        office.signs("rules --key ours.pem --out rules.att");
        fs::write(office.0.join("trust.yaml"), TRUST).unwrap();
        office.signs(RELEASE);
        let (code, said) = office.run(&format!("verify {TRUSTED} --first-use"));
        assert_eq!(code, Some(0), "{said}");
        office
    }

    fn run(&self, line: &str) -> (Option<i32>, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_passmuster"));
        let Output { status, stdout, stderr } =
            program.args(line.split(' ')).current_dir(&self.0).output().unwrap();
        let said = String::from_utf8([stdout, stderr].concat()).unwrap();
        (status.code(), said)
    }

    #[track_caller]
    fn signs(&self, line: &str) {
        let (code, said) = self.run(&format!("attest {line}"));
        assert_eq!(code, Some(0), "{said}");
    }

    /// Changes words of a file; without words it is new, and without others it is gone.
    fn change(&self, file: &str, words: Option<&str>, to: Option<&str>) {
        let path = self.0.join(file);
        match (words, to) {
            (Some(words), Some(to)) => {
                let text = fs::read_to_string(&path).unwrap();
                assert!(text.contains(words), "{words} is not in {text}");
                fs::write(&path, text.replacen(words, to, 1)).unwrap();
            }
            (None, Some(to)) => fs::write(&path, to).unwrap(),
            _ => fs::remove_file(&path).unwrap(),
        }
    }

    /// Makes another signature of the report's, or another statement with a good one.
    fn forge(&self, with: impl Fn(&mut Vec<u8>, &mut Vec<u8>)) {
        let path = self.0.join("report.att");
        let mut envelope: Value =
            serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let of = |value: &Value| STANDARD.decode(value.as_str().unwrap()).unwrap();
        let mut payload = of(&envelope["payload"]);
        let mut signature = of(&envelope["signatures"][0]["sig"]);
        with(&mut payload, &mut signature);
        envelope["payload"] = STANDARD.encode(payload).into();
        envelope["signatures"][0]["sig"] = STANDARD.encode(signature).into();
        fs::write(path, envelope.to_string()).unwrap();
    }

    fn forge_signature(&self, how: &str) {
        self.forge(|payload, signature| match how {
            "plus the order" => plus_order(&mut signature[32..]),
            "a digest of key and payload" => {
                let public = key(1).verifying_key().to_bytes();
                *signature = Sha256::digest([&public[..], payload].concat()).to_vec();
            }
            "of the payload without its type" => {
                *signature = key(1).sign(payload).to_vec();
            }
            "by their key" => *signature = key(2).sign(&enclosed(payload)).to_vec(),
            other => {
                assert_eq!(other, "nothing");
                signature.clear();
            }
        });
    }

    /// The statement says something else, and is signed as that.
    fn sign_statement(&self, words: &str, to: &str) {
        self.forge(|payload, signature| {
            let text = String::from_utf8(payload.clone()).unwrap();
            assert!(text.contains(words), "{words} is not in {text}");
            *payload = text.replacen(words, to, 1).into_bytes();
            *signature = key(1).sign(&enclosed(payload)).to_vec();
        });
    }
}

/// What DSSE signs, written down a second time.
fn enclosed(payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 28 application/vnd.in-toto+json {} ", payload.len());
    [head.as_bytes(), payload].concat()
}

/// The same number, a whole turn further.
fn plus_order(number: &mut [u8]) {
    let mut carry = 0;
    for (digit, order) in number.iter_mut().zip(ORDER) {
        let sum = u16::from(*digit) + u16::from(order) + carry;
        *digit = u8::try_from(sum & 0xff).unwrap();
        carry = sum >> 8;
    }
    assert_eq!(carry, 0);
}

#[test]
fn what_was_signed_is_as_it_was() {
    let office = Office::new("good");
    let of = |subject: &str, more: &str| {
        office.run(&format!("verify {subject} --attestation {more}"))
    };
    for (subject, more) in [("report.json", "report.att"), ("rules", "rules.att")] {
        let (code, said) = of(subject, &format!("{more} --key ours.pub"));
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(": as signed by key "), "{said}");
    }
    office.signs("report.json --key ours.pem --key theirs.pem --out both.att");
    let (code, said) = of("report.json", "both.att --key theirs.pub --key ours.pub");
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = of("report.json", "both.att --key ours.pub");
    assert_eq!(code, Some(1), "every signature must verify: {said}");
    office.signs("report.json --key ours.pem --out again.att");
    let bytes = |name: &str| fs::read(office.0.join(name)).unwrap();
    assert_eq!(bytes("report.att"), bytes("again.att"), "no clock, nothing drawn by lot");
}

#[test]
fn releases_follow_each_other() {
    let office = Office::new("releases");
    let asked = || office.run(&format!("verify {TRUSTED}"));
    assert_eq!(asked().0, Some(0), "the same release again");
    office.signs(&RELEASE.replace("42", "43"));
    assert_eq!(asked().0, Some(0));
    office.signs(RELEASE);
    let (code, said) = asked();
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("release 42 is older than 43"), "{said}");
    let by_trust =
        "report.json --attestation report.att --trust trust.yaml --on 2021-03-01";
    let (code, said) = office.run(&format!("verify {by_trust}"));
    assert_eq!(code, Some(0), "{said}");
    office.signs("report.json --key theirs.pem --out report.att");
    assert_eq!(office.run(&format!("verify {by_trust}")).0, Some(0), "either may sign");
}

#[test]
fn attacks_are_refused_each_for_its_reason() {
    for (nth, line) in (1..).zip(include_str!("evidence/attacks.jsonl").lines()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let of = |key: &str| case[key].as_str();
        let office = Office::new(&nth.to_string());
        if let Some(file) = of("file") {
            office.change(file, of("words"), of("to"));
        }
        if let Some(more) = of("attest") {
            office.signs(more);
        }
        if let Some(name) = of("moved") {
            fs::rename(office.0.join(of("from").unwrap()), office.0.join(name)).unwrap();
        }
        if let Some(how) = of("signature") {
            office.forge_signature(how);
        }
        if let (Some(words), Some(to)) = (of("statement"), of("says_instead")) {
            office.sign_statement(words, to);
        }
        let default = "report.json --attestation report.att --key ours.pub";
        let asked = of("verify").unwrap_or(default);
        let (code, said) = office.run(&format!("verify {asked}"));
        let case_code = case["code"].as_i64();
        assert_eq!(code.map(i64::from), case_code, "line {nth}: {said}");
        assert!(said.contains(of("says").unwrap()), "line {nth}: {said}");
    }
}

#[test]
fn a_private_key_is_never_printed_and_only_an_ed25519_one_signs() {
    let office = Office::new("keys");
    for (key, words) in [
        ("ours.pub", "holds no private key for Ed25519"),
        ("report.json", "holds no private key for Ed25519"),
        ("nowhere.pem", "`nowhere.pem` cannot be read"),
    ] {
        let (code, said) = office.run(&format!("attest rules --key {key} --out x.att"));
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(words), "{said}");
        assert!(!office.0.join("x.att").exists());
    }
    let line = "attest report.json --key ours.pem --key ours.pem --out x.att";
    let (code, said) = office.run(line);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is there twice; it counts once"), "{said}");
    let (code, said) = office.run("attest ours.pub --key ours.pem --out x.att");
    assert_eq!(code, Some(2), "{said}");
    let secret = fs::read_to_string(office.0.join("ours.pem")).unwrap();
    let secret = secret.lines().nth(1).unwrap();
    for line in [
        "attest rules --key ours.pem --out y.att",
        "verify rules --attestation rules.att --key ours.pem",
    ] {
        let (_, said) = office.run(line);
        assert!(!said.contains(secret), "{said}");
    }
}

/// Runs the blocks marked `sh` of the page one after another in an empty folder, as one who
/// reads it would, and holds what is printed against the lines behind `# prints`.
#[test]
fn the_page_about_evidence_shows_what_works() {
    let has = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .output()
            .is_ok_and(|ran| ran.status.success())
    };
    if !has("openssl", &["version"]) || !has("sh", &["-c", "exit 0"]) {
        eprintln!(
            "skipped: the_page_about_evidence_shows_what_works needs openssl and sh"
        );
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("docs/evidence.md")).unwrap();
    let script: Vec<&str> = page
        .split("```sh\n")
        .skip(1)
        .map(|block| block.split_once("```").unwrap().0)
        .collect();
    assert!(script.len() > 3);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("evidence-page");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_passmuster")).parent().unwrap();
    let paths = std::env::var_os("PATH").unwrap();
    let paths = [program.to_owned()].into_iter().chain(std::env::split_paths(&paths));
    let paths = std::env::join_paths(paths).unwrap();
    for (nth, block) in (1..).zip(script) {
        let ran = Command::new("sh")
            .args(["-e", "-c", block])
            .env("PATH", &paths)
            .current_dir(&folder)
            .output()
            .unwrap();
        let printed = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
        assert_eq!(ran.status.code(), Some(0), "block {nth}:\n{block}\n{printed}");
        for wanted in block.lines().filter_map(|line| line.strip_prefix("# prints ")) {
            assert!(printed.contains(wanted), "block {nth}: no {wanted:?} in\n{printed}");
        }
    }
}
