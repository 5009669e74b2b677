// Starts `passmuster lsp` when the first rule file is opened, and shows it rule files only.

"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { RuleFiles } = require("./rule_files");

/** The running server; undefined until a rule file is open. */
let client;

function settings() {
  return vscode.workspace.getConfiguration("passmuster");
}

function isRuleFile(document) {
  if (document.languageId !== "yaml") return false;
  const pattern = settings().get("files");
  const named = { scheme: "file", language: "yaml", pattern };
  return RuleFiles.beginsAsOne(document) || vscode.languages.match(named, document) > 0;
}

/** What is run, and what it is shown. */
function options() {
  const run = { command: settings().get("path"), args: ["lsp"] };
  return {
    // Of a plain command the client uses standard input and output, without an argument for it.
    server: { run, debug: run },
    client: {
      documentSelector: [
        { scheme: "file", language: "yaml" },
        { scheme: "untitled", language: "yaml" },
      ],
      middleware: new RuleFiles(isRuleFile).middleware(),
    },
  };
}

async function start() {
  if (client) return;
  const { server, client: shown } = options();
  client = new LanguageClient("passmuster", "passmuster", server, shown);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const command = `${server.run.command} lsp`;
    const cure = "Install passmuster, or say in `passmuster.path` where it is.";
    vscode.window.showErrorMessage(`\`${command}\` does not start. ${cure} (${error.message})`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await startIfAsked();
}

async function startIfAsked() {
  if (vscode.workspace.textDocuments.some(isRuleFile)) await start();
}

async function activate(context) {
  const startFor = (document) => (isRuleFile(document) ? start() : undefined);
  context.subscriptions.push(
    vscode.commands.registerCommand("passmuster.restart", restart),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidSaveTextDocument(startFor),
    vscode.workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration("passmuster") ? restart() : undefined,
    ),
  );
  await startIfAsked();
}

module.exports = { activate, deactivate: stop };
