// Holds every SARIF log below tests/golden against the schema of SARIF 2.1.0.
//
// `npm ci && node check.mjs`: a line for each failure, a summary, and 1 if there was a failure.

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const here = dirname(fileURLToPath(import.meta.url));
const golden = join(here, "../golden");
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const accepts = ajv.compile(read(join(here, "sarif-2.1.0-rtm.5.json")));
const logs = readdirSync(golden, { recursive: true }).filter((name) => name.endsWith(".sarif"));
const failures = [];
const spoilt = [
  (run) => (run.results[0].level = "fatal"),
  (run) => (run.results[0].locations[0].physicalLocation.region.startLine = 0),
  (run) => delete run.results[0].message,
  (run) => (run.tool.driver.rules[0].colour = "red"),
];

for (const name of logs) {
  const log = read(join(golden, name));
  if (!accepts(log)) failures.push(`${name}: ${ajv.errorsText(accepts.errors)}`);
  // What is wrong must be seen to be wrong, or the check checks nothing.
  for (const spoil of spoilt) {
    const wrong = structuredClone(log);
    spoil(wrong.runs[0]);
    if (accepts(wrong)) failures.push(`${name}: accepted with ${spoil}`);
  }
}
if (logs.length === 0) failures.push("there is no log below tests/golden");
for (const failure of failures) console.log(failure);
console.log(`${logs.length} logs, ${failures.length} failures`);
process.exit(failures.length > 0 ? 1 : 0);
