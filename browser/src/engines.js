// Where queries run: an endpoint, or the graph itself in a worker. Both give the same kinds of result.
import { beside } from "./dom.js";
import { form, plainError, usesService } from "./sparql.js";

/**
 * @typedef {{head: {vars?: string[]}, boolean?: boolean, results?: {bindings: import("./rows.js").Binding[]}}} Table
 * @typedef {{table: Table, text?: undefined} | {table?: undefined, text: string}} Result
 */

/** A query was not answered; the message says why. */
class QueryError extends Error {}

const STOPPED = "Stopped.";

export class Endpoint {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /**
   * @param {string} sparql
   * @param {{signal: AbortSignal, progress?: (text: string) => void}} options
   * @returns {Promise<Result>}
   */
  async run(sparql, { signal }) {
    const graph = ["construct", "describe"].includes(form(sparql) ?? "");
    try {
      const response = await fetch(this.url, {
        method: "POST",
        body: new URLSearchParams({ query: sparql }),
        headers: { Accept: graph ? "text/turtle" : "application/sparql-results+json" },
        signal,
      });
      const text = await response.text();
      if (!response.ok) throw new QueryError(reason(response, text));
      return graph ? { text } : { table: JSON.parse(text) };
    } catch (error) {
      if (signal.aborted) throw new QueryError(STOPPED);
      if (error instanceof QueryError) throw error;
      if (error instanceof SyntaxError) throw new QueryError("The server's answer cannot be read.");
      throw new QueryError("The server cannot be reached.");
    }
  }
}

/**
 * What the server says of an error, as text.
 * @param {Response} response
 * @param {string} text
 */
function reason(response, text) {
  const type = response.headers.get("content-type") ?? "";
  const status = `The server answered ${response.status} ${response.statusText}`.trim();
  if (type.includes("json")) {
    try {
      const said = JSON.parse(text);
      return String(said.error ?? said.message ?? said.detail ?? status);
    } catch {
      return status;
    }
  }
  return type.includes("html") || !text.trim() ? status : text.trim();
}

export class LocalGraph {
  /**
   * @param {string} graph address of an N-Quads file, packed or not
   * @param {number} [limit] milliseconds that a query may take
   */
  constructor(graph, limit = 30_000) {
    this.graph = graph;
    this.limit = limit;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Promise<string> | null} */
    this.opening = null;
    this.progress = (/** @type {string} */ _) => {};
  }

  /** Load the engine and the graph, unless that is done or under way. */
  open() {
    this.opening ??= new Promise((resolve, reject) => {
      this.worker = new Worker(beside("sparql-worker.js"), { type: "module" });
      this.worker.onmessage = ({ data }) => {
        if (data.type === "progress") this.progress(data.text);
        else if (data.type === "ready") resolve(data.text);
        else reject(new QueryError(data.text));
      };
      this.worker.onerror = () => reject(new QueryError("The query engine cannot be started in this browser."));
      this.worker.postMessage({ type: "open", graph: this.graph, wasm: beside("oxigraph.wasm") });
    });
    this.opening.catch(() => this.close());
    return this.opening;
  }

  close() {
    this.worker?.terminate();
    this.worker = null;
    this.opening = null;
  }

  /**
   * @param {string} sparql
   * @param {{signal: AbortSignal, progress?: (text: string) => void}} options
   * @returns {Promise<Result>}
   */
  async run(sparql, { signal, progress = () => {} }) {
    if (usesService(sparql)) {
      throw new QueryError("SERVICE is not possible here: this page asks the graph in your browser and no other server.");
    }
    this.progress = progress;
    if (signal.aborted) throw new QueryError(STOPPED);
    let stop = () => {};
    const stopped = new Promise((_, reject) => {
      stop = () => {
        this.close();
        reject(new QueryError(STOPPED));
      };
    });
    signal.addEventListener("abort", stop);
    let timer = 0;
    try {
      await Promise.race([this.open(), stopped]);
      progress("Running …");
      const late = new Promise((_, reject) => {
        timer = window.setTimeout(() => {
          this.close();
          // The next query should not wait for what can be done now.
          this.open().catch(() => {});
          reject(new QueryError(`The query took longer than ${this.limit / 1000} seconds and was stopped.`));
        }, this.limit);
      });
      const { format, text } = await Promise.race([this.ask(sparql), stopped, late]);
      return format === "json" ? { table: JSON.parse(text) } : { text };
    } finally {
      clearTimeout(timer);
      // Who stops a query that is done must not end the engine, which holds the graph for the next one.
      signal.removeEventListener("abort", stop);
    }
  }

  /**
   * @param {string} sparql
   * @returns {Promise<{format: string, text: string}>}
   */
  ask(sparql) {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      if (!worker) return reject(new QueryError(STOPPED));
      worker.onmessage = ({ data }) =>
        data.type === "result" ? resolve(data) : reject(new QueryError(plainError(data.text, sparql)));
      worker.onerror = () => {
        this.close();
        reject(new QueryError("The query engine broke down; it starts afresh with the next query."));
      };
      worker.postMessage({ type: "query", sparql });
    });
  }
}
