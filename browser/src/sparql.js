// What can be told of a SPARQL query from its tokens alone: no grammar, so a broken query does no harm.

/** @typedef {{kind: "iri" | "text" | "variable" | "name" | "word" | "mark", text: string, from: number}} Token */

const TOKENS = new RegExp(
  [
    "(?<blank>\\s+|#[^\\n\\r]*)",
    "(?<iri><[^<>\"{}|^`\\\\\\u0000-\\u0020]*>)",
    "(?<text>\"\"\"(?:\"{0,2}(?:[^\"\\\\]|\\\\[^]))*\"\"\"|'''(?:'{0,2}(?:[^'\\\\]|\\\\[^]))*'''|\"(?:[^\"\\\\\\n\\r]|\\\\[^])*\"|'(?:[^'\\\\\\n\\r]|\\\\[^])*')",
    "(?<variable>[?$][\\p{L}\\p{N}_\\u00B7]+)",
    "(?<name>(?:_|\\p{L}(?:[\\p{L}\\p{N}_.\\-\\u00B7]*[\\p{L}\\p{N}_\\-\\u00B7])?)?:(?:(?:[\\p{L}\\p{N}_:.\\-\\u00B7]|%[0-9A-Fa-f]{2}|\\\\[_~.\\-!$&'()*+,;=/?#@%])*(?:[\\p{L}\\p{N}_:\\-\\u00B7]|%[0-9A-Fa-f]{2}|\\\\[_~.\\-!$&'()*+,;=/?#@%]))?)",
    "(?<word>@?[\\p{L}_][\\p{L}\\p{N}_\\-]*)",
    "(?<mark>[^])",
  ].join("|"),
  "uy",
);

/**
 * The tokens of a query, without white space and comments.
 * @param {string} query
 * @returns {Token[]}
 */
export function tokens(query) {
  /** @type {Token[]} */
  const found = [];
  TOKENS.lastIndex = 0;
  for (let match = TOKENS.exec(query); match; match = TOKENS.exec(query)) {
    const [kind] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    if (kind !== "blank") found.push({ kind: /** @type {Token["kind"]} */ (kind), text: match[0], from: match.index });
  }
  return found;
}

/** A query as an engine reads it: \uXXXX stands for a character anywhere (SPARQL 1.1, 19.2). @param {string} query */
function decoded(query) {
  return query.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g, (whole, short, long) => {
    const point = parseInt(short ?? long, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/**
 * Whether a query asks another endpoint.
 * @param {string} query
 */
export function usesService(query) {
  const asks = (text) => tokens(text).some((token) => token.kind === "word" && token.text.toUpperCase() === "SERVICE");
  return asks(query) || asks(decoded(query));
}

/**
 * What a query gives: "select", "ask", "construct" or "describe"; null for anything else.
 * @param {string} query
 */
export function form(query) {
  const forms = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
  const first = tokens(query).find((token) => token.kind === "word" && !/^(prefix|base)$/i.test(token.text));
  const word = first?.text.toUpperCase() ?? "";
  return forms.includes(word) ? word.toLowerCase() : null;
}

/**
 * Prefixes that a query declares, and prefixed names whose prefix it does not.
 * @param {string} query
 */
export function prefixesOf(query) {
  const found = tokens(query);
  const declares = (i) => found[i]?.kind === "word" && /^prefix$/i.test(found[i].text);
  /** @type {Record<string, string>} */
  const declared = {};
  const used = [];
  found.forEach((token, i) => {
    if (token.kind !== "name" || token.text.startsWith("_:")) return;
    const prefix = token.text.slice(0, token.text.indexOf(":"));
    if (!declares(i - 1)) used.push({ prefix, token });
    else if (found[i + 1]?.kind === "iri") declared[prefix] = found[i + 1].text.slice(1, -1);
  });
  return { declared, undeclared: used.filter(({ prefix }) => !Object.hasOwn(declared, prefix)) };
}

/**
 * A query with the declarations of those prefixes that it uses without declaring them and that we know.
 * @param {string} query
 * @param {Record<string, string>} known
 */
export function withPrefixes(query, known) {
  const lacking = [...new Set(prefixesOf(query).undeclared.map(({ prefix }) => prefix))].filter((prefix) =>
    Object.hasOwn(known, prefix),
  );
  return lacking.map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>\n`).join("") + query;
}

/**
 * An IRI as a prefixed name, or between angle brackets.
 * @param {string} iri
 * @param {Record<string, string>} prefixes
 */
export function compact(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, start]) => start && iri.startsWith(start));
  const [prefix, start] = fitting.sort((a, b) => b[1].length - a[1].length)[0] ?? ["", ""];
  const rest = iri.slice(start.length);
  return start && /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?$/u.test(rest) ? `${prefix}:${rest}` : `<${iri}>`;
}

/**
 * What an engine says of a broken query, without the pieces of its grammar, as govkg/store.py says it.
 * @param {string} message
 * @param {string} query
 */
export function plainError(message, query) {
  const place = placeOf(message);
  if (!place) return message;
  const line = query.split("\n")[place.line - 1]?.trim().slice(0, 60);
  const reasons = { "Prefix not found": "a prefix that is not declared", "IRI parsing failed": "a broken IRI" };
  const why = Object.entries(reasons).find(([reason]) => message.includes(reason))?.[1];
  return `This is not SPARQL: line ${place.line}, column ${place.column}${line ? `, in “${line}”` : ", at its end"}${why ? `: ${why}` : ""}.`;
}

/**
 * Line and column that an error message names, counted from one; null if it names none.
 * @param {string} message
 */
export function placeOf(message) {
  const match = /\bline (\d+),? column (\d+)/i.exec(message) ?? /\bat (\d+):(\d+)/.exec(message);
  return match && { line: Number(match[1]), column: Number(match[2]) };
}
