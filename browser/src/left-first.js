// Oxigraph's JavaScript build, up to 0.5.11, reads 5 - 4 + 1 as 5 - (4 + 1). Brackets say what SPARQL means, and are
// right with any engine; once a mended build is out, this file can go.
import { SparqlLanguage } from "codemirror-lang-sparql";

/**
 * A query in which every chain of sums or of products is bracketed from the left. A broken query stays as it is.
 * @param {string} query
 */
export function leftFirst(query) {
  const tree = SparqlLanguage.parser.parse(query);
  /** @type {{at: number, mark: string}[]} */
  const marks = [];
  let broken = false;
  tree.iterate({
    enter({ type, node, from }) {
      if (type.isError) broken = true;
      if (type.name !== "AdditiveExpression" && type.name !== "MultiplicativeExpression") return;
      const inner = operandEnds(node).slice(1, -1);
      if (inner.length) marks.push({ at: from, mark: "(".repeat(inner.length) }, ...inner.map((at) => ({ at, mark: ")" })));
    },
  });
  if (broken) return query;
  marks.sort((a, b) => b.at - a.at);
  return marks.reduce((text, { at, mark }) => text.slice(0, at) + mark + text.slice(at), query);
}

/**
 * Where each operand of a chain ends. In "?a -1 * 2" the grammar has the 2 beside the -1, to which it belongs.
 * @param {import("@lezer/common").SyntaxNode} chain
 */
function operandEnds(chain) {
  const sum = chain.name === "AdditiveExpression";
  const ends = [];
  for (let child = chain.firstChild; child; child = child.nextSibling) {
    if (!/^(MultiplicativeExpression|UnaryExpression|NumericLiteral)/.test(child.name)) continue;
    if (sum && child.name === "UnaryExpression") ends.pop();
    ends.push(child.to);
  }
  return ends;
}
