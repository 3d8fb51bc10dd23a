import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf, pageOf } from "../src/links.js";
import { csv, merged } from "../src/rows.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const iri = (value) => ({ type: "uri", value });
const whole = (value) => ({ type: "literal", value, datatype: `${XSD}integer` });

test("rows that differ in their passage alone become one, numbers in order", () => {
  const rows = [
    { what: iri("e:b"), days: whole("10"), passage: iri("p:2") },
    { what: iri("e:b"), days: whole("9"), passage: iri("p:3") },
    { what: iri("e:b"), days: whole("10"), passage: iri("p:1") },
    { what: iri("e:a"), passage: iri("p:1") },
  ];
  assert.deepEqual(merged(["what", "days", "passage"], rows, (name) => name.toUpperCase()), {
    columns: ["what", "days"],
    rows: [
      { terms: [iri("e:a"), undefined], cells: ["E:A", ""], evidence: ["p:1"] },
      { terms: [iri("e:b"), whole("9")], cells: ["E:B", "9"], evidence: ["p:3"] },
      { terms: [iri("e:b"), whole("10")], cells: ["E:B", "10"], evidence: ["p:1", "p:2"] },
    ],
  });
});

test("a spreadsheet runs nothing of a CSV file", () => {
  const text = (value) => ({ type: "literal", value });
  assert.equal(
    csv(["a", "b,c"], [[text("=1+1"), text('say "x"\nthere')], [undefined, whole("-5")], [text("'=1"), text("-")]]),
    'a,"b,c"\r\n\'=1+1,"say ""x""\nthere"\r\n,-5\r\n\'\'=1,\'-\r\n',
  );
});

test("things have pages, passages a place on their source's page, scripts no link", () => {
  const where = { pages: "../", suffix: ".html" };
  const id = "https://w3id.org/govkg/id/";
  assert.deepEqual(
    ["igf", "role/itu--host", "source/poster-2014", "source/poster-2014/date/span/1-2", 'x"><a', "a%20b?c#d"].map((name) => pageOf(id + name, where)),
    ["../igf.html", "../role/itu--host.html", "../source/poster-2014.html", "../source/poster-2014.html#date",
      "../x%22%3E%3Ca.html", "../a%20b%3Fc%23d.html"],
  );
  assert.equal(linkOf("javascript:alert(1)", where), null);
  assert.equal(linkOf("https://example.org/", where), "https://example.org/");
});
