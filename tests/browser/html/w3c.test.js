// Every page of the built site is valid HTML by the validator of the W3C, where there is Java.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import vnu from "vnu-jar";
import { assertNone, gathered, SITE } from "../lib/reader.js";

const java = spawnSync("java", ["-version"]).status === 0;

test("the validator of the W3C finds no errors", { skip: !java && "no Java on this machine" }, () => {
  // It ends before a better compiler or a parallel collector would pay.
  const run = spawnSync(
    "java",
    ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", vnu, "--errors-only", "--format", "json", "--skip-non-html", SITE],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  assert.ok(run.stderr.startsWith("{"), run.stderr.slice(0, 2000));
  const found = new Map();
  for (const { url, lastLine, firstColumn, message, extract } of JSON.parse(run.stderr).messages) {
    const places = found.get(message) ?? [];
    places.push(`${url?.replace(/^.*public/, "")}:${lastLine}:${firstColumn} ${extract ?? ""}`);
    found.set(message, places);
  }
  assertNone(gathered(found));
});
