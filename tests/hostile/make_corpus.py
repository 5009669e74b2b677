#!/usr/bin/env python3
"""Writes rules/*, tables/* and MANIFEST.tsv beside this file, byte for byte.

Every file attacks one thing. Change them here and never by hand: editors mend what must
stay broken. usage: make_corpus.py [FOLDER]
"""
import os
import sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
ROWS = []


def put(folder, name, data, attacks, wanted, line=None, note=""):
    """One file; `wanted` is the code of a refusal, of a warning or notice, or `-`."""
    if isinstance(data, str):
        data = data.encode("utf-8")
    path = os.path.join(ROOT, folder)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, name), "wb") as file:
        file.write(data)
    verdict = "refuse" if wanted.startswith("E") else "accept" if wanted == "-" else "warn"
    ROWS.append((f"{folder}/{name}", attacks, verdict, wanted, str(line or "-"), note))


HEAD = """passmuster: 1
directive:
  id: d-2026-014
  title: "Office presence cap"
  issuer: office-director
  signed: "2026-01-05"
in_force: { from: "2026-01-12", through: "2026-03-31" }
clauses: { "1": half of the staff at most }
"""
RULE = """rules:
  - id: cap-hcm
    cites: "1"
    when: { unit: HCM }
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
"""
OK = HEAD + RULE
# The lines of a file that is in order, by what stands on them.
ID, TITLE, ISSUER, WINDOW, RULES, RULE_ID, WHEN, LIMIT, BEHIND = 3, 4, 5, 7, 9, 10, 12, 13, 14


def rule(name, data, attacks, wanted, line=None, note=""):
    put("rules", name + ".yaml", data, attacks, wanted, line, note)


def titled(title):
    return OK.replace("Office presence cap", title)


def limited(amount):
    return OK.replace("at_most: 50%", f"at_most: {amount}")


def unit(text):
    return OK.replace("unit: HCM", f"unit: {text}")


rule("000-control", OK, "nothing: the file that the others break", "-")

# What exhausts a reader.
laughs = "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [" + ",".join([f"*{chr(97 + i)}"] * 9) + "]\n"
    for i in range(9))
rule("001-laughs-in-lists", "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n" + laughs + OK,
     "aliases that multiply", "E202", 1)
rule("002-laughs-in-title",
     'x: &a "' + "A" * 64 + '"\n' + "".join(
         f"y{i}: &b{i} [" + ", ".join([f"*{'a' if i == 0 else 'b' + str(i - 1)}"] * 8) + "]\n"
         for i in range(8)) + OK,
     "aliases that multiply a text", "E202", 1)
rule("003-quadratic-alias",
     "base: &b [" + ",".join(["x"] * 200) + "]\nall: [" + ",".join(["*b"] * 150) + "]\n" + OK,
     "one long list, aliased often", "E202", 1)
rule("004-alias-of-itself", HEAD + "rules: &r\n  - id: loop\n    of: *r\n",
     "an alias within its own anchor", "E202", RULES)
rule("005-merge-bomb",
     "m0: &m0 {a: 1}\n" + "".join(
         f"m{i}: &m{i}\n  <<: [*m{i - 1}, *m{i - 1}, *m{i - 1}]\n  k{i}: {i}\n"
         for i in range(1, 12)) + OK,
     "merge keys that multiply", "E202", 1)
rule("006-deep-lists", "x: " + "[" * 500 + "]" * 500 + "\n" + OK, "five hundred levels", "E206", 1)
rule("007-deep-never-closed", "x: " + "[" * 8000 + "\n", "levels that never close", "E206", 1)
rule("008-deep-blocks", "".join(" " * i + "a:\n" for i in range(180)) + " " * 180 + "b: 1\n",
     "180 levels by indentation", "E206", 17)
rule("009-document-storm", "--- a\n" * 1500, "1500 documents", "E207", 2)
rule("010-second-document", OK + "---\n" + limited("90%"),
     "a second document that a reviewer overlooks", "E207", BEHIND)
rule("011-many-rules", HEAD + "rules:\n" + "".join(
    f'  - {{ id: r{i}, cites: "1", limit: {{ count: {{ team: t{i} }}, at_most: {i + 1}, '
    "per: [unit, day] } }\n" for i in range(120)), "120 rules: long but lawful", "-")
rule("012-long-text", titled("T" * 9000), "a text of 9000 letters", "E209", TITLE)
rule("013-long-key", "K" * 8192 + ": 1\n" + OK, "a key of 8192 letters", "E209", 1)
rule("014-comment-flood", "# c\n" * 2500 + OK, "2500 comments: long but lawful", "-")
rule("015-anchor-flood", "z: [" + ",".join(f"&a{i} 1" for i in range(120)) + "]\n" + OK,
     "anchors that nobody uses", "E202", 1)
