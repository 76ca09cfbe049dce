// @ts-check

/**
 * What has a name in a list.
 * @template {{ name: string }} Item
 * @param {Item[]} list
 * @param {string} wanted
 */
export const named = (list, wanted) => list.find(({ name }) => name === wanted);
