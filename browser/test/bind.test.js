import assert from "node:assert/strict";
import { test } from "node:test";
import { bind, dateTerm, integerTerm, iriTerm, textTerm } from "../src/bind.js";

const QUERY = `PREFIX e: <http://e/>
SELECT ?x
WHERE {
  ?x e:to ?target .
  { SELECT ?x
WHERE {
    ?x e:y ?z } }
}`;

test("terms go in after the first WHERE line, in the order of their names", () => {
  assert.equal(bind(QUERY, { until: ['"2014"'], target: ["<http://e/a>", "<http://e/b>"] }), `PREFIX e: <http://e/>
SELECT ?x
WHERE {
  VALUES ?target { <http://e/a> <http://e/b> }
  VALUES ?until { "2014" }
  ?x e:to ?target .
  { SELECT ?x
WHERE {
    ?x e:y ?z } }
}`);
  assert.throws(() => bind("SELECT * { ?s ?p ?o }", {}), /WHERE/);
  assert.throws(() => bind(QUERY, { "x } #": ["1"] }), /not the name of a parameter/);
});

test("no text ends its own quotation", () => {
  assert.equal(textTerm('say "hi"\\'), '"say \\"hi\\"\\\\"');
  assert.equal(textTerm("a\nb\tc"), '"a\\nb\\tc"');
  assert.equal(textTerm("\\u0022 } DROP ALL"), '"\\\\\\U000000750022 } DROP ALL"');
  assert.equal(textTerm("\\\\U00000022"), '"\\\\\\\\\\U0000005500000022"');
  assert.throws(() => textTerm("a\u0000b"), /cannot be printed/);
  assert.throws(() => textTerm("\ud800"), /cannot be printed/);
});

test("only an IRI is an IRI, only a whole number a number", () => {
  assert.equal(iriTerm("https://w3id.org/govkg/id/igf"), "<https://w3id.org/govkg/id/igf>");
  for (const bad of ["http://e/> } #", "igf", "http://e/ b", "http://e/\\u003e", 'http://e/"', ""]) {
    assert.throws(() => iriTerm(bad), /not an IRI/);
  }
  assert.equal(integerTerm("014"), "014");
  for (const bad of ["-1", "1.0", "1 2", "", "1e3", "٣"]) assert.throws(() => integerTerm(bad), /whole number/);
});

test("a year or month is its first day, or its last one", () => {
  const day = (text, last = false) => dateTerm(text, last).split("^^")[0];
  assert.equal(dateTerm("2014-06-10", false), '"2014-06-10"^^<http://www.w3.org/2001/XMLSchema#date>');
  assert.deepEqual(["2014", "2014-02", "2016-02", "1900-02", "2014-06-10"].map((text) => [day(text), day(text, true)]), [
    ['"2014-01-01"', '"2014-12-31"'],
    ['"2014-02-01"', '"2014-02-28"'],
    ['"2016-02-01"', '"2016-02-29"'],
    ['"1900-02-01"', '"1900-02-28"'],
    ['"2014-06-10"', '"2014-06-10"'],
  ]);
  for (const bad of ["2014-13", "2014-00", "2014-02-30", "14", "10.6.2014", '2014"', "2014-06-10T00:00", ""]) {
    assert.throws(() => day(bad), /not a date/);
  }
});
