// The built extension, with a stand-in for the interface of the editor.
const assert = require("node:assert/strict");
const Module = require("node:module");
const { test } = require("node:test");

/** Whatever the client library asks of the editor before a session begins. */
const anything = () =>
  new Proxy(class {}, {
    get: (target, key) => (key === "prototype" || key in target ? target[key] : anything()),
  });

test("the extension begins and ends", async () => {
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? anything() : load(name, ...rest));
  try {
    const extension = require("../dist/extension.js");
    assert.deepEqual(Object.keys(extension).sort(), ["activate", "deactivate"]);
    // Nothing has begun, so there is nothing to end.
    assert.equal(extension.deactivate(), undefined);
  } finally {
    Module._load = load;
  }
});
