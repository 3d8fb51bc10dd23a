// From IRIs of the graph to the pages that show them.

export const DATA = "https://w3id.org/govkg/id/";
const TERMS = "https://w3id.org/govkg/ontology#";
const PASSAGE = /^source\/([^/]+)\/([^/]+)/;

/** @typedef {{pages: string, suffix: string, terms?: string}} Pages what stands before and after a thing's id, and before a term's */

/**
 * The address of the page that shows a thing of the graph, a passage at its place in its source; null for any other.
 * @param {string} iri
 * @param {Pages} where
 */
export function pageOf(iri, { pages, suffix, terms }) {
  if (terms && iri.startsWith(TERMS)) return terms + safe(iri.slice(TERMS.length));
  if (!iri.startsWith(DATA) || iri === DATA) return null;
  const id = iri.slice(DATA.length);
  const passage = PASSAGE.exec(id);
  if (passage) return `${pages}source/${safe(passage[1])}${suffix}#${safe(passage[2])}`;
  return `${pages}${id.split("/").map(safe).join("/")}${suffix}`;
}

/**
 * Where a link to an IRI leads: to our page, to the web, or nowhere.
 * @param {string} iri
 * @param {Pages} where
 */
export function linkOf(iri, where) {
  return pageOf(iri, where) ?? (/^https?:\/\//.test(iri) ? iri : null);
}

/**
 * Whether a link may lead to an address: what a graph says may begin with "javascript:".
 * @param {string} url absolute
 */
export function followed(url) {
  return /^(?:https?|file):/i.test(url);
}

/**
 * What stands in a fragment after its beginning; null if it begins otherwise, or is no percent-encoding.
 * @param {string} start
 * @param {string} hash
 */
export function fragmentAfter(start, hash) {
  try {
    return hash.startsWith(start) ? decodeURIComponent(hash.slice(start.length)) : null;
  } catch {
    return null;
  }
}

/** The last piece of an IRI. @param {string} iri */
export function tail(iri) {
  return iri.startsWith(DATA) ? iri.slice(DATA.length) : iri.replace(/^.*[#/](?=.)/, "");
}

/** @param {string} piece a piece of a path, percent-encoded or not */
function safe(piece) {
  return encodeURIComponent(piece).replace(/%25([0-9A-F]{2})/gi, "%$1");
}
