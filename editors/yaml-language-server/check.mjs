// Holds rules/schema.json against the real yaml-language-server and, by the metaschema, against ajv.
//
// `npm ci && node check.mjs`: a line for each failure, a summary, and 1 if there was a failure.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { start } from "./server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const schema = join(root, "rules/schema.json");
const cases = parse(read(join(here, "cases.yaml")));
const failures = [];
const counts = new Map();

function read(path) {
  return readFileSync(path, "utf8");
}

/** Counts one thing checked, and tells what is wrong with it, if anything is. */
function check(kind, name, wrong) {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (wrong) failures.push(`${kind}: ${name}: ${wrong}`);
}

/** All YAML files below a folder of the repository. */
function yamlBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(root, folder, name));
}

/** What the reader takes without an error: what is shipped, and what it only warns of. */
function goodFiles() {
  const rules = yamlBelow("rules").filter((path) => !path.endsWith(".cases.yaml"));
  const warned = yamlBelow("tests/diagnostics/rules").filter((path) =>
    /rules[\\/](W\d+|none)-[^\\/]*\.yaml$/.test(path),
  );
  return { rules, warned };
}

/** The rule files that stand as texts in the cases of the conformance suite. */
function rulesInCases() {
  return yamlBelow("tests/conformance").flatMap((path) => {
    const texts = [parse(read(path)).rules ?? []].flat(2);
    return texts.filter((text) => text.includes("\n")).map((text) => ({ path, text }));
  });
}

function badFiles() {
  const own = cases.bad.map(({ fault, says, file }) => {
    const line = file.split("\n").findIndex((text) => text.endsWith("# here")) + 1;
    return { name: fault, says, text: file, lines: [line], only: true };
  });
  const ofTheReader = cases.of_the_reader.map((name) => {
    const path = join(root, "tests/diagnostics/rules", name);
    const told = read(`${path}.txt`).matchAll(/^[^:]+:(\d+):/gm);
    const lines = [...told].map(([, line]) => Number(line));
    return { name, says: "", text: read(`${path}.yaml`), lines, only: false };
  });
  return [...own, ...ofTheReader];
}

function byAjv(bad) {
  // Unknown words of the schema are an error, but for the one that editors read.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
  ajv.addKeyword("patternErrorMessage");
  const text = JSON.parse(read(schema));
  const valid = ajv.validateSchema(text);
  check("ajv: the schema by the metaschema", "rules/schema.json", !valid && ajv.errorsText());
  const accepts = ajv.compile(text);
  const tellsOf = (text) => !accepts(parse(text)) && ajv.errorsText(accepts.errors.slice(-2));
  const { rules, warned } = goodFiles();
  for (const path of [...rules, ...warned]) {
    check("ajv: good files", relative(root, path), tellsOf(read(path)));
  }
  for (const { path, text } of rulesInCases()) {
    check("ajv: rules in conformance cases", relative(root, path), tellsOf(text));
  }
  for (const { name, text } of bad) {
    check("ajv: bad files", name, !tellsOf(text) && "accepted");
  }
}

/** A text without its mark, and where the mark stood. */
function marked(file) {
  const before = file.slice(0, file.indexOf("¦")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1).length };
  return { text: file.replace("¦", ""), position };
}

/** What Markdown escapes is shown without its backslashes. */
function shown(markdown) {
  return markdown.replace(/\\([^\w\s])|\\(_)/g, "$1$2").replaceAll("&nbsp;", " ");
}

function wrongLines(diagnostics, { lines, says, only }) {
  const told = diagnostics.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
  const at = diagnostics.filter(({ range }) => lines.includes(range.start.line + 1));
  const right = at.some(({ message }) => message.includes(says));
  const elsewhere = only && at.length < diagnostics.length;
  if (right && !elsewhere) return false;
  return `wanted "${says}" on line ${lines}; told ${JSON.stringify(told)}`;
}

async function byServer(bad) {
  const server = await start(pathToFileURL(schema).href);
  let documents = 0;
  const open = async (text) => {
    const uri = `file:///passmuster/${(documents += 1)}.yaml`;
    return { uri, diagnostics: await server.open(uri, text) };
  };
  // The bad come first: a server that had not yet read the schema would take all for good.
  const badOpened = bad.map(async (one) => {
    const { diagnostics } = await open(one.text);
    check("diagnostics on bad files", one.name, wrongLines(diagnostics, one));
  });
  await Promise.all(badOpened);
  const { rules, warned } = goodFiles();
  const opened = [...rules, ...warned].map(async (path) => {
    const { diagnostics } = await open(read(path));
    const told = diagnostics.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
    check("no diagnostics on good files", relative(root, path), told.join("; "));
  });
  await Promise.all(opened);
  const { text, ...fault } = cases.modeline;
  const beside = pathToFileURL(join(root, "rules/made-up/made-up.yml")).href;
  const byModeline = await server.open(beside, text);
  check("diagnostics by a modeline", text.split("\n")[0], wrongLines(byModeline, fault));
  for (const { at, offers, never, file } of cases.completion) {
    const { text, position } = marked(file);
    const { uri } = await open(text);
    const offered = await server.completion(uri, position);
    const missing = offers.filter((word) => !offered.includes(word));
    const strange = never.filter((word) => offered.includes(word));
    const wrong = missing.length + strange.length > 0;
    const said = `not offered: [${missing}]; offered and should not: [${strange}]; all: [${offered}]`;
    check("completion", at, wrong && said);
  }
  for (const { shows, file } of cases.hover) {
    const { text, position } = marked(file);
    const { uri } = await open(text);
    const found = shown(await server.hover(uri, position));
    check("hover", shows, !found.includes(shows) && `shown: ${JSON.stringify(found)}`);
  }
  await server.stop();
}

// A server that does not answer is a failure, too.
setTimeout(() => {
  console.log("no answer within two minutes");
  process.exit(1);
}, 120_000).unref();

const bad = badFiles();
byAjv(bad);
await byServer(bad);
for (const failure of failures) console.log(failure);
const versionOf = (name) => JSON.parse(read(join(here, "node_modules", name, "package.json"))).version;
const versions = ["yaml-language-server", "ajv"].map((name) => `${name} ${versionOf(name)}`);
for (const [kind, count] of counts) console.log(`${String(count).padStart(4)} ${kind}`);
console.log(`${failures.length} failures; ${versions.join(", ")}, node ${process.versions.node}`);
process.exit(failures.length > 0 ? 1 : 0);
