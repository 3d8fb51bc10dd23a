// From what people type into a question's fields to terms in its query.

const XSD_DATE = "http://www.w3.org/2001/XMLSchema#date";
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

/** What was typed does not fit; the message says what does. */
export class BadValue extends Error {}

/**
 * An IRI in SPARQL.
 * @param {string} iri
 */
export function iriTerm(iri) {
  if (!/^[a-z][a-z0-9+.-]*:[^<>"{}|^`\\\u0000-\u0020]*$/i.test(iri)) throw new BadValue(`“${iri}” is not an IRI.`);
  return `<${iri}>`;
}

/**
 * A text in SPARQL. An engine may read \uXXXX before all else, even after an escaped backslash: so a u after a
 * backslash is written as a code point, and no text can end its own quotation.
 * @param {string} text
 */
export function textTerm(text) {
  if (/\p{Cc}(?<![\t\n\r])|\p{Cs}/u.test(text)) throw new BadValue("The text holds a character that cannot be printed.");
  const escaped = text.replace(/[\\"\n\r\t\b\f]/g, (mark) => ESCAPES[mark]);
  return `"${escaped.replace(/\\\\([uU])/g, (_, letter) => `\\\\\\U000000${letter.charCodeAt(0).toString(16)}`)}"`;
}

/**
 * A whole number in SPARQL.
 * @param {string} text
 */
export function integerTerm(text) {
  if (!/^[0-9]{1,15}$/.test(text)) throw new BadValue(`“${text}” is not a whole number.`);
  return text;
}

/**
 * A day in SPARQL. A year or a month stands for its first day, or for its last one.
 * @param {string} text YYYY, YYYY-MM or YYYY-MM-DD
 * @param {boolean} last
 */
export function dateTerm(text, last) {
  const match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text);
  const year = Number(match?.[1]);
  const month = Number(match?.[2] ?? (last ? 12 : 1));
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
  const day = Number(match?.[3] ?? (last ? length : 1));
  if (!match || day < 1 || day > length) {
    throw new BadValue(`“${text}” is not a date: write 2014, 2014-06 or 2014-06-10.`);
  }
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `"${match[1]}-${two(month)}-${two(day)}"^^<${XSD_DATE}>`;
}

/** @param {string} name */
export const isEnd = (name) => name === "until" || name === "to";

/**
 * A query with variables bound to terms, at the beginning of its outermost WHERE.
 * @param {string} sparql
 * @param {Record<string, string[]>} values terms as written in SPARQL, by variable
 */
export function bind(sparql, values) {
  const lines = sparql.split("\n");
  const where = lines.indexOf("WHERE {");
  if (where < 0) throw new BadValue("The query has no line 'WHERE {' to bind its parameters at.");
  const bound = Object.keys(values).sort().map((name) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new BadValue(`“${name}” is not the name of a parameter.`);
    return `  VALUES ?${name} { ${values[name].join(" ")} }`;
  });
  return [...lines.slice(0, where + 1), ...bound, ...lines.slice(where + 1)].join("\n");
}
