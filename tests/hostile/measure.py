#!/usr/bin/env python3
"""Gives every file made to harm to the command, and says what the worst of them cost.

usage: measure.py PASSMUSTER [FOLDER [SCALE]]
The large ones are made one by one in FOLDER (default: a temporary folder) and deleted; SCALE
0.001 makes them small. Exits with 1 if one is answered otherwise than wanted.
"""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import warnings
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.abspath(sys.argv[1])
WORK = tempfile.mkdtemp(dir=sys.argv[2] if len(sys.argv) > 2 else None)
SCALE = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
COLUMNS = b"person,name,team,unit,date,status\n"
RULES = os.path.join(HERE, "reads.yaml")
CHECK = ["check", "--rules", RULES, "--facts", "facts"]


def run(arguments):
    """Runs the command: exit code, what it said, seconds, KiB at the most.

    A process begins as large as who starts it, so that a small program has to start it.
    """
    said, memory = os.path.join(WORK, "said"), os.path.join(WORK, "memory")
    line = ["/usr/bin/time", "-q", "-f", "%e %M", "-o", memory, PROGRAM, *arguments]
    start = time.monotonic()
    with open(said, "wb") as out:
        code = subprocess.run(line, cwd=WORK, stdout=out, stderr=out, check=False).returncode
    seconds = time.monotonic() - start
    with open(said, "rb") as file:
        text = file.read(1 << 20).decode("utf-8", "replace")
    with open(memory, encoding="ascii") as file:
        return code, text, seconds, int(file.read().split()[1])


IDLE = run(["--version"])[3]
WORST = {}
WRONG = []


def judge(kind, name, arguments, is_right):
    code, text, seconds, memory = run(arguments)
    worst = WORST.setdefault(kind, [0, 0, (0, ""), (0, "")])
    worst[0] += 1
    right = code in (0, 1, 2, 3) and "panicked" not in text and is_right(code, text)
    worst[1] += right
    worst[2] = max(worst[2], (seconds, name))
    worst[3] = max(worst[3], (memory - IDLE, name))
    if not right:
        WRONG.append(f"{name}: exit {code}: {text[:300]}")
    return seconds, memory - IDLE


def facts(tables):
    """A fresh folder of facts: for each name the file that is to stand there."""
    folder = os.path.join(WORK, "facts")
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    for name, path in tables.items():
        os.symlink(path, os.path.join(folder, name))


