// @ts-check
/** @import { Kind } from "../../types/casa-engine.js" */

/** Why there are no results; the kinds are told in `types/casa-engine.d.ts`. */
export class SearchError extends Error {
  /**
   * @param {Kind} kind
   * @param {{ index?: number, file?: string, cause?: unknown }} [details]
   */
  constructor(kind, details = {}) {
    super(`search: ${kind} ${details.file ?? ""}`, { cause: details.cause });
    this.kind = kind;
    this.index = details.index;
    this.file = details.file;
  }
}