rule("016-keys-in-keys", "? " * 200 + "a\n", "keys within keys", "E206", 1)

# Keys that are lost, doubled or smuggled.
rule("020-key-twice", OK + "rules: []\n", "a key given twice at the top", "E205", BEHIND)
rule("021-bound-twice", OK.replace("per: [unit", "at_most: 90%, per: [unit"),
     "a bound given twice in braces", "E205", LIMIT)
rule("022-key-twice-escaped", OK + '"\\u0072ules": []\n', "the second one is escaped",
     "E205", BEHIND)
rule("023-key-twice-decomposed",
     OK.replace('clauses: { "1": half of the staff at most }',
                'clauses:\n  "1": half\n  "Hà Nội": north\n  "Ha\u0300 No\u0323\u0302i": south'),
     "the second one is decomposed", "E205", 11)
rule("024-merge-of-an-anchor",
     "defaults: &d { limit: { at_most: 90% } }\n" + HEAD + "rules:\n  - <<: *d\n    id: cap-hcm\n",
     "a merge key that overrides", "E202", 1)
rule("025-merge-in-place",
     OK.replace("  - id: cap-hcm", "  - <<: { limit: { at_most: 90% } }\n    id: cap-hcm"),
     "a merge key without alias", "E203", RULE_ID)
rule("026-key-number", OK + "2026: x\n", "a number as key", "E212", BEHIND)
rule("027-key-nothing", OK + "? \n: x\n", "nothing as key", "E212", BEHIND)
rule("028-key-list", OK + "? [a, b]\n: x\n", "a list as key", "E212", BEHIND)
rule("029-key-misspelt", OK.replace("at_most:", "at_moost:"), "a slip in a key", "E301", LIMIT)
rule("030-key-of-prototype", OK + "__proto__: { admin: true }\nconstructor: { prototype: {} }\n",
     "keys that change objects in JavaScript", "E301", BEHIND)
rule("031-key-outdented", OK + "  exempt: [an]\n", "a key moved out of its rule", "E201", BEHIND)
rule("032-tab", OK.replace("    when", "\twhen"), "a tab as indentation", "E213", WHEN)

# Tags and YAML directives.
for name, text, attacks in [
    ("040-tag-python-apply", '!!python/object/apply:os.system ["id"]', "a call in Python"),
    ("041-tag-python-new", "!!python/object/new:subprocess.Popen [[id]]", "an object in Python"),
    ("042-tag-java", '!!javax.script.ScriptEngineManager [ !!java.net.URLClassLoader '
     '[[ !!java.net.URL ["http://localhost/"] ]] ]', "a class loader in Java"),
    ("043-tag-ruby", "!ruby/object:Gem::Installer {i: x}", "an object in Ruby"),
    ("044-tag-include", "!include /etc/passwd", "a file drawn in"),
    ("045-tag-environment", "!ENV ${HOME}", "the environment drawn in"),
]:
    rule(name, OK + f"x: {text}\n", attacks, "E204", BEHIND)
rule("046-tag-binary", OK.replace("id: cap-hcm", "id: !!binary Y2FwLWhjbQ=="),
     "a name that a reviewer cannot read", "E204", RULE_ID)
rule("047-tag-text", limited("!!str 5"), "a type forced on a value", "E204", LIMIT)
rule("048-tag-handle", "%TAG !! tag:evil.example,2026:\n---\n" + OK, "a tag handle of one's own",
     "E211", 1)
rule("049-yaml-1.1", "%YAML 1.1\n---\n" + OK, "the types of YAML 1.1", "E211", 1)
rule("050-yaml-9.9", "%YAML 9.9\n---\n" + OK, "an unknown YAML", "E211", 1)

# Values that programs read differently.
rule("060-norway", unit("NO"), "a truth value in YAML 1.1", "-", None,
     "`no` is a text in the language: nothing is guessed")
rule("061-truth-values", unit("true"), "a truth value", "E304", WHEN)
rule("062-sexagesimal", unit("10:30"), "630 in YAML 1.1", "E304", WHEN)
rule("063-octal", unit("010"), "8 in YAML 1.1", "E304", WHEN)
rule("064-octal-0o", limited("0o17"), "an octal number", "E304", LIMIT)
rule("065-hexadecimal", limited("0x1F_FF"), "a hexadecimal number", "E304", LIMIT)
rule("066-float", OK.replace("issuer: office-director", "number: 1.10"), "1.1 as a float",
     "E304", ISSUER)
