// The graph and its queries off the page's thread: Oxigraph in WebAssembly.
import init, { Store } from "oxigraph/web.js";
import { counted } from "./dom.js";
import { leftFirst } from "./left-first.js";
import { form } from "./sparql.js";

/** @type {Store | undefined} */
let store;

const say = (/** @type {string} */ text) => postMessage({ type: "progress", text });
const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * Bytes of a file, unpacked if packed; a server may have unpacked it already, so its name does not tell.
 * @param {string} url
 */
async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`The graph cannot be loaded: ${response.status} ${response.statusText}`);
  const parts = [];
  let size = 0;
  let told = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size - told > 500_000) say(`Loading the graph: ${megabytes((told = size))} …`);
  }
  const blob = new Blob(parts);
  const start = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const stream = packed ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {string} graph address of an N-Quads file
 * @param {string} wasm address of the engine
 */
async function open(graph, wasm) {
  say("Loading the query engine …");
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`The query engine cannot be loaded: ${response.status} ${response.statusText}`);
  await init({ module_or_path: await response.arrayBuffer() });
  say("Loading the graph …");
  const quads = await bytes(graph);
  say("Reading the graph …");
  store = new Store();
  store.load(quads, { format: "nq", no_transaction: true });
  return counted(store.size, "statement");
}

/** @param {string} sparql */
function query(sparql) {
  const format = form(sparql) === "construct" || form(sparql) === "describe" ? "ttl" : "json";
  const options = { results_format: format };
  try {
    return { format, text: store?.query(leftFirst(sparql), options) };
  } catch (error) {
    // Of a query as it was written the engine names the place that its writer sees.
    store?.query(sparql, options);
    throw error;
  }
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.type === "open") postMessage({ type: "ready", text: await open(data.graph, data.wasm) });
    else postMessage({ type: "result", ...query(data.sparql) });
  } catch (error) {
    postMessage({ type: "error", text: error instanceof Error ? error.message : String(error) });
  }
});
