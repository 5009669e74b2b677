// The real yaml-language-server over stdio, as an editor would speak to it.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import rpc from "vscode-jsonrpc/node.js";

const program = createRequire(import.meta.url).resolve(
  "yaml-language-server/bin/yaml-language-server",
);

/** Starts the server with one schema for all YAML files; settings as editors send them. */
export async function start(schema) {
  const settings = {
    yaml: {
      schemas: { [schema]: "*.yaml" },
      schemaStore: { enable: false },
      validate: true,
      completion: true,
      hover: true,
    },
  };
  const child = spawn(process.execPath, [program, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  const waiting = new Map();
  connection.onNotification("textDocument/publishDiagnostics", (told) => {
    waiting.get(told.uri)?.(told.diagnostics);
    waiting.delete(told.uri);
  });
  connection.onRequest("workspace/configuration", ({ items }) =>
    items.map(({ section }) => settings[section] ?? {}),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();

  const initialized = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        synchronization: {},
        publishDiagnostics: {},
        completion: { completionItem: { snippetSupport: true } },
        hover: { contentFormat: ["markdown"] },
      },
      workspace: { configuration: true, didChangeConfiguration: {} },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings });

  const at = (uri, position) => ({ textDocument: { uri }, position });
  return {
    version: initialized.serverInfo?.version,
    /** Opens a document and hands back its diagnostics. */
    async open(uri, text) {
      const diagnostics = new Promise((told) => waiting.set(uri, told));
      const textDocument = { uri, languageId: "yaml", version: 1, text };
      await connection.sendNotification("textDocument/didOpen", { textDocument });
      return diagnostics;
    },
    async completion(uri, position) {
      const found = await connection.sendRequest("textDocument/completion", at(uri, position));
      return (found?.items ?? found ?? []).map(({ label }) => label);
    },
    async hover(uri, position) {
      const found = await connection.sendRequest("textDocument/hover", at(uri, position));
      return found?.contents?.value ?? "";
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
      child.kill();
    },
  };
}