rule("067-day-unquoted", OK.replace('from: "2026-01-12"', "from: 2026-01-12"),
     "an implicit timestamp", "-", None, "days are written bare")
for name, old, new, attacks, code in [
    ("068-day-impossible", "2026-03-31", "2026-02-30", "30 February", "E401"),
    ("069-day-of-no-leap-year", "2026-03-31", "2100-02-29", "a century is no leap year", "E401"),
    ("070-day-first", "2026-01-12", "12/01/2026", "day and month may be swapped", "E402"),
    ("072-instant", "2026-01-12", "2026-01-11T17:00:00Z", "another day in Hanoi", "E407"),
    ("073-year-10000", "2026-03-31", "10000-01-01", "five digits of a year", "E402"),
    ("074-year-0", "2026-01-12", "0000-00-00", "the zero of a database", "E401"),
    ("075-week-53-of-52", "2026-03-31", "2027-W53", "a week that the year lacks", "E402"),
    ("076-week-53", "2026-03-31", "2026-W53", "a week where a day is wanted", "E402"),
    ("077-full-width-digits", "2026-01-12", "２０２６-０１-１２", "digits of another alphabet",
     "E402"),
]:
    note = "weeks are no days of the language" if "W53" in new else ""
    rule(name, OK.replace(old, new), attacks, code, WINDOW, note)
rule("071-window-backward",
     OK.replace('from: "2026-01-12", through: "2026-03-31"',
                'from: "2026-03-31", through: "2026-01-12"'),
     "a window that nothing falls into", "E403", WINDOW)
rule("078-null-bound", limited("~"), "null, read as no bound", "E314", LIMIT)
rule("079-no-rules", HEAD + "rules: []\n", "no rule, so that everything passes", "E311", RULES)
rule("080-empty", "", "nothing at all", "E311", 1)
rule("081-comment-only", "# nothing here\n", "nothing but a comment", "E311", 1)
rule("082-rules-null", HEAD + "rules:\n", "rules without a value", "E314", RULES)

# Numbers.
for name, amount, attacks, code in [
    ("090-huge", "9" * 44, "more than any integer", "E305"),
    ("091-one-more-than-64-bits", "9223372036854775808", "an overflow by one", "E305"),
    ("092-negative", "-1", "a negative bound", "E305"),
    ("093-minus-zero", "-0", "minus zero", "E304"),
    ("094-nan", ".nan", "NaN: nobody ever breaks the bound", "E304"),
    ("095-infinite", ".inf", "a bound without end", "E304"),
    ("096-float-third", "0.333", "a float for a third", "E307"),
    ("097-share-of-zero", "1/0", "a division by zero", "E307"),
    ("099-decimal-comma", '"33,3%"', "a decimal comma", "E324"),
    ("100-exponent", "1e400", "an exponent beyond floats", "E304"),
    ("101-huge-share", "1" * 400 + "/" + "3" * 400, "a share of 400 digits", "E305"),
    ("102-endless-per-cent", "33." + "3" * 500 + "%", "500 decimals", "E305"),
]:
    rule(name, limited(amount), attacks, code, LIMIT)
rule("098-share-above-one", limited("150%"), "a cap that nothing reaches", "W306", RULE_ID,
     "no share is refused for its size: a floor may be above the base; lint says that the "
     "cap never binds")

# Bytes and Unicode.
raw = OK.encode()
rule("110-mark-utf-8", b"\xef\xbb\xbf" + raw, "a byte-order mark", "W110", 1)
rule("111-utf-16", OK.encode("utf-16-le").join([b"\xff\xfe", b""]), "UTF-16", "E102", 1)
rule("112-utf-32", OK.encode("utf-32-le").join([b"\xff\xfe\0\0", b""]), "UTF-32", "E102", 1)
rule("113-mark-in-a-name", OK.replace("cap-hcm", "cap\ufeff-hcm"), "an invisible space",
     "E107", RULE_ID)
rule("114-not-utf-8", raw.replace(b"Office", b"Off\xffice"), "a byte of no UTF-8", "E101", TITLE)
rule("115-overlong", raw.replace(b"HCM", b"H\xc0\xafM"), "a letter in too many bytes",
     "E101", WHEN)
rule("116-surrogate", raw.replace(b"HCM", b"H\xed\xa0\x80M"), "half a pair, as bytes",
     "E101", WHEN)
rule("117-surrogate-escaped", titled("Off\\ud800ice"), "half a pair, escaped", "E201", TITLE)
rule("118-nul", raw.replace(b"HCM", b"HCM\0"), "a zero byte", "E103", WHEN)
rule("119-nul-escaped", titled("Office\\0cap"), "a zero byte, escaped", "E103", TITLE)
rule("120-terminal", titled("ok\\e[2J\\e[1;32mPASS\\e[0m"), "a title that paints the terminal",
     "E103", TITLE)
