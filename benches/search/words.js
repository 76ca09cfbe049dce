// Words of many languages and kinds: queries with one right page each, asked on a page in the
// language of that page. Takes a job as JSON on standard input: `{ engine, folder, queries:
// [{ query, page, language }] }`, and prints for each language how many queries there are, how
// many have their page first, and what the others got.

import { openBench, readJob } from "./engines.js";

const job = await readJob();
const result = {};
for (const language of new Set(job.queries.map(({ language }) => language))) {
  const queries = job.queries.filter((one) => one.language === language);
  const bench = await openBench(job.engine, job.folder, language);
  const reader = await bench.newReader();
  await reader.load();
  const missed = [];
  for (const { query, page } of queries) {
    const found = (await reader.ask(query)).map((url) => url.replace(/^\/|\.html$/g, ""));
    if (found[0] !== page) missed.push({ query, page, found: found.slice(0, 3) });
  }
  result[language] = { n: queries.length, first: queries.length - missed.length, missed };
  await bench.close();
}
console.log(JSON.stringify(result));
