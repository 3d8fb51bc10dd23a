import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "oxigraph";
import { leftFirst } from "../src/left-first.js";

const select = (expression) => `SELECT ((${expression}) AS ?x) {}`;

test("sums and products are taken from the left", () => {
  const values = {
    "5 - 4 + 1": 2, "12 / 4 * 2": 6, "8/2/2": 2, "10-1-1": 8, "2 - 1 * 3 + 4": 3, "10 -1 -2": 7, "10 -1 * 2 - 3": 5,
    "1 - (5 - 4 + 1) - 1": -2, "ABS(1 - 2 - 3) - 1 + 1": 4, "- 3 - 3 + 3": -3, "2 * 3 / 4 * 2 - 1 - 1": 1, "3 - 2": 1,
  };
  const store = new Store();
  const found = Object.keys(values).map((text) => [text, Number(store.query(leftFirst(select(text)))[0].get("x").value)]);
  assert.deepEqual(Object.fromEntries(found), values);
});

test("nothing else changes", () => {
  for (const query of [
    "PREFIX e: <http://e/> SELECT * { ?s e:a/e:b/e:c (1 -2 -3) . VALUES (?x ?y ?z) { (1 -2 -3) } FILTER(?x - 1 > 2) }",
    "SELECT ((5 - 4 + 1) AS ?x) {",
    "",
  ]) assert.equal(leftFirst(query), query);
  assert.equal(leftFirst("SELECT * { FILTER(?a-?b-?c>1/2/3) }"), "SELECT * { FILTER((?a-?b)-?c>(1/2)/3) }");
});
