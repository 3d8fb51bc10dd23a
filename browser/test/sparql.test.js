import assert from "node:assert/strict";
import { test } from "node:test";
import { compact, form, placeOf, prefixesOf, tokens, usesService, withPrefixes } from "../src/sparql.js";

test("SERVICE is found where it is a keyword and nowhere else", () => {
  for (const query of [
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
    "select*{service silent ?s{?s ?p ?o}}",
    "SELECT * { ?s ?p 'a' . # don't\n SERVICE e:x {} }",
    "SELECT * { FILTER(?a < 3) SERVICE <http://e/> {} FILTER(?b > 2) }",
    'SELECT * { ?s ?p "\\"" SERVICE <http://e/> {} }',
    "SELECT * { \\u0053ERVICE <http://e/> {} }",
  ]) assert.equal(usesService(query), true, query);
  for (const query of [
    "SELECT ?service { ?service e:service service:x }",
    "SELECT * { ?s ?p 'SERVICE' , \"\"\"a \" SERVICE\n\"\"\" , <http://e/SERVICE> } # SERVICE",
    "SELECT * { ?s e:SERVICE ?o }",
  ]) assert.equal(usesService(query), false, query);
});

test("the form is the first keyword after the prologue", () => {
  assert.equal(form("# SELECT\nPREFIX select: <http://e/ask> base <http://e/> construct { ?s ?p ?o } where {}"), "construct");
  assert.equal(form("Ask {}"), "ask");
  assert.equal(form("INSERT DATA { <a> <b> <c> }"), null);
  assert.equal(form(""), null);
});

test("prefixes that are known and lacking are declared", () => {
  const known = { e: "http://e/", f: "http://f/", g: "http://g/" };
  assert.equal(
    withPrefixes("PREFIX e: <http://other/>\nSELECT * { ?s e:a f:b ; x:c _:d , \"g:h\" , 'a'^^f:t } # g:i", known),
    "PREFIX f: <http://f/>\nPREFIX e: <http://other/>\nSELECT * { ?s e:a f:b ; x:c _:d , \"g:h\" , 'a'^^f:t } # g:i",
  );
  assert.deepEqual(prefixesOf("PREFIX : <http://e/> SELECT * { :a a constructor:b }").undeclared.map((u) => u.prefix), ["constructor"]);
  assert.equal(withPrefixes("SELECT * { ?s constructor:a ?o }", known), "SELECT * { ?s constructor:a ?o }");
});

test("an IRI is shortened by the longest prefix that leaves a plain name", () => {
  const known = { e: "http://e/", id: "http://e/id/" };
  assert.deepEqual(["http://e/id/a-b", "http://e/id/a/b", "http://e/x", "http://g/x"].map((iri) => compact(iri, known)),
    ["id:a-b", "<http://e/id/a/b>", "e:x", "<http://g/x>"]);
});

test("hostile and unfinished queries are read to their end", () => {
  for (const query of ['"', "'''", "<", "\\", "?", "{".repeat(1000), `"${"\\".repeat(50_000)}`, "a:".repeat(20_000)]) {
    const last = tokens(query).at(-1);
    assert.equal(last.from + last.text.length, query.length);
  }
});

test("a message's place is read in the engine's words and in ours", () => {
  assert.deepEqual(placeOf("error at 3:14: expected WHERE"), { line: 3, column: 14 });
  assert.deepEqual(placeOf("not SPARQL: line 2, column 5 in 'x'"), { line: 2, column: 5 });
  assert.equal(placeOf("too slow"), null);
});
