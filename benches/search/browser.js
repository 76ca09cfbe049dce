// Bytes, rounds and times of one engine in Chromium. Takes a job as JSON on standard input:
// `{ engine, folder, queries: { pair, single, question?, letter, broad, typed }, cold, passes }`
// and prints the figures as JSON.

import { openBench, readJob } from "./engines.js";

/** Milliseconds before a reply, so that what waits for a reply is seen to wait. */
const LATENCY = 30;

const job = await readJob();
const bench = await openBench(job.engine, job.folder);
const { site } = bench;
const sets = Object.entries(job.queries).filter(([name]) => name !== "typed");
const wordSets = sets.filter(([name]) => ["pair", "single", "question"].includes(name));

const result = { chromium: bench.version };
site.latency = LATENCY;
await part("start", measureStart);
await part("cold", () => eachSet((queries) => overReaders(queries.slice(0, job.cold), measureCold)));
await part("coldUi", () => overReaders(job.queries.pair.slice(0, job.coldUi), measureUi));
await part("warm", () => eachSet((queries) => overReaders(queries, measureWarm)));
if (result.cold.pair.ranges.max) {
  site.ranges = false;
  await part("coldWithoutRanges", () => overReaders(job.queries.pair.slice(0, job.cold), measureCold));
  site.ranges = true;
}
await part("typing", measureTyping);
site.latency = 0;
await part("time", measureTime);
await bench.close();
console.log(JSON.stringify(result));

async function part(name, measure) {
  console.error(`  ${name}`);
  result[name] = await measure();
}

async function eachSet(measure) {
  const figures = {};
  for (const [name, queries] of wordSets) figures[name] = await measure(queries);
  return figures;
}

/** The figures of a reader a query, each summed up. */
async function overReaders(queries, measure) {
  const all = [];
  for (const query of queries) all.push(await measure(query));
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, spread(all.map((one) => one[key]))]));
}

async function withReader(path, work) {
  const reader = await bench.newReader(path);
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

/** What is loaded before the first question. */
function measureStart() {
  return withReader("/", async (reader) => {
    await reader.load();
    await reader.start();
    return reader.taken();
  });
}

/** From nothing to ten results. */
function measureCold(query) {
  return withReader("/", async (reader) => {
    await reader.load();
    const hits = await reader.ask(query);
    return { ...(await reader.taken()), hits: hits.length };
  });
}

/** The same with the engine's own interface, which shows them; without the page itself. */
function measureUi(query) {
  return withReader(`/ui?q=${encodeURIComponent(query)}`, async (reader) => {
    const hits = await reader.page.locator(bench.engine.rendered).count();
    return { ...(await reader.taken()), hits };
  });
}

/** A first question when all that every question needs is there. */
function measureWarm(query) {
  return withReader("/", async (reader) => {
    await reader.load();
    await reader.start();
    await reader.taken();
    const hits = await reader.ask(query);
    return { ...(await reader.taken()), hits: hits.length };
  });
}

/** Letter by letter, a search each: what each letter asks for. */
async function measureTyping() {
  const strokes = [];
  for (const text of job.queries.typed) {
    await withReader("/", async (reader) => {
      await reader.load();
      await reader.start();
      await reader.taken();
      for (let length = 1; length <= text.length; length++) {
        if (text[length - 1] === " ") continue;
        await reader.ask(text.slice(0, length), true);
        const nth = length - 1 - text.lastIndexOf(" ", length - 1);
        strokes.push({ nth, ...(await reader.taken()) });
      }
    });
  }
  const about = (some) => ({
    strokes: some.length,
    quiet: some.filter(({ requests }) => !requests).length / some.length,
    requests: mean(some.map(({ requests }) => requests)),
    bytes: mean(some.map(({ bytes }) => bytes)),
    rounds: Math.max(...some.map(({ rounds }) => rounds)),
  });
  return {
    sequences: job.queries.typed.length,
    all: about(strokes),
    byLetterOfWord: [1, 2, 3, 4, 5, 6].map((nth) => about(strokes.filter((one) => one.nth === nth))),
    fromFourthLetter: about(strokes.filter(({ nth }) => nth >= 4)),
  };
}

/** Milliseconds around a search, in one page: the first time, and when all is loaded. */
async function measureTime() {
  const reader = await bench.newReader();
  await reader.load();
  await reader.start();
  const pass = (name, queries) =>
    reader.page.evaluate(
      async ([queries, growing]) => {
        const times = [];
        for (const query of queries) {
          const before = performance.now();
          await ask(query, growing);
          times.push(performance.now() - before);
        }
        return times;
      },
      [queries, name === "letter"],
    );
  const figures = {};
  const first = {};
  for (const [name, queries] of sets) first[name] = await pass(name, queries);
  for (const [name, queries] of sets) {
    site.log.length = 0;
    const passes = [];
    for (let nth = 0; nth < job.passes; nth++) passes.push(await pass(name, queries));
    const loaded = queries.map((_, at) => median(passes.map((times) => times[at])));
    figures[name] = {
      first: spread(first[name]),
      loaded: spread(loaded),
      worst: queries[loaded.indexOf(Math.max(...loaded))],
      requestsWhenLoaded: site.log.length,
    };
  }
  await reader.close();
  return figures;
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: sorted.at(-1) };
}
