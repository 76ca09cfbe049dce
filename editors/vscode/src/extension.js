// Starts `casa lsp` for the folder that is open; all else is the language server's.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** What is started, by the settings. */
function server() {
  const settings = workspace.getConfiguration("casa");
  const args = settings.get("drafts") ? ["lsp", "--drafts"] : ["lsp"];
  return { command: settings.get("path"), args };
}

/** Which files the server is told of. */
const documentSelector = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", language: "yaml" },
];

exports.activate = () => {
  client = new LanguageClient("casa", "casa", server(), { documentSelector });
  return client.start();
};

exports.deactivate = () => client?.stop();
