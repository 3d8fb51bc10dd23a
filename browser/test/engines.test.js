import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { LocalGraph } from "../src/engines.js";

/** Stands for the worker: opens at once, answers a query at once unless it is "SLOW", and keeps what was asked of it. */
class FakeWorker {
  static made = [];

  constructor() {
    this.asked = [];
    this.ended = false;
    FakeWorker.made.push(this);
  }

  postMessage({ type, sparql }) {
    this.asked.push(sparql ?? type);
    const data = type === "open" ? { type: "ready", text: "2 statements" } : { type: "result", format: "json", text: '{"head": {}}' };
    if (sparql !== "SLOW") queueMicrotask(() => this.onmessage({ data }));
  }

  terminate() {
    this.ended = true;
  }
}
globalThis.window = globalThis;
globalThis.Worker = FakeWorker;
beforeEach(() => (FakeWorker.made = []));

const ANSWER = { table: { head: {} } };
const workers = () => FakeWorker.made.map(({ asked, ended }) => ({ asked, ended }));

test("to stop a question that is answered leaves the engine to the next one", async () => {
  const graph = new LocalGraph("https://example.org/govkg.nq");
  const first = new AbortController();
  assert.deepEqual(await graph.run("ONE", { signal: first.signal }), ANSWER);
  first.abort();
  assert.deepEqual(await graph.run("TWO", { signal: new AbortController().signal }), ANSWER);
  assert.deepEqual(workers(), [{ asked: ["open", "ONE", "TWO"], ended: false }]);
});

test("to stop a question that runs ends its engine, and the next one gets another", async () => {
  const graph = new LocalGraph("https://example.org/govkg.nq");
  const first = new AbortController();
  const slow = graph.run("SLOW", { signal: first.signal, progress: (text) => text === "Running …" && setTimeout(() => first.abort()) });
  await assert.rejects(slow, { message: "Stopped." });
  await assert.rejects(graph.run("LATE", { signal: first.signal }), { message: "Stopped." });
  assert.deepEqual(await graph.run("TWO", { signal: new AbortController().signal }), ANSWER);
  assert.deepEqual(workers(), [{ asked: ["open", "SLOW"], ended: true }, { asked: ["open", "TWO"], ended: false }]);
});

test("a question that takes too long ends its engine, and another is made ready at once", async () => {
  const graph = new LocalGraph("https://example.org/govkg.nq", 5);
  const { signal } = new AbortController();
  await assert.rejects(graph.run("SLOW", { signal }), { message: "The query took longer than 0.005 seconds and was stopped." });
  assert.deepEqual(await graph.run("TWO", { signal }), ANSWER);
  assert.deepEqual(workers(), [{ asked: ["open", "SLOW"], ended: true }, { asked: ["open", "TWO"], ended: false }]);
});
