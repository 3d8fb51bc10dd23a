// Rows of an answer: made one where they differ in their passage alone, sorted, and written as CSV.

/** @typedef {{type: string, value: string, "xml:lang"?: string, datatype?: string}} Term as in SPARQL's JSON results */
/** @typedef {Record<string, Term>} Binding */

export const EVIDENCE = "passage";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"].map((name) => XSD + name);

/** @param {Term | undefined} term */
export const isNumber = (term) => NUMBERS.includes(term?.datatype ?? "");

/**
 * A value as people read it.
 * @param {Term | undefined} term
 * @param {(iri: string) => string} name
 */
function readable(term, name) {
  if (!term) return "";
  if (term.type === "uri") return name(term.value);
  if (term.datatype === `${XSD}time` && /^\d+:\d+:00$/.test(term.value)) return term.value.slice(0, -3);
  return term.value;
}

/**
 * Rows that differ in their passage alone become one, with all their passages.
 * @param {string[]} columns
 * @param {Binding[]} bindings
 * @param {(iri: string) => string} name
 */
export function merged(columns, bindings, name) {
  const shown = columns.filter((column) => column !== EVIDENCE);
  const rows = new Map();
  for (const binding of bindings) {
    const key = JSON.stringify(shown.map((c) => binding[c] && [binding[c].type, binding[c].value, binding[c].datatype, binding[c]["xml:lang"]]));
    if (!rows.has(key)) {
      const terms = shown.map((column) => binding[column]);
      rows.set(key, { terms, cells: terms.map((term) => readable(term, name)), evidence: new Set() });
    }
    if (binding[EVIDENCE]) rows.get(key).evidence.add(binding[EVIDENCE].value);
  }
  const all = [...rows.values()].map((row) => ({ ...row, evidence: [...row.evidence].sort() }));
  return { columns: shown, rows: all.sort(inOrder) };
}

function inOrder(a, b) {
  for (let i = 0; i < a.cells.length; i += 1) {
    const both = isNumber(a.terms[i]) && isNumber(b.terms[i]);
    const order = both ? Number(a.cells[i]) - Number(b.cells[i]) : compare(a.cells[i], b.cells[i]);
    if (order) return order;
  }
  return 0;
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A CSV file. Text that a spreadsheet would run as a formula gets an apostrophe, as in govkg/cells.py.
 * @param {string[]} head
 * @param {(Term | undefined)[][]} rows
 */
export function csv(head, rows) {
  const cell = (term) => quoted(isNumber(term) ? term.value : neutral(term?.value ?? ""));
  return [head.map(quoted), ...rows.map((row) => row.map(cell))].map((row) => `${row.join(",")}\r\n`).join("");
}

/** @param {string} text */
function neutral(text) {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
