// What can be completed in a query: our terms, prefixes, the query's own variables, words of SPARQL.
import { compact, prefixesOf, tokens } from "./sparql.js";

const WORDS = (
  "SELECT DISTINCT REDUCED ASK CONSTRUCT DESCRIBE FROM NAMED WHERE GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES AS " +
  "NOT EXISTS IN GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET PREFIX BASE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT " +
  "SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE IF COALESCE CONCAT STRLEN SUBSTR UCASE LCASE CONTAINS " +
  "STRSTARTS STRENDS STRBEFORE STRAFTER REPLACE REGEX YEAR MONTH DAY NOW ABS ROUND CEIL FLOOR ISIRI ISLITERAL ISNUMERIC " +
  "SAMETERM STRDT STRLANG UNDEF true false"
).split(" ");

/**
 * A source of completions for CodeMirror.
 * @param {Record<string, string>} prefixes
 * @param {{iri: string, label: string, description: string}[]} terms
 * @returns {import("@codemirror/autocomplete").CompletionSource}
 */
export function completions(prefixes, terms) {
  const words = WORDS.map((label) => ({ label, type: "keyword", boost: -1 }));
  const named = terms.flatMap(({ iri, label, description }) => {
    const name = compact(iri, prefixes);
    // What is typed is looked for in the label too, so that "feeds" finds a term by what it is called.
    return name.startsWith("<") ? [] : [{
      label: `${name} ${label ?? ""}`.trim(), displayLabel: name, detail: label, info: description || undefined,
      apply: declaring(name, prefixes),
    }];
  });
  const declarations = Object.entries(prefixes).map(([prefix, iri]) => ({
    label: `${prefix}:`, detail: iri, boost: -2, apply: declaring(`${prefix}:`, prefixes),
  }));

  return (context) => {
    const typed = context.matchBefore(/[?$]?[\p{L}\p{N}_.-]*:?[\p{L}\p{N}_.-]*$/u);
    const from = typed?.from ?? context.pos;
    if (!context.explicit && context.pos - from < 1) return null;
    const before = context.state.sliceDoc(0, from);
    if (/[<"']$/.test(before) || /#[^\n>]*$/.test(before.slice(before.lastIndexOf("\n") + 1))) return null;
    const validFor = /^[?$]?[\p{L}\p{N}_.-]*:?[\p{L}\p{N}_.-]*$/u;
    if (/^[?$]/.test(typed?.text ?? "")) {
      const query = context.state.doc.toString();
      const names = tokens(query).filter((t) => t.kind === "variable" && t.from !== from).map((t) => `?${t.text.slice(1)}`);
      return { from, options: [...new Set(names)].sort().map((label) => ({ label, type: "variable" })), validFor };
    }
    if (/\bprefix\s+$/i.test(before)) {
      const options = Object.entries(prefixes).map(([prefix, iri]) => ({ label: `${prefix}: <${iri}>` }));
      return { from, options, validFor };
    }
    return { from, options: [...named, ...declarations, ...words], validFor };
  };
}

/**
 * Inserts a prefixed name, and above the query the declaration that it still lacks.
 * @param {string} name
 * @param {Record<string, string>} prefixes
 */
function declaring(name, prefixes) {
  const prefix = name.slice(0, name.indexOf(":"));
  return (view, _completion, from, to) => {
    const lacking = !Object.hasOwn(prefixesOf(view.state.doc.toString()).declared, prefix);
    const line = lacking ? `PREFIX ${prefix}: <${prefixes[prefix]}>\n` : "";
    view.dispatch({
      changes: [...(line ? [{ from: 0, insert: line }] : []), { from, to, insert: name }],
      selection: { anchor: from + line.length + name.length },
      userEvent: "input.complete",
    });
  };
}