rule("121-bidi", titled("cap \u202e%09 :timil\u202c"), "text that shows in another order",
     "E104", TITLE)
rule("122-bidi-in-a-comment",
     OK.replace("    limit:", "    # \u2066 limit: { at_most: 10% } \u2069\u202e\n    limit:"),
     "a comment that shows as a rule", "E104", LIMIT)
rule("123-cyrillic-word", unit("\u041d\u0421\u041c"), "a Cyrillic word that looks Latin",
     "E106", WHEN)
rule("124-cyrillic-letter", OK.replace("cap-hcm", "c\u0430p-hcm"), "a Cyrillic letter in a name",
     "E312", RULE_ID)
rule("125-eth", unit('"\u00d0à Nẵng"'), "the Icelandic letter for the Vietnamese one",
     "E106", WHEN)
rule("126-decomposed", unit('"Đa\u0300 Na\u0306\u0303ng"'), "letters and marks apart",
     "W105", WHEN)
rule("127-two-tones", unit('"Hu\u0323\u00ea\u0301"'), "two tones on one syllable", "W105", WHEN,
     "a value is any text; a rule that matches nobody says so when it is judged")
rule("128-joiner", OK.replace("office-director", "office\u200d-director"), "an invisible joiner",
     "E107", ISSUER)
rule("129-no-break-space", unit('"HCM\u00a0"'), "an invisible space at the end", "E107", WHEN)
rule("130-line-separators", titled("Office\u2028presence\u0085cap"),
     "line ends in YAML 1.1 alone", "E103", TITLE)
rule("131-cr", OK.replace("\n", "\r"), "line ends of old", "-")
rule("132-crlf", OK.replace("\n", "\r\n"), "line ends of Windows", "-")
rule("133-windows-1258", raw.replace(b"Office presence cap", b"Gi\xf5\xeci ha\xf2n"),
     "bytes of Windows-1258", "E101", TITLE)
rule("134-tag-characters",
     OK.replace("cap-hcm", "cap-hcm" + "".join(chr(0xE0000 + ord(one)) for one in "off")),
     "letters that nobody sees", "E107", RULE_ID)

# Text that other programs would run.
rule("140-sql-in-a-name", OK.replace("id: cap-hcm", "id: 'cap\"; DROP TABLE roster; --'"),
     "SQL in a name", "E312", RULE_ID)
rule("141-sql-in-a-value", unit("\"HCM' OR '1'='1\""), "SQL in a value", "-", None,
     "a value is any text, and is compared, never run")
rule("142-sql-in-a-field",
     OK.replace("{ unit: HCM }", '{ "unit\\" IS NOT NULL OR \\"1": HCM }'), "SQL in a field",
     "E316", WHEN)
rule("143-sql-apostrophe", unit('"HCM\u02bc OR 1=1"'), "a letter that turns into a quote", "-",
     None, "a value is any text, and is compared, never run")
rule("144-html", titled("<script>alert(document.domain)</script>"), "a script in a title", "-")
rule("145-html-attribute", OK.replace('"Office presence cap"', "'\" onmouseover=alert(1) x=\"'"),
     "an attribute in a title", "-")
rule("146-markdown", titled("[click](javascript:alert(1))"), "a link in a title", "-")
rule("147-workflow-command", titled("x\\n::error file=app.rs,line=1::pwned\\n::add-mask::ok"),
     "a command of the build server", "E103", TITLE)
rule("148-format-string", titled("%s%s%n {0} {{7*7}} ${7*7} #{7*7}"), "templates in a title", "-")
rule("149-path-up", "extends: ../../../../etc/passwd\n" + OK, "a path out of the folder",
     "E301", 1, "no key draws a file in")
for name, text, attacks in [
    ("150-path-absolute", "/etc/hostname", "an absolute path as another document"),
    ("151-address", '"http://169.254.169.254/latest/meta-data/"', "an address as another document"),
    ("152-device", "CON", "a device as another document"),
    ("153-backslashes", '"..\\\\..\\\\secret"', "a path with backslashes as another document"),
]:
    rule(name, OK.replace("  issuer: office-director", f"  implements: {text}"), attacks, "E312",
         ISSUER, "another document is named by its id, never by a path")
rule("154-window-of-itself",
     OK.replace('in_force: { from: "2026-01-12", through: "2026-03-31" }',
                "in_force: { as: d-2026-014 }"), "a window taken from itself", "E310", WINDOW)
rule("155-pattern", OK + 'match: "^(a+)+$"\n', "a pattern that never ends", "E301", BEHIND,
     "the language has no patterns")

