// Relevance of one system on questions with one right page each. Takes a job as JSON on standard
// input: `{ system, folder, docs: [{ url, text }], questions: [{ url, clean, typo }] }` and prints
// for `clean` and `typo` the mean reciprocal rank and the recall among the first ten results, and
// the share of empty answers.

import { createRequire } from "node:module";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { ENGINES, openBench, readJob } from "./engines.js";

const require = createRequire(import.meta.url);

const job = await readJob();
const system = ENGINES[job.system] ? await inBrowser() : inMemory(job.system, job.docs);
const result = {};
for (const kind of ["clean", "typo"]) result[kind] = await judge(kind);
await system.close?.();
console.log(JSON.stringify(result));

/** `answer` takes questions and gives the addresses of the first ten results of each. */
async function judge(kind) {
  const questions = job.questions.filter((question) => question[kind]);
  const answers = await system.answer(questions.map((question) => question[kind]));
  let [reciprocal, found, empty] = [0, 0, 0];
  for (const [at, { url }] of questions.entries()) {
    const place = answers[at].indexOf(url);
    if (place >= 0) {
      reciprocal += 1 / (place + 1);
      found += 1;
    }
    if (!answers[at].length) empty += 1;
  }
  const n = questions.length;
  return { n, mrr: reciprocal / n, recall: found / n, empty: empty / n };
}

async function inBrowser() {
  const bench = await openBench(job.system, job.folder);
  const reader = await bench.newReader();
  await reader.load();
  const asked = async (queries) => {
    const answers = [];
    for (const query of queries) answers.push(await ask(query));
    return answers;
  };
  return {
    answer: (queries) => reader.page.evaluate(`(${asked})(${JSON.stringify(queries)})`),
    close: () => bench.close(),
  };
}

function inMemory(name, docs) {
  const search = { minisearch, "minisearch fuzzy": minisearchFuzzy, "lunr it": lunrItalian }[name](docs);
  return { answer: (queries) => queries.map((query) => search(query).slice(0, 10)) };
}

function minisearch(docs, searchOptions = {}) {
  const index = new MiniSearch({ idField: "url", fields: ["text"], searchOptions });
  index.addAll(docs);
  return (query) => index.search(query).map(({ id }) => id);
}

function minisearchFuzzy(docs) {
  return minisearch(docs, { fuzzy: 0.2, prefix: true });
}

function lunrItalian(docs) {
  require("lunr-languages/lunr.stemmer.support")(lunr);
  require("lunr-languages/lunr.it")(lunr);
  const index = lunr(function () {
    this.use(lunr.it);
    this.ref("url");
    this.field("text");
    for (const doc of docs) this.add(doc);
  });
  // Words as they are: a question is not written in lunr's query language.
  return (query) => index.query((terms) => terms.term(lunr.tokenizer(query))).map(({ ref }) => ref);
}
