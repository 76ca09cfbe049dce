// The search engine in a page: loads the WebAssembly module, fetches what it
// asks for, gives back what it finds. It knows nothing of the page.
//
//   const engine = createEngine("/search/");
//   const { total, hits } = await engine.search({ text: "stazione unica" });
//
// Nothing that a reader types leaves the browser: files are fetched by the
// names that the index gives them.

/** Version of the module's functions and replies, as in `boundary.rs`. */
const BOUNDARY = 2;

/** A file that takes longer is taken for lost. */
const PATIENCE = 20_000;

/** More rounds than any query takes: a sign of an index that makes no sense. */
const MAX_ROUNDS = 12;

/** Slices of a file that are not farther apart are fetched together, in bytes. */
const GAP = 1024;

/**
 * Why there are no results. `kind` is `"unsupported"` (the browser cannot, or
 * a policy forbids), `"missing"` (a file cannot be fetched), `"corrupt"` or
 * `"version"` (index and client are of different editions); `index` is the
 * number of the index and `file` the file, where it is one.
 */
export class SearchError extends Error {
  constructor(kind, details = {}) {
    super(`search: ${kind} ${details.file ?? ""}`, { cause: details.cause });
    this.kind = kind;
    this.index = details.index;
    this.file = details.file;
  }
}

/**
 * An engine for the index in a folder (an address ending in `/`), or for
 * several that are searched as if they were one. `wasm` is the module's
 * address, by default beside this script.
 */
export function createEngine(index, wasm = new URL("casa_search.wasm", import.meta.url)) {
  const base = globalThis.document?.baseURI ?? import.meta.url;
  const folders = [index].flat().map((folder) => new URL(folder, base));
  let session;

  /** Tries twice: the second time anew and past the browser's cache. */
  async function attempt(query) {
    session ??= openSession(folders, wasm, "default");
    const first = session;
    try {
      return await (await first).search(query);
    } catch (error) {
      // One that did not open is of no use; one that did has what it fetched.
      await first.catch(() => {
        if (session === first) session = undefined;
      });
      if (error.kind === "unsupported") throw error;
    }
    const again = openSession(folders, wasm, "reload");
    try {
      const found = await (await again).search(query);
      session = again;
      return found;
    } catch (error) {
      throw error instanceof SearchError ? error : new SearchError("corrupt", { cause: error });
    }
  }

  return {
    /**
     * Searches. `query` may have `text`, `language`, `filters` (facet name ->
     * array of values), `ranges` (order -> `{ from, to }`), `sort` (an order as
     * `{ by, descending }`), `facets` (true to count them), `limit`, `offset`,
     * `growing` (true while the last word is being typed) and `asTyped` (true
     * to correct nothing).
     */
    search: attempt,
    /** Loads what every search needs. */
    preload: () => attempt({ text: " ", limit: 0 }).then(() => {}),
    /** What the indexes have: `{ facets, orders }`, of names and labels. */
    describe: () => attempt({ text: " ", limit: 0 }).then(({ known }) => known),
    /** The facets with their labels, values and how many documents have each. */
    filters: () => attempt({ limit: 0, facets: true }).then(({ facets }) => facets),
  };
}

