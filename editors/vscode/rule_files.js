// Which documents the server is shown: a YAML file that is no rule file is none of its business.

"use strict";

/** What an editor asks of a document, by the client's names. */
const QUESTIONS = [
  "provideCompletionItem",
  "provideHover",
  "provideDefinition",
  "provideReferences",
  "provideDocumentHighlights",
  "provideDocumentSymbols",
  "provideCodeActions",
  "provideCodeLenses",
  "provideFoldingRanges",
  "provideInlayHints",
  "provideDocumentFormattingEdits",
  "prepareRename",
  "provideRenameEdits",
];

class RuleFiles {
  /** Of each open document that the server has not seen, what would show it. */
  #unseen = new Map();
  #seen = new Set();
  #isRuleFile;

  constructor(isRuleFile) {
    this.#isRuleFile = isRuleFile;
  }

  /** Whether the first line that says anything is `passmuster:`. */
  static beginsAsOne(document) {
    for (let nth = 0; nth < document.lineCount; nth += 1) {
      const line = document.lineAt(nth).text.replace(/^\uFEFF/, "");
      if (!/^(\s*(#.*)?|---\s*)$/.test(line)) return /^passmuster\s*:/.test(line);
    }
    return false;
  }

  middleware() {
    const asked = (document, ...rest) => {
      const next = rest.pop();
      return this.#seen.has(document.uri.toString()) ? next(document, ...rest) : undefined;
    };
    return {
      ...Object.fromEntries(QUESTIONS.map((question) => [question, asked])),
      didOpen: (document, next) => {
        this.#unseen.set(document.uri.toString(), next);
        return this.#show(document);
      },
      didChange: async (change, next) => {
        const seen = this.#seen.has(change.document.uri.toString());
        return seen ? next(change) : this.#show(change.document);
      },
      didSave: async (document, next) =>
        this.#seen.has(document.uri.toString()) ? next(document) : undefined,
      didClose: async (document, next) => {
        const uri = document.uri.toString();
        this.#unseen.delete(uri);
        return this.#seen.delete(uri) ? next(document) : undefined;
      },
    };
  }

  /** Shows a document to the server, once it is a rule file; it stays one until it is closed. */
  async #show(document) {
    const uri = document.uri.toString();
    const show = this.#unseen.get(uri);
    if (!show || !this.#isRuleFile(document)) return;
    this.#unseen.delete(uri);
    this.#seen.add(uri);
    await show(document);
  }
}

module.exports = { RuleFiles };
