import assert from "node:assert/strict";
import { test } from "node:test";
import { followed, fragmentAfter, linkOf, pageOf } from "../src/links.js";

const where = { pages: "/page/", suffix: "", terms: "/ontology#" };
const DATA = "https://w3id.org/govkg/id/";

test("nothing that runs is followed", () => {
  const all = ["https://a/", "HTTP://a/", "file:///site/a.html", "javascript:alert(1)", " javascript:x", "data:text/html,x", "urn:x"];
  assert.deepEqual(all.map(followed), [true, true, true, false, false, false, false]);
  assert.deepEqual(["javascript:alert(1)//https://a", "data:,x", "urn:x"].map((iri) => linkOf(iri, where)), [null, null, null]);
});

test("an id stays a piece of a path", () => {
  assert.equal(pageOf(`${DATA}a"b<c>?d#e`, where), "/page/a%22b%3Cc%3E%3Fd%23e");
  assert.equal(pageOf(`${DATA}source/x/"y`, where), "/page/source/x#%22y");
});

test("a fragment that is no percent-encoding is none", () => {
  assert.equal(fragmentAfter("#node=", "#node=a%20b"), "a b");
  assert.equal(fragmentAfter("#node=", "#node=%"), null);
  assert.equal(fragmentAfter("#node=", "#query=a"), null);
});