# Meaning and authority.
rule("160-rule-twice", OK + RULE.removeprefix("rules:\n").replace("50%", "90%"),
     "two rules of one name", "E308", BEHIND)
rule("161-act-on-the-unknown", OK + "acts: [{ end: d-1999-001, from: 2026-02-01, cites: \"1\" }]\n",
     "an act on a document that is not there", "W421", BEHIND,
     "documents need not be loaded together")
rule("162-act-on-itself", OK + "acts: [{ end: d-2026-014, from: 2026-02-01 }]\n",
     "a document that ends itself", "E310", BEHIND)
grant = "{ grant: w1, rule: cap-hcm, person: an, by: an, from: 2026-01-12, through: 2099-12-31 }"
rule("163-grant-in-the-file", OK + f"grants:\n  - {grant}\n", "a grant by whom it favours",
     "E301", BEHIND, "grants are facts; no rule file can carry one")
rule("164-grant-in-the-rule", OK + f"    granted: {grant}\n", "a grant within a rule",
     "E301", BEHIND, "grants are facts; no rule file can carry one")
rule("165-grants-by-nobody", OK + "    unless_granted: { by: }\n", "leave by whom, not said",
     "E314", BEHIND)
rule("166-grants-by-no-one", OK + "    unless_granted: { by: [] }\n", "leave by an empty list",
     "E311", BEHIND)
rule("167-no-rounding", OK, "half of five: two or three?", "-", None,
     "nothing is rounded unless the rule says so: fractions are compared exactly")
rule("168-rules-clash", HEAD + """rules:
  - { id: a, cites: "1", limit: { count: { status: on-site }, at_most: 3, per: [unit, day] } }
  - { id: b, cites: "1", limit: { count: { status: on-site }, at_least: 4, per: [unit, day] } }
""", "at most three and at least four", "W315", 11)
rule("169-exempts-everybody",
     OK.replace("per: [unit, day]", "per: [unit, day], exempt: { who: everyone, out_of: count }"),
     "an exemption of everybody", "W308", LIMIT)
rule("170-newer", OK.replace("passmuster: 1", "passmuster: 999"), "a language of the future",
     "E313", 1)
rule("171-no-version", OK.replace("passmuster: 1\n", ""), "no word of the language", "E302", 1)
rule("172-version-list", OK.replace("passmuster: 1", "passmuster: [1]"), "the version as a list",
     "E303", 1)
rule("173-json",
     '{"passmuster":1,"directive":{"id":"d","signed":"2026-01-05"},"in_force":{"from":'
     '"2026-01-12","through":"2026-03-31"},"clauses":{"1":"half"},"rules":[{"id":"cap",'
     '"cites":"1","limit":{"count":{"status":"on-site"},"at_most":"50%","of":"everyone",'
     '"per":["unit","day"]}}]}\n', "JSON is YAML: the two must agree", "-")
rule("174-cut-off", OK[:-25], "a file cut off within braces", "E201", LIMIT)
rule("175-html-page", "<!DOCTYPE html><html><body>404 Not Found</body></html>\n",
     "an error page under the name of a rule file", "E303", 1)
rule("176-conflict-marker", OK.replace("    limit:", "<<<<<<< HEAD\n    limit:"),
     "a merge that was not finished", "E201", LIMIT)
rule("177-block-swallows",
     OK.replace('  id: d-2026-014\n  title: "Office presence cap"\n',
                "  title: |\n    Office presence cap\n    id: d-2026-014\n"),
     "a block of text that swallows a key", "E302", 3)


# Tables.
def table(name, data, attacks, wanted, line=None, note=""):
    put("tables", name + ".csv", data, attacks, wanted, line, note)


def put_beside(name, table, text):
    """Another table of the facts, in the folder called after the attendance."""
    folder = os.path.join(ROOT, "tables", name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, table + ".csv"), "wb") as file:
        file.write(text.encode("utf-8"))


COLUMNS = "person,name,team,unit,date,status\n"
AN = "an-01,Nguyễn Văn An,alpha,HCM,2026-01-12,on-site\n"
BINH = "binh-02,Trần Thị Bình,alpha,HCM,2026-01-12,remote\n"
BOTH = COLUMNS + AN + BINH
HOURS = COLUMNS.replace("\n", ",hours\n")


def named(*names):
    """One row for each name."""
    return COLUMNS + "".join(
        f"p-{nth},{name},alpha,HCM,2026-01-12,on-site\n" for nth, name in enumerate(names, 1))


def ids(*persons):
    """One row for each id, each on a day of its own."""
    return COLUMNS + "".join(
        f"{person},An,alpha,HCM,2026-01-{nth},on-site\n" for nth, person in enumerate(persons, 12))


