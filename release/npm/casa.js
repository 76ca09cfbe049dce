#!/usr/bin/env node
// Runs the program that npm installed for this machine.
"use strict";

const { spawn } = require("node:child_process");

const name = `casa-site-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "casa.exe" : "casa";

let program;
try {
  program = require.resolve(`${name}/bin/${file}`);
} catch {
  console.error(
    `error: the package ${name} is missing. If npm was told to leave out optional dependencies, ` +
      "install without --omit=optional; else there is no program for this machine, " +
      "and casa has to be compiled: cargo install casa",
  );
  process.exit(2);
}

const casa = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => casa.kill(signal));
}
casa.on("error", (error) => {
  console.error(`error: ${program}: ${error.message}`);
  process.exit(2);
});
casa.on("exit", (code, signal) => {
  if (signal === null) {
    process.exit(code);
  }
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
