// The index of the static site, read once a page; its addresses are relative to the index itself.
import { json } from "./dom.js";
import { Index } from "./index.js";

/** @type {Map<string, Promise<Index>>} */
const opened = new Map();

/** @param {string} url */
export function openIndex(url) {
  const found = opened.get(url) ?? read(url);
  opened.set(url, found);
  // A failed reading is tried again when next asked for.
  found.catch(() => opened.delete(url));
  return found;
}

/** @param {string} url */
async function read(url) {
  const { entries, labels } = await json(url);
  return new Index(entries.map((entry) => ({ ...entry, p: new URL(entry.p, url).href })), labels);
}