def dated(day):
    return COLUMNS + f"an-01,An,alpha,HCM,{day},on-site\n"


table("000-control", BOTH, "nothing: the table that the others break", "-")

# Encodings.
table("001-mark-utf-8", b"\xef\xbb\xbf" + BOTH.encode(), "a mark glued to the header", "W110", 1)
table("002-mark-twice", b"\xef\xbb\xbf\xef\xbb\xbf" + BOTH.encode(), "two marks", "E107", 1)
table("003-utf-16", b"\xff\xfe" + BOTH.replace(",", "\t").encode("utf-16-le"),
      "what Excel calls Unicode text", "E102", 1)
table("004-utf-16-bare", BOTH.encode("utf-16-le"), "UTF-16 without a mark", "E103", 1)
head = COLUMNS.encode()
table("005-windows-1258", head + b"p-1,Nguy\xea\xden V\xe3n An,alpha,HCM,2026-01-12,on-site\n",
      "tones that follow their letters", "E101", 2)
table("006-windows-1258-d", head + b"p-3,\xd0\xe0o \xd0i\xccnh,alpha,HCM,2026-01-12,on-site\n",
      "one byte, two letters", "E101", 2)
table("007-tcvn3", head + b"p-1,Nguy\xd4n V\xa8n An,alpha,HCM,2026-01-12,on-site\n",
      "an encoding of old fonts", "E108", 2)
table("008-tcvn3-saved", named("Nguy\u00d4n V\u00a8n An"), "old fonts, saved as UTF-8",
      "W108", 2)
table("009-vni-saved", named("Nguye\u00e3n Va\u00ean An"), "VNI, saved as UTF-8", "W108", 2)
table("010-twice-encoded", named("Nguy\u00e1\u00bb\u2026n V\u00c4\u0192n An"),
      "UTF-8 encoded twice", "W108", 2)
table("011-two-encodings",
      head + AN.encode() + b"p-2,Tr\xe2\xccn Bi\xccnh,alpha,HCM,2026-01-12,on-site\n",
      "two encodings in one file", "E101", 3)
table("012-not-utf-8-in-an-id", BOTH.encode().replace(b"an-01", b"an\xff01"),
      "a byte of no UTF-8 in an id", "E101", 2)
table("013-cut-off", (COLUMNS + "p-1,Nguyễ").encode()[:-1], "a file cut within a letter",
      "E101", 2)
table("014-utf-7", named("+ADw-script+AD4-"), "UTF-7, which nobody should decode", "-")

# What looks alike.
table("020-decomposed-name",
      BOTH + AN.replace("Nguyễn Văn", "Nguye\u0302\u0303n Va\u0306n").replace("-12,", "-13,"),
      "one name in two forms", "W105", 4)
table("021-decomposed-team",
      COLUMNS + "p-1,An,Kế toán,HCM,2026-01-12,on-site\n"
      "p-2,Binh,Ke\u0302\u0301 toa\u0301n,HCM,2026-01-12,on-site\n",
      "one team split in two", "W105", 3)
table("022-tone-styles",
      COLUMNS + "p-1,An,Hòa Bình,HCM,2026-01-12,on-site\n"
      "p-2,Binh,Hoà Bình,HCM,2026-01-12,on-site\n", "old and new places of the tone", "W116", 3)
table("023-eth",
      COLUMNS + "p-1,An,Đà Nẵng,HCM,2026-01-12,on-site\n"
      "p-2,Binh,\u00d0à Nẵng,HCM,2026-01-12,on-site\n", "two letters of one look", "E106", 3)
table("024-cyrillic-id", ids("P001", "\u0420001"), "two people where there is one", "E106", 3)
table("025-zero-width-id", ids("P001", "P001\u200b"), "an invisible space in an id", "E107", 3)
table("026-space-behind-id", ids("P001", "P001 "), "a space behind an id", "E512", 3)
table("027-case-of-an-id", ids("P001", "p001"), "ids that differ in case", "W513", 3)
table("028-dotted-i", ids("ID1", "\u0130D1"), "a dotted capital I", "E106", 3)
table("029-full-width-id", ids("P001", "\uff30\uff10\uff10\uff11"), "letters of full width",
      "E106", 3)
table("030-bidi-name", named("An \u202etxt.exe"), "a name that shows in another order",
      "E104", 2)
table("031-marks-flood", named("A" + "\u0301" * 1500), "1500 marks on one letter", "E105", 2)

# Text that other programs would run.
FORMULA = "the report writes such a cell as text; the facts keep it as it is"
table("040-formula", named('"=HYPERLINK(""http://localhost/?x=""&A1,""click"")"'), "a formula",
      "-", None, FORMULA)