def small():
    with open(os.path.join(HERE, "MANIFEST.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    for name, _, verdict, code, line, _ in rows:
        path = os.path.join(HERE, name)
        if name.startswith("rules/"):
            arguments = ["lint", "--format", "json", path]
            spot = None
        else:
            tables = {"attendance.csv": path}
            beside = path.removesuffix(".csv")
            for one in os.listdir(beside) if os.path.isdir(beside) else []:
                tables[one] = os.path.join(beside, one)
            facts(tables)
            arguments = CHECK
            spot = rf"attendance\.csv:{line}:\d+: error\[{code}\]"

        def is_right(exit_code, text, verdict=verdict, code=code, line=line, spot=spot):
            if (exit_code == 2) != (verdict == "refuse"):
                return False
            if spot is None:
                told = json.loads(text)["diagnostics"]
                found = any((one["code"], str(one["line"])) == (code, line) for one in told)
                return found if verdict != "accept" else not told
            # What a check warns of is told by the tests of the library.
            return verdict != "refuse" or re.search(spot, text) is not None

        judge("small", name, arguments, is_right)


def repeated(part, size):
    """So many bytes of repetitions, a mebibyte at a time."""
    block = part * ((1 << 20) // len(part))
    for start in range(0, size, len(block)):
        yield block[:size - start]


def many(size):
    return int(size * SCALE)


def sheet(rows, settings=b""):
    """A spreadsheet of one sheet."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", b"<workbook>" + settings + b"</workbook>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for chunk in [b'<worksheet xmlns="' + space + b'"><sheetData>', *rows,
                          b"</sheetData></worksheet>"]:
                file.write(chunk)
    return [made.getvalue()]


def open_sheet(rows, before=b""):
    """A spreadsheet of OpenDocument, of one sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        with book.open("content.xml", "w", force_zip64=True) as file:
            for chunk in [before, b"<office:document-content><office:body><office:spreadsheet>"
                          b'<table:table table:name="T2">', *rows, b"</table:table>"
                          b"</office:spreadsheet></office:body></office:document-content>"]:
                file.write(chunk)
    return [made.getvalue()]


def open_row(count, columns):
    """A row of one cell with a text, both repeated."""
    return (b'<table:table-row table:number-rows-repeated="%d"><table:table-cell '
            b'table:number-columns-repeated="%d"><text:p>a</text:p></table:table-cell>'
            b"</table:table-row>" % (count, columns))


def zip_twice():
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as book:
        warnings.simplefilter("ignore")
        book.writestr("rules.yaml", "a")
        book.writestr("rules.yaml", "b")
    return [made.getvalue()]


def gzip_bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for chunk in repeated(b"\0", many(10**10)):
        yield packer.compress(chunk)
    yield packer.flush()


def tar(*entries):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for kind, name, held in entries:
            info = tarfile.TarInfo(name)
            if kind == "file":
                info.size = len(held)
                archive.addfile(info, io.BytesIO(held))
            else:
                info.type, info.linkname = kind, held
                archive.addfile(info)
    return [made.getvalue()]


def rows(number):
    yield COLUMNS
    for start in range(0, number, 10_000):
        yield "".join(
            f"P{i % 50_000:06d},N,T{i % 400},O{i % 50_000 % 20},"
            f"2026-{1 + i // 1_400_000 % 12:02d}-{1 + i // 50_000 % 28:02d},on-site\n"
            for i in range(start, min(start + 10_000, number))).encode()


def aliases():
    number = max(3, many(30))
    return ["a0: &a0 [x,x]\n".encode() + "".join(
        f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, number)).encode()]


def rule_flood():
    return [b"rules:\n" + b"".join(b"  - { id: r%d }\n" % i for i in range(many(200_000)))]


# Name, ending, what makes it, and what is wanted: a code, or `legal`.
LARGE = [
    ("line-1g", ".csv", lambda: repeated(b"A", many(10**9)), "E507"),
    ("commas-1g", ".csv", lambda: repeated(b",", many(10**9)), "E507"),
    ("open-quote", ".csv", lambda: [COLUMNS, b'an,"', *repeated(b"x\n", many(10**8))], "E503"),
    ("line-ends-1g", ".csv", lambda: [COLUMNS, *repeated(b"\n", many(10**9))], "E507"),
    ("rows-10m", ".csv", lambda: rows(many(10**7)), "legal"),
    ("deep-1m", ".yaml", lambda: [b"[" * many(10**6)], "E206"),
    ("alias-2p30", ".yaml", aliases, "E202"),
    ("scalar-200m", ".yaml", lambda: [b'passmuster: "', *repeated(b"A", many(2 * 10**8))], "E208"),
    ("documents-1m", ".yaml", lambda: repeated(b"---\n", many(4 * 10**6)), "E208"),
    ("rules-200k", ".yaml", rule_flood, "E208"),
    ("sheet-bomb-1g", ".xlsx", lambda: sheet(repeated(b"A", many(10**9))), "E601"),
    ("sheet-sparse", ".xlsx", lambda: sheet([b'<row r="1048576"><c r="XFD1048576"/></row>']),
     "E601"),
    ("sheet-1904", ".xlsx", lambda: sheet([], b'<workbookPr date1904="1"/>'), "E601"),
    ("sheet-formula", ".xlsx", lambda: sheet([b'<c r="A1"><f>1+1</f></c>']), "E601"),
    ("sheet-entities", ".xlsx", lambda: sheet([b'<!DOCTYPE x [<!ENTITY a "aa">]>&a;']), "E601"),
    ("ods-bomb-1g", ".ods", lambda: open_sheet(repeated(b"A", many(10**9))), "E601"),
    ("ods-rows-2p32", ".ods", lambda: open_sheet([open_row(2**32 - 1, 256)]), "E601"),
    ("ods-columns-2p32", ".ods", lambda: open_sheet([open_row(1, 2**32 - 1)]), "E601"),
    ("ods-deep", ".ods", lambda: open_sheet([b"<a>" * many(10**7)]), "E601"),
    ("ods-tag-400m", ".ods", lambda: open_sheet([b'<a b="', *repeated(b"A", many(4 * 10**8))]),
     "E601"),
    ("ods-entities", ".ods", lambda: open_sheet(
        [b"<table:table-row><table:table-cell><text:p>&a;"],
        b'<!DOCTYPE x [<!ENTITY a "aa">]>'), "E601"),
    ("zip-twice", ".zip", zip_twice, "E601"),
    ("gzip-bomb-10g", ".gz", gzip_bomb, "E601"),
] + [("tar-" + name, ".tar.gz", lambda entries=entries: tar(*entries), "E601")
     for name, entries in [
    ("up", [("file", "../../escape.yaml", b"x")]),
    ("absolute", [("file", "/escape.yaml", b"x")]),
    ("link-to-file", [(tarfile.SYMTYPE, "rules.yaml", "/etc/passwd")]),
    ("link-to-folder", [(tarfile.SYMTYPE, "d", ".."), ("file", "d/escape.yaml", b"x")]),
    ("hard-link", [(tarfile.LNKTYPE, "rules.yaml", "/etc/passwd")]),
    ("device", [(tarfile.CHRTYPE, "zero", "")]),
    ("pipe", [(tarfile.FIFOTYPE, "rules.yaml", "")]),
    ("twice", [("file", "rules.yaml", b"reviewed"), ("file", "rules.yaml", b"another")]),
    ("case", [("file", "Rules.yaml", b"a"), ("file", "rules.yaml", b"b")]),
    ("decomposed", [("file", "H\u00e0.yaml", b"a"), ("file", "Ha\u0300.yaml", b"b")]),
    ("backslash", [("file", "..\\escape.yaml", b"x")]),
    ("dot-behind", [("file", "rules.yaml.", b"x")]),
    ("stream", [("file", "rules.yaml:another", b"x")]),
    ("folder-on-file", [("file", "a", b"x"), (tarfile.DIRTYPE, "a", "")]),
    ("more-than-signed", [("file", "rules.yaml", b"x"), ("file", "zz-extra.yaml", b"y")]),
]]


def large():
    for name, ending, make, wanted in LARGE:
        path = os.path.join(WORK, name + ending)
        with open(path, "wb") as file:
            for chunk in make():
                file.write(chunk)

        def is_refused(code, text, wanted=wanted):
            return code == 2 and f"[{wanted}]" in text

        spent = []
        kind = "legal" if wanted == "legal" else "large"
        if wanted == "legal":
            facts({"attendance.csv": path})
            spent.append(judge(kind, name, CHECK, lambda code, text: code != 2))
        elif ending == ".yaml":
            spent.append(judge(kind, name, ["lint", path], is_refused))
        elif ending != ".csv":
            # A file of another ending is refused by its name, and not opened.
            spent.append(judge(kind, name, ["lint", path],
                               lambda code, text: code == 2 and "is no rule file" in text))
        if ending not in (".yaml",) and wanted != "legal":
            # As a table under another ending, and what is no CSV under its own.
            facts({"attendance.csv": path})
            spent.append(judge(f"{kind}, as table", name, CHECK, is_refused))
        if ending not in (".csv", ".yaml"):
            words = "cannot be read" if ending == ".xlsx" else "is no CSV"
            if ending == ".ods":
                # Some are told by the sheet or the cell.
                words = "`attendance.ods`"
            facts({"attendance" + ending[ending.rfind("."):]: path})
            spent.append(judge(f"{kind}, by its ending", name, CHECK,
                               lambda code, text: code == 2 and words in text))
        size = os.path.getsize(path)
        costs = ", ".join(f"{seconds:.2f} s {memory / 1024:.0f} MiB" for seconds, memory in spent)
        print(f"{name}{ending}: {size:,} bytes, {wanted}: {costs}", flush=True)
        os.remove(path)
    print(f"{len(LARGE)} large files")


try:
    small()
    large()
finally:
    shutil.rmtree(WORK)
print(f"idle {IDLE / 1024:.1f} MiB; memory is above that")
for kind, (number, right, slowest, fattest) in WORST.items():
    print(f"{kind}: {right} of {number} right; slowest {slowest[0] * 1000:.0f} ms ({slowest[1]}), "
          f"most memory {fattest[0] / 1024:.1f} MiB ({fattest[1]})")
for one in WRONG:
    print("WRONG", one)
sys.exit(bool(WRONG))
