// The files of a site as the form reads and writes them. What a file looked like is remembered, and
// goes through the form as a value that it does not show, so that what is written can be what there
// was with one thing changed.

import Papa from "papaparse";
import { patched, read } from "./patch.js";
import { document, isAbsent, same } from "./values.js";

/** The name of the value that stands for the file as it was. */
const BEFORE = "casa_before";
const files = [];

const remembered = (file) => files.push(file) - 1;
const PARTS = /^---\n(?<head>[^]*?\n)??---(?<space>\n*)(?<body>[^]*)$/;

/** A page: front matter and a text. */
export const page = {
  fromFile(text) {
    const { head = "", space = "\n", body = text } = text.match(PARTS)?.groups ?? {};
    const { values } = read(head);
    return { ...values, body, [BEFORE]: remembered({ head, space, body }) };
  },

  toFile({ body, [BEFORE]: id, ...values }) {
    const before = files[id] ?? { head: "", space: "\n", body: "" };
    const head = before.head === "" ? document(values) : patched(before.head, values);
    const text = body?.replace(/^\n+|\s+$/g, "") ?? "";
    const same = text === before.body.trimEnd();
    return `---\n${head}${head.endsWith("\n") || head === "" ? "" : "\n"}---${before.space || "\n"}${same ? before.body : text}`;
  },
};

/** The records of a table as they are written: a line break between quotation marks ends none. */
const records = (text) => text.match(/(?:"(?:[^"]|"")*"|[^"\n])+/g) ?? [];

/** A table: its rows by the names of its columns. */
export const table = {
  fromFile(text) {
    const [header = "", ...rest] = records(text);
    const cells = (record) => Papa.parse(record).data[0] ?? [];
    const columns = cells(header);
    const rows = rest.map((record) => {
      const found = cells(record);
      return { record, values: Object.fromEntries(columns.map((name, i) => [name, found[i] ?? ""])) };
    });
    const values = rows.map((row) => ({ ...row.values }));
    return { rows: values, [BEFORE]: remembered({ columns, header, rows }) };
  },

  toFile({ rows = [], [BEFORE]: id }) {
    const { columns, header, rows: before } = files[id];
    const left = [...before];
    const record = (values) => {
      const at = left.findIndex((row) => same(row.values, values));
      if (at >= 0) return left.splice(at, 1)[0].record;
      return Papa.unparse([columns.map((name) => (isAbsent(values[name]) ? "" : String(values[name])))]);
    };
    return `${[header, ...rows.map(record)].join("\n")}\n`;
  },
};

/** Any other file, as its text. */
export const text = {
  fromFile: (text) => ({ text }),
  toFile: ({ text }) => text ?? "",
};