table("041-formula-signs", named("+1+1", "-2+3", "@SUM(1+1)"), "formulas by other signs", "-",
      None, FORMULA)
table("042-formula-behind-a-tab", named('"\t=1+1"', '"\r=1+1"'), "a formula behind a tab",
      "E103", 2)
table("043-formula-dde", named("\"=cmd|' /C calc'!A0\""), "a formula that runs a program", "-",
      None, FORMULA)
table("044-formula-full-width", named("\uff1d1+1"), "an equals sign of full width", "-", None,
      FORMULA)
table("045-formula-behind-semicolon", named('"a;=1+1"'), "a formula where `;` separates", "-",
      None, FORMULA)
table("046-html", named("<script>alert(1)</script>"), "a script in a name", "-")
table("047-html-attribute", named('"<img src=x onerror=""alert(1)"">"'), "an attribute in a name",
      "-")
table("048-html-entity", named("&lt;script&gt;"), "a script escaped already", "-")
table("049-json-in-html", named("</script><script>alert(1)</script>"), "the end of a script", "-")
table("050-workflow-command", named("::error::boom"), "a command of the build server", "-")
table("051-sql", COLUMNS + "p-1,An,\"alpha'; DROP TABLE roster; --\",HCM,2026-01-12,on-site\n",
      "SQL in a team", "-")
table("052-terminal", named("An\x1b[2K\x1b[1A"), "a name that paints the terminal", "E103", 2)

# Structure.
table("060-empty", "", "nothing at all", "E501", 1)
table("061-header-only", COLUMNS, "no rows", "E517", 1,
      "attendance without rows is refused by the language")
table("062-no-header", AN + BINH, "no header", "E501", 1)
table("063-column-twice", COLUMNS.replace("status", "status,status") + AN.replace(
    "on-site", "on-site,remote"), "a column given twice", "E501", 1)
table("064-header-case", BOTH.replace("person,name", "Person, name "), "a header of other case",
      "E501", 1)
table("065-column-unread", COLUMNS.replace("\n", ",salary\n") + AN.replace("\n", ",12000000\n"),
      "a column of personal data", "unread-columns", None,
      "a column that no rule reads is named in a notice and never enters the facts")
table("066-short-row", COLUMNS + "p-1,An,alpha,HCM,2026-01-12\n", "a cell too few", "E502", 2)
table("067-long-row", COLUMNS + AN.replace("\n", ",extra\n"), "a cell too many", "E502", 2)
table("068-comma-in-a-name", named("Nguyễn, An"), "a comma without quotes", "E502", 2)
table("069-quote-open", named('"An') + BINH, "a quote that swallows the rest", "E503", 2)
table("070-quote-open-last", COLUMNS + AN + 'p-2,Binh,alpha,HCM,2026-01-12,"remote',
      "a quote open in the last cell", "E503", 3)
table("071-quote-in-a-cell", named('An "the man" Le'), "a quote in a bare cell", "E504", 2)
table("072-text-behind-quote", named('"An"x'), "text behind a quote", "E504", 2)
table("073-backslash", named('"An \\"x\\" Le"'), "backslashes that do not escape", "E504", 2)
table("074-line-break", named('"An\nLe"'), "a line break in a cell", "E103", 2)
table("075-nul", BOTH.encode().replace("Văn".encode(), b"V\0n"), "a zero byte", "E103", 2)
table("076-ctrl-z", BOTH.encode() + b"\x1a", "the end of a file in DOS", "E103", 4)
table("077-crlf", BOTH.replace("\n", "\r\n"), "line ends of Windows", "-")
table("078-cr", BOTH.replace("\n", "\r"), "line ends of old", "-")
table("079-mixed-ends", COLUMNS.replace("\n", "\r\n") + AN + BINH.replace("\n", "\r"),
      "three kinds of line end", "-", None, "each kind ends a row, so nothing is lost")
table("080-no-last-end", BOTH[:-1], "no line end at the end", "-")
table("081-blank-lines", COLUMNS + "\n" + AN + "\n\n" + BINH + "\n", "blank lines", "-")
table("082-commas-only", COLUMNS + AN + ",,,,,\n,,,,,\n", "rows left by a spreadsheet", "E518", 3)
table("083-semicolon", BOTH.replace(",", ";"), "another delimiter", "E510", 1)
table("084-tab", BOTH.replace(",", "\t"), "tabs as delimiter", "E510", 1)
table("085-sep", "sep=;\n" + BOTH.replace(",", ";"), "a line for Excel", "E510", 1)
table("086-comment", "# exported 2026-01-12\n" + BOTH, "a comment before the header", "E501", 1)
table("087-total", BOTH + "Total,,,,,2\n", "a row of totals", "E518", 4)
table("088-many-columns", COLUMNS.strip() + "".join(f",c{i}" for i in range(1200)) + "\n",
      "1206 columns", "E507", 1)
