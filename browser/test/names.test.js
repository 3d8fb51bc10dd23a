import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, fold, words } from "../src/fold.js";
import { Index } from "../src/index.js";
import { bound } from "../src/question.js";

const ID = "https://w3id.org/govkg/id/";
const entry = (id, n, k, a = [], c = [k]) => ({ n, k, a, c, p: `${id}.html`, i: ID + id });
const index = new Index([
  entry("netmundial", "NETmundial", "Event", ["Global Multistakeholder Meeting"]),
  entry("sao-paulo", "São Paulo", "Place"),
  entry("wsis10-hle", "WSIS+10 High-Level Event", "Event", ["WSIS+10"]),
  entry("wsis10-review", "WSIS+10 Review", "Process", ["WSIS+10"]),
  { ...entry("mag", "Advisory Group", "Group"), o: ["the MAG", "IGF"] },
  entry("igf", "Internet Governance Forum", "Series", ["IGF"]),
], { [`${ID}igf`]: "IGF", [`${ID}source/poster/title`]: "000 title" });
const ids = (text, classes) => index.fitting(text, classes).map(({ i }) => i.slice(ID.length));
const names = (text, options) => index.search(text, options).map(({ name }) => name);

test("names are folded as on the command line", () => {
  assert.deepEqual(
    ["São  Paulo", "sao-paulo", "WSIS plus 10", "wsis + 10", "WSIS+10!", "Straße", "İstanbul", "…"].map(fold),
    ["sao paulo", "sao paulo", "wsis+10", "wsis+10", "wsis+10", "strasse", "istanbul", ""],
  );
  assert.deepEqual(words("WSIS+10 event"), ["wsis+10", "wsis", "10", "event"]);
});

test("misspelled is nearly the same", () => {
  assert.deepEqual(
    [["netmundial", "netmundail"], ["igf", "igf"], ["abc", ""], ["", ""], ["abcd", "wxyz"], ["kitten", "sitting"]].map(([a, b]) => difference(a, b)),
    [0.1, 0, 1, 0, 1, 3 / 7],
  );
});

test("names are found roughly, the exact one first", () => {
  assert.deepEqual(names("sao paulo"), ["São Paulo"]);
  assert.deepEqual(names("netmundail"), ["NETmundial"]);
  assert.deepEqual(names("IGF")[0], "Internet Governance Forum");
  assert.deepEqual(names("WSIS+10"), ["WSIS+10 Review", "WSIS+10 High-Level Event"]);
  assert.deepEqual(names("wsis 10 rev"), ["WSIS+10 Review"]);
  assert.deepEqual(names("wsis", { classes: ["Process"] }), ["WSIS+10 Review"]);
  assert.deepEqual(names("forum of the internet"), ["Internet Governance Forum"]);
  assert.deepEqual(names("meeting of the sort"), ["NETmundial"]);
  assert.deepEqual(names("meeting of the sort", { strict: true }), []);
  for (const nothing of ["", "…", "zzzzzz", "\\", "(", "constructor"]) assert.deepEqual(names(nothing), [], nothing);
  assert.equal(index.search("multistakeholder")[0].matched, "Global Multistakeholder Meeting");
});

test("a name is settled by an id, by the whole name, else by its words", () => {
  assert.deepEqual(ids("netmundial"), ["netmundial"]);
  assert.deepEqual(ids(`${ID}igf`), ["igf"]);
  assert.deepEqual(ids("WSIS10 HLE"), ["wsis10-hle"]);
  assert.deepEqual(ids("source/poster/title"), ["source/poster/title"]);
  // One printed it of another thing, but it is the acronym of this one.
  assert.deepEqual(ids("igf"), ["igf"]);
  assert.deepEqual(ids("the mag"), ["mag"]);
  assert.deepEqual(ids("wsis+10"), ["wsis10-hle", "wsis10-review"]);
  assert.deepEqual(ids("wsis+10", ["Event"]), ["wsis10-hle"]);
  assert.deepEqual(ids("netmundial", ["Place"]), []);
});

const question = {
  name: "q",
  sparql: "SELECT *\nWHERE {\n}",
  parameters: [
    { name: "target", kind: "entity", required: true, classes: ["Event", "Process"] },
    { name: "kind", kind: "choice", required: false, choices: [{ value: "input", label: "Input", iri: "https://w3id.org/govkg/ontology#link-input" }] },
    { name: "until", kind: "date", required: false },
    { name: "words", kind: "text", required: false, default: "a" },
  ],
};

test("a question's fields become terms", () => {
  assert.equal(
    bound(question, { target: ["netmundial"], kind: ["INPUT"], until: ["2014-02"], words: ['"'] }, index),
    `SELECT *
WHERE {
  VALUES ?kind { <https://w3id.org/govkg/ontology#link-input> }
  VALUES ?target { <${ID}netmundial> }
  VALUES ?until { "2014-02-28"^^<http://www.w3.org/2001/XMLSchema#date> }
  VALUES ?words { "\\"" }
}`,
  );
  assert.equal(
    bound(question, { target: ["WSIS+10*"], kind: [" "] }, index),
    `SELECT *\nWHERE {\n  VALUES ?target { <${ID}wsis10-hle> <${ID}wsis10-review> }\n  VALUES ?words { "a" }\n}`,
  );
});

test("what does not fit is named, with what may be meant", () => {
  const refused = (given) => {
    try {
      return bound(question, given, index);
    } catch ({ parameter, message, candidates }) {
      return { parameter, message, candidates: candidates.map(({ name }) => name) };
    }
  };
  assert.deepEqual(refused({}), { parameter: "target", message: "Please give “target”.", candidates: [] });
  assert.deepEqual(refused({ target: ["WSIS+10"] }), {
    parameter: "target", message: "“WSIS+10” may mean several things. Which one?",
    candidates: ["WSIS+10 High-Level Event", "WSIS+10 Review"],
  });
  assert.deepEqual(refused({ target: ["netmundail"] }), {
    parameter: "target", message: "Nothing that fits is called “netmundail”. Did you mean:", candidates: ["NETmundial"],
  });
  assert.deepEqual(refused({ target: ["> } #"] }), { parameter: "target", message: "Nothing that fits is called “> } #”.", candidates: [] });
  assert.deepEqual(refused({ target: ["NETmundial"], kind: ["x"] }), {
    parameter: "kind", message: "“x” is no choice here; it is one of Input.", candidates: [],
  });
  assert.equal(refused({ target: ["NETmundial"], until: ["soon"] }).parameter, "until");
});
