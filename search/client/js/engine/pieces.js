// @ts-check
// Pieces of files that the module asks for, and how they are fetched together.

/** The file of an index that leads to all others. */
export const ROOT = "index.casa";

/**
 * Whether what a file has are texts, deflated one by one.
 * @param {string} file
 */
export const isTexts = (file) => file[7] === "d";

/**
 * An index, a file of it, and from where to where; the whole file if it ends
 * at 0.
 * @typedef {[index: number, file: string, from: number, to: number]} Piece
 */

/**
 * A stretch of a file with the pieces that it has, or the whole file.
 * @typedef {{ index: number, file: string, from: number, to: number, pieces: Piece[] }} Run
 */

/** Slices of a file that are not farther apart are fetched together, in bytes. */
const GAP = 4096;

/**
 * By place, so that neighbours come one after the other.
 * @param {Piece} a
 * @param {Piece} b
 */
const byPlace = (a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2]);

/**
 * The fewest stretches that have some pieces.
 * @param {Piece[]} pieces
 */
export function runsOf(pieces) {
  /** @type {Run[]} */
  const runs = [];
  for (const piece of pieces.sort(byPlace)) {
    const [index, file, from, to] = piece;
    const last = runs.at(-1);
    if (to && last?.index === index && last.file === file && from - last.to <= GAP) {
      last.to = to;
      last.pieces.push(piece);
    } else {
      runs.push({ index, file, from, to, pieces: [piece] });
    }
  }
  return runs;
}
