// Holds the GitHub action, the GitLab template and the recipes of docs/ci.md against the schemas
// of their hosts.
//
// `npm ci && node check.mjs`: a line for each failure, a summary, and 1 if there was a failure.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const text = (path) => readFileSync(join(root, path), "utf8");

const compiled = (schema) => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(here, schema), "utf8")));
};
const schemas = {
  action: compiled("github-actions.json"),
  workflow: compiled("github-workflows.json"),
  gitlab: compiled("gitlab-ci.json"),
};

// A recipe is a block of YAML; the first line says of which kind.
const recipes = [...text("docs/ci.md").matchAll(/^```yaml\n# (\S+).*\n([^]*?)^```/gm)];
const kinds = { ".github/workflows/": "workflow", ".gitea/workflows/": "workflow", ".gitlab-ci.yml": "gitlab" };
const kindOf = (path) => Object.entries(kinds).find(([begin]) => path.startsWith(begin))?.[1];

const files = [
  ["action", "ci/github-action/action.yml", parse(text("ci/github-action/action.yml"))],
  ["gitlab", "ci/gitlab/passmuster.gitlab-ci.yml", parse(text("ci/gitlab/passmuster.gitlab-ci.yml"))],
  ...recipes.flatMap(([, path, recipe]) => {
    const kind = kindOf(path);
    return kind ? [[kind, `docs/ci.md: ${path}`, parse(recipe)]] : [];
  }),
];

// What is wrong must be seen to be wrong, or the check checks nothing.
const spoilt = {
  action: [(it) => delete it.description, (it) => (it.runs.using = "bash"), (it) => (it.inputs.rules.colour = "red")],
  workflow: [(it) => delete it.jobs, (it) => (Object.values(it.jobs)[0].colour = "red")],
  gitlab: [(it) => (it.spoilt = { script: 7 }), (it) => (it.stages = "test")],
};

const failures = [];
for (const [kind, name, read] of files) {
  const accepts = schemas[kind];
  if (!accepts(read)) {
    const errors = accepts.errors.map((one) => `${one.instancePath} ${one.message}`);
    failures.push(`${name}: ${errors.join("; ")}`);
  }
  for (const spoil of spoilt[kind]) {
    const wrong = structuredClone(read);
    spoil(wrong);
    if (accepts(wrong)) failures.push(`${name}: accepted with ${spoil}`);
  }
}
for (const kind of Object.keys(schemas)) {
  if (!files.some(([of]) => of === kind)) failures.push(`there is no ${kind}`);
}
for (const failure of failures) console.log(failure);
console.log(`${files.length} files and recipes, ${failures.length} failures`);
process.exit(failures.length > 0 ? 1 : 0);
