// What activation starts, and which documents the server is shown; VS Code itself is played.

"use strict";

const assert = require("node:assert/strict");
const Module = require("node:module");
const test = require("node:test");

const started = [];
const listeners = {};
const told = [];
const configured = { path: "/opt/passmuster", files: "**/rules/**/*.yaml" };
const on = (event) => (listener) => (listeners[event] = listener);

const vscode = {
  commands: { registerCommand: (name, run) => (listeners[name] = run) },
  languages: { match: ({ pattern }, { path }) => (pattern && path.includes("/rules/") ? 10 : 0) },
  window: { showErrorMessage: (message) => told.push(message) },
  workspace: {
    textDocuments: [],
    getConfiguration: (of) => ({ get: (name) => (of === "passmuster" ? configured[name] : null) }),
    onDidOpenTextDocument: on("open"),
    onDidSaveTextDocument: on("save"),
    onDidChangeConfiguration: on("configuration"),
  },
};

class LanguageClient {
  constructor(id, name, server, options) {
    Object.assign(this, { id, server, options, running: false });
  }
  async start() {
    if (this.server.run.command === "missing") throw new Error("ENOENT");
    this.running = true;
    started.push(this);
  }
  async stop() {
    this.running = false;
  }
}

const load = Module._load;
Module._load = (name, ...rest) =>
  ({ vscode, "vscode-languageclient/node": { LanguageClient } })[name] ?? load(name, ...rest);
const extension = require("./extension");

function document(path, text, languageId = "yaml") {
  const lines = text.split("\n");
  const lineAt = (nth) => ({ text: lines[nth] });
  return { path, languageId, uri: { toString: () => path }, lineCount: lines.length, lineAt };
}

const byItsName = document("/x/rules/a/a.yaml", "# a comment alone");
const byItsBeginning = document("/x/a.yaml", "# order 7\n\npassmuster: 1\n");
const other = document("/x/compose.yaml", "services:\n  passmuster: 1\n");
const cases = document("/x/a.cases.yaml", "passmuster-cases: 1\n");

test("no server without a rule file, one server for several", async () => {
  vscode.workspace.textDocuments = [other];
  await extension.activate({ subscriptions: [] });
  await listeners.open(cases);
  await listeners.open(document("/x/rules/a.md", "passmuster: 1", "markdown"));
  assert.equal(started.length, 0);
  await listeners.open(byItsBeginning);
  await listeners.open(byItsName);
  assert.equal(started.length, 1);
  const { server, options } = started[0];
  // A `transport` would make the client add an argument that the command does not know.
  const run = { command: "/opt/passmuster", args: ["lsp"] };
  assert.deepEqual(server, { run, debug: run });
  assert.deepEqual(
    options.documentSelector.map(({ language }) => language),
    ["yaml", "yaml"],
  );
});

test("the server is shown rule files, and a file from when it is one", async () => {
  const { didOpen, didChange, didClose, provideHover } = started[0].options.middleware;
  const seen = [];
  const open = async ({ path }) => void seen.push(`open ${path}`);
  const change = async ({ document }) => void seen.push(`change ${document.path}`);
  const close = async ({ path }) => void seen.push(`close ${path}`);
  const hover = ({ path }, position) => `${path} at ${position}`;
  for (const one of [byItsName, byItsBeginning, other]) await didOpen(one, open);
  assert.deepEqual(seen.splice(0), ["open /x/rules/a/a.yaml", "open /x/a.yaml"]);
  assert.equal(provideHover(byItsName, 3, "token", hover), "/x/rules/a/a.yaml at 3");
  assert.equal(provideHover(other, 3, "token", hover), undefined);

  await didChange({ document: other }, change);
  const written = document(other.path, "passmuster: 1\n");
  await didChange({ document: written }, change);
  await didChange({ document: written }, change);
  assert.deepEqual(seen.splice(0), ["open /x/compose.yaml", "change /x/compose.yaml"]);
  await didClose(written, close);
  await didClose(written, close);
  assert.deepEqual(seen, ["close /x/compose.yaml"]);
});

test("other settings start another server, and one that does not start is told", async () => {
  vscode.workspace.textDocuments = [byItsName];
  await listeners.configuration({ affectsConfiguration: () => false });
  assert.equal(started.length, 1);
  configured.path = "passmuster";
  await listeners.configuration({ affectsConfiguration: (of) => of === "passmuster" });
  assert.deepEqual(
    started.map(({ running, server }) => [server.run.command, running]),
    [["/opt/passmuster", false], ["passmuster", true]],
  );
  configured.path = "missing";
  await listeners["passmuster.restart"]();
  assert.equal(started.length, 2);
  assert.match(told.join(), /`missing lsp` does not start.*`passmuster\.path`.*ENOENT/);
  await extension.deactivate();
});
