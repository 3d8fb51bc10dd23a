// The names of the static site: searched roughly, or settled on one thing.
import MiniSearch from "minisearch";
import { difference, fold, words } from "./fold.js";
import { DATA } from "./links.js";

/**
 * @typedef {{n: string, k: string, p: string, a?: string[], o?: string[], i?: string, c?: string[]}} Entry
 * Name, kind, page, aliases, other forms that documents print, IRI, classes. A printed form finds a thing, but does not
 * alone settle that it is meant.
 */

/** Words that stand in many names and tell nothing when a name is only partly right. */
const EMPTY = new Set("a an and at by for in of on or the to with".split(" "));
/** Up to this difference a name is the one typed, misspelled. */
const ALIKE = 0.25;
const names = (/** @type {Entry} */ { n, a = [], o = [] }) => [n, ...a, ...o];

export class Index {
  /**
   * @param {Entry[]} entries
   * @param {Record<string, string>} labels names to show, by IRI
   */
  constructor(entries, labels = {}) {
    this.entries = entries;
    this.labels = labels;
    const id = (/** @type {Entry} */ { i = "" }) => i.replace(DATA, "");
    this.folded = entries.map((entry) => [...names(entry), id(entry)].map(fold));
    this.exact = entries.map((entry) => [entry.n, ...(entry.a ?? []), id(entry)].map(fold));
    this.search_ = new MiniSearch({
      fields: ["n", "a", "o"],
      tokenize: words,
      processTerm: (term) => term,
      extractField: (entry, field) => (field === "id" ? entry.id : [entry.entry[field] ?? []].flat().join(" ")),
    });
    this.search_.addAll(entries.map((entry, id) => ({ id, entry })));
  }

  /**
   * Entries for what somebody types, best first: the exact name, then names that begin so, then the rest.
   * @param {string} text
   * @param {{classes?: string[], limit?: number, strict?: boolean}} [options] if strict, every word must be found
   */
  search(text, { classes = [], limit = 20, strict = false } = {}) {
    const wanted = fold(text);
    const options = {
      tokenize: (/** @type {string} */ query) => fold(query).split(" ").filter(Boolean),
      prefix: true,
      fuzzy: (/** @type {string} */ term) => (term.length > 3 ? 0.2 : false),
      boost: { n: 2 },
      filter: ({ id }) => isOf(this.entries[id], classes),
    };
    const all = this.search_.search(text, { ...options, combineWith: "AND" });
    const some = () => this.search_.search(wanted.split(" ").filter((word) => !EMPTY.has(word)).join(" "), options);
    const found = all.length || strict ? all : some();
    const rank = (/** @type {number} */ id) => {
      const folded = this.folded[id];
      if (folded.includes(wanted)) return folded[0] === wanted ? 0 : 1;
      if (folded.some((name) => name.startsWith(wanted))) return 2;
      return folded.some((name) => difference(name, wanted) <= ALIKE) ? 3 : 4;
    };
    return found
      .map(({ id, score }) => ({ id, score, rank: rank(id) }))
      .sort((a, b) => a.rank - b.rank || b.score - a.score || a.id - b.id)
      .slice(0, limit)
      .map(({ id }) => this.shown(id, wanted));
  }

  /**
   * An entry as search shows it, with the alias that matches if its name does not.
   * @param {number} id
   * @param {string} wanted
   */
  shown(id, wanted) {
    const entry = this.entries[id];
    const fits = (/** @type {(name: string) => boolean} */ test) => names(entry)[this.folded[id].findIndex(test)];
    const parts = wanted.split(" ");
    const matched = fits((n) => n === wanted) ?? fits((n) => n.startsWith(wanted)) ?? fits((n) => parts.every((p) => n.includes(p)));
    return { name: entry.n, kind: entry.k, page: entry.p, matched: matched ?? entry.n, iri: entry.i };
  }

  /**
   * The things that a name means, as govkg/names.py finds them: by id, by exact name, else by all words of the name.
   * @param {string} name
   * @param {string[]} [classes]
   * @returns {Entry[]}
   */
  fitting(name, classes = []) {
    const fits = (/** @type {(id: number) => boolean} */ test) =>
      this.entries.filter((entry, id) => entry.i && isOf(entry, classes) && test(id));
    const iri = name.startsWith(DATA) ? name : DATA + name;
    const same = fits((id) => this.entries[id].i === iri);
    if (same.length) return same;
    // What has no entry of its own, such as a passage, is known by its id.
    const label = this.label(iri);
    if (label !== null && !this.entries.some(({ i }) => i === iri)) return [{ n: label, k: "", p: "", i: iri }];
    const exact = fits((id) => this.exact[id].includes(fold(name)));
    return exact.length ? exact : this.family(name, classes);
  }

  /**
   * The things that have every word of a name in one of their names.
   * @param {string} name
   * @param {string[]} [classes]
   * @returns {Entry[]}
   */
  family(name, classes = []) {
    const wanted = fold(name);
    const parts = wanted.split(" ").filter(Boolean);
    if (!parts.length) return [];
    const holds = (/** @type {string} */ text) => parts.every((word) => text.split(" ").includes(word));
    // Names that begin with what was typed come first, then those with the fewest further words.
    const rank = (/** @type {string} */ text) => (text.startsWith(wanted) ? 0 : 1000) + text.split(" ").length;
    return this.entries
      .map((entry, id) => ({ entry, rank: Math.min(...this.folded[id].filter(holds).map(rank)) }))
      .filter(({ entry, rank: best }) => best < Infinity && entry.i && isOf(entry, classes))
      .sort((a, b) => a.rank - b.rank || (a.entry.n < b.entry.n ? -1 : 1))
      .map(({ entry }) => entry);
  }

  /** The name to show for an IRI; null if there is none. @param {string} iri */
  label(iri) {
    return Object.hasOwn(this.labels, iri) ? this.labels[iri] : null;
  }
}

/**
 * @param {Entry} entry
 * @param {string[]} classes any of which it must be; none for any
 */
const isOf = (entry, classes) => !classes.length || classes.some((name) => (entry.c ?? [entry.k]).includes(name));