/** One module with a cache for each index. */
async function openSession(folders, wasm, cache) {
  if (!globalThis.WebAssembly || !globalThis.DecompressionStream) {
    throw new SearchError("unsupported");
  }
  const code = await (await get(wasm, { cache })).bytes;
  let module;
  try {
    module = (await WebAssembly.instantiate(code, {})).instance.exports;
  } catch (cause) {
    throw new SearchError("unsupported", { cause });
  }
  if (module.boundary?.() !== BOUNDARY) throw new SearchError("version");
  // Piece -> when it is here.
  const coming = new Map();

  /** Fetches pieces into the module, each once however many ask for it. */
  function fetchAll(need) {
    const runs = [];
    const wholes = new Map();
    // In order of place, so that neighbours come one after the other.
    need.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2]));
    for (const piece of need.filter((piece) => !coming.has(String(piece)))) {
      const [index, file, from, to] = piece;
      const last = runs.at(-1);
      const near = last?.index === index && last.file === file && from - last.to <= GAP;
      if (to && near) {
        last.to = to;
        last.pieces.push(piece);
      } else {
        runs.push({ index, file, from, to, pieces: [piece] });
      }
    }
    for (const run of runs) {
      const done = load(run, wholes).catch((cause) => {
        for (const piece of run.pieces) coming.delete(String(piece));
        const { index, file } = run;
        throw new SearchError(cause.kind ?? "corrupt", { index, file, cause });
      });
      for (const piece of run.pieces) coming.set(String(piece), done);
    }
    return Promise.all(need.map((piece) => coming.get(String(piece))));
  }

  /** Fetches a file, or the stretch of one that has some slices. */
  async function load({ index, file, from, to, pieces }, wholes) {
    // All but the root are named by their content and never change.
    const mode = cache === "reload" ? cache : file.includes("/") ? "default" : "no-cache";
    const headers = to ? { Range: `bytes=${from}-${to - 1}` } : {};
    const { bytes, part } = await get(new URL(file, folders[index]), { cache: mode, headers }, wholes);
    for (const piece of pieces) {
      const start = part ? from : 0;
      const payload = piece[3] ? await inflate(bytes.subarray(piece[2] - start, piece[3] - start)) : bytes;
      const path = give(module, new TextEncoder().encode(file));
      const status = module.insert(index, ...path, piece[2], piece[3], ...give(module, payload));
      if (status) throw new SearchError(status === 2 ? "version" : "corrupt");
    }
  }

  return {
    async search(query) {
      const request = new TextEncoder().encode(write(query, folders.length));
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const length = module.ask(...give(module, request));
        const reply = new Uint8Array(module.memory.buffer, module.reply_address(), length);
        const answer = JSON.parse(new TextDecoder().decode(reply));
        if (answer.error) throw new SearchError(answer.error, { file: answer.file });
        if (!answer.need) return read(answer);
        await fetchAll(answer.need);
      }
      throw new SearchError("corrupt");
    },
  };
}

/**
 * The bytes at an address; `part` if they are those that were asked for and
 * not the whole file. A whole file that comes instead is kept in `wholes`.
 */
async function get(address, options, wholes) {
  let corrupt;
  try {
    const response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    corrupt = response.status === 416;
    if (!response.ok) throw response.status;
    const part = response.status === 206;
    const known = !part && wholes?.get(address.href);
    if (known) response.body?.cancel();
    const coming = known || response.arrayBuffer();
    if (!part) wholes?.set(address.href, coming);
    return { bytes: new Uint8Array(await coming), part };
  } catch (cause) {
    throw new SearchError(corrupt ? "corrupt" : "missing", { cause });
  }
}

/** A document: how many bytes at the end are padding, then raw deflate. */
function inflate(slice) {
  const packed = slice.subarray(1, slice.length - slice[0]);
  const stream = new Response(packed).body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer().then((bytes) => new Uint8Array(bytes));
}

/** Copies bytes into the module's memory: the address and length it takes. */
function give(module, bytes) {
  const address = module.alloc(bytes.length);
  new Uint8Array(module.memory.buffer, address, bytes.length).set(bytes);
  return [address, bytes.length];
}

/** A query as `request.rs` reads it. */
function write(query, indexes) {
  const lines = [
    ["text", query.text ?? ""],
    ["indexes", indexes],
  ];
  for (const name of ["language", "limit", "offset"]) {
    if (query[name] !== undefined) lines.push([name, query[name]]);
  }
  if (query.growing) lines.push(["growing"]);
  if (query.asTyped) lines.push(["astyped"]);
  if (query.facets) lines.push(["facets"]);
  for (const [facet, values] of Object.entries(query.filters ?? {})) {
    for (const value of values) lines.push(["filter", facet, value]);
  }
  for (const [order, { from, to }] of Object.entries(query.ranges ?? {})) {
    lines.push(["range", order, from ?? "", to ?? ""]);
  }
  if (query.sort?.by) lines.push(["sort", query.sort.by, query.sort.descending ? "desc" : "asc"]);
  const clean = (word) => String(word).replace(/[\t\n]/g, " ");
  return lines.map((line) => line.map(clean).join("\t")).join("\n");
}

/** A reply of `reply.rs` in the shape that callers see. */
function read(answer) {
  const names = (list) => list.map(([name, label]) => ({ name, label }));
  return {
    ...answer,
    hits: answer.hits.map((hit) => ({
      ...hit,
      score: new Float32Array(Uint32Array.of(hit.score).buffer)[0],
      meta: Object.fromEntries(hit.meta),
    })),
    facets: answer.facets.map((facet) => ({
      ...facet,
      values: facet.values.map(([value, count]) => ({ value, count })),
    })),
    known: { facets: names(answer.known.facets), orders: names(answer.known.orders) },
  };
}
