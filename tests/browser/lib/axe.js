// What axe-core finds on a page: all rules of WCAG 2.0 to 2.2, A and AA, and the best practices.

import { readFileSync } from "node:fs";

const AXE = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const ALL = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Off by default, though WCAG 2.2 asks for it.
  rules: { "target-size": { enabled: true } },
};
const COLOURS = {
  resultTypes: ["violations"],
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

/** What axe-core finds on the page as it is, one line a place. */
export const violations = (page) => examine(page, ALL);

/** The same by the rules that speak of colours: all that another scheme of colours can change. */
export const violationsOfColours = (page) => examine(page, COLOURS);

async function examine(page, options) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (options) => {
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
  }, options);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id} (${help}) at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`));
}