table("089-long-cell", named("A" * 12000), "a cell of 12 000 letters", "E506", 2)
table("090-commas", "," * 6000 + "\n", "a line of commas", "E507", 1)
table("091-quotes", '"' * 4001, "an odd number of quotes", "E503", 1)

# Values.
table("100-status-unknown", AN.join([COLUMNS, ""]).replace("on-site", "onsite?"),
      "a word of no list", "E511", 2)
table("101-status-vietnamese", COLUMNS + AN.replace("on-site", "tại văn phòng"),
      "a word of another language", "E511", 2)
table("102-day-first", dated("12/01/2026"), "day and month may be swapped", "E402", 2)
table("103-day-number", dated("46034"), "a day as Excel counts", "E402", 2)
table("104-day-60", dated("60"), "29 February 1900, as Excel has it", "E402", 2)
table("105-instant", dated("2026-01-11T18:30:00Z"), "another day in Hanoi", "E408", 2)
table("106-day-impossible", dated("2025-02-29"), "29 February of a common year", "E401", 2)
table("107-leap-day", dated("2028-02-29"), "29 February of a leap year", "-")
table("108-buddhist-year", dated("2569-01-12"), "a year of the Buddhist era", "E404", 2)
table("109-two-digits", dated("26-01-12"), "a year of two digits", "E402", 2)
table("110-dashes", dated("2026\u201301\u201312"), "dashes for hyphens", "E402", 2)
table("111-row-twice", BOTH + AN, "the same row twice", "W519", 4)
table("112-two-statuses", BOTH + AN.replace("on-site", "remote"), "two statuses on one day",
      "E509", 4)
table("113-two-names", BOTH + "an-01,Lê Văn Cường,alpha,HCM,2026-01-13,on-site\n",
      "one id, two names", "-", None, "a person is an id; a name is a field like any other")
table("114-not-on-register", BOTH + "ghost-99,Ghost,alpha,HCM,2026-01-12,on-site\n",
      "somebody who is not on the register", "E514", 4)
put_beside("114-not-on-register", "people", "person,unit\nan-01,HCM\nbinh-02,HCM\n")
table("115-missing-day", COLUMNS + AN, "somebody without a row: unknown, not absent", "-", None,
      "unknown is an answer, not a fault")
table("116-unit-blank", BOTH.replace("HCM", "", 1), "a row that belongs nowhere", "E518", 2)
table("117-null-names", named("Null", "NA"), "people called Null and NA", "-")
table("118-leading-zeros", ids("0012", "12"), "0012 and 12 are two people", "-")
table("119-scientific", ids("1E5", "100000"), "1E5 and 100000 are two people", "-")
table("120-id-shortened", ids("079203012345", "7.92E+10"), "an id wrecked by a spreadsheet",
      "E512", 3)
table("121-hours-comma", HOURS + AN.replace("\n", ',"7,5"\n'), "a decimal comma", "E515", 2)
table("122-hours-nan", HOURS + AN.replace("\n", ",NaN\n") + BINH.replace("\n", ",inf\n"),
      "numbers that are none", "E516", 2)
table("123-hours-range", HOURS + AN.replace("\n", ",-1\n") + BINH.replace("\n", ",25\n"),
      "hours that no day has", "E516", 2)
table("124-hours-tenths",
      HOURS + "".join(f"p-{i},A,alpha,HCM,2026-01-12,on-site,0.1\n" for i in range(1, 11)),
      "ten tenths are one", "-")
table("125-spreadsheet",
      b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + b"\0" * 40 + b"[Content_Types].xml",
      "a spreadsheet under another ending", "E601", 1)
table("126-gzip", b"\x1f\x8b\x08" + b"\0" * 6 + b"\x03\x03" + b"\0" * 9,
      "an archive under another ending", "E601", 1)
table("127-html", "<html><table><tr><td>person</td></tr></table></html>\n",
      "a page under another ending", "E501", 1)

with open(os.path.join(ROOT, "MANIFEST.tsv"), "w", encoding="utf-8", newline="\n") as file:
    file.write("file\tattacks\tverdict\tcode\tline\tnote\n")
    for row in ROWS:
        file.write("\t".join(row) + "\n")
of = lambda folder: sum(row[0].startswith(folder) for row in ROWS)
print(f"{of('rules/')} rule files, {of('tables/')} tables")
