// The page where people write SPARQL.
import { counted, download, el, json, settled } from "./dom.js";
import { Endpoint, LocalGraph } from "./engines.js";
import { DATA, fragmentAfter, tail } from "./links.js";
import { csv } from "./rows.js";
import { compact, withPrefixes } from "./sparql.js";
import { sparqlEditor } from "./sparql-editor.js";
import { cell, table } from "./table.js";

const FRAGMENT = "#query=";

/** @param {HTMLElement} mount */
async function start(mount) {
  const { endpoint, queries, graph, pages = "", suffix = "", terms: ontology } = mount.dataset;
  const absolute = (/** @type {string} */ url) => new URL(url, document.baseURI).href;
  const engine = graph ? new LocalGraph(absolute(graph)) : new Endpoint(absolute(endpoint ?? ""));
  const fromLink = () => fragmentAfter(FRAGMENT, location.hash);
  // Until everything is loaded, people write in the plain field of the page, which sends what it holds.
  const plain = mount.querySelector("textarea");
  if (plain) plain.value = fromLink() ?? plain.value;
  const known = await json(absolute(queries ?? "")).catch(() => null);
  const { prefixes = {}, queries: canned = [], terms = [] } = known ?? {};

  const text = plain?.value ?? "";
  const host = el("div", { class: "editor-host" });
  const choice = el("select", { id: "editor-question" },
    el("option", { value: "" }, "Choose a question …"),
    ...canned.map(({ name, summary }) => el("option", { value: name, title: summary }, `${name}: ${summary}`)));
  const run = el("button", { type: "button", onclick: () => ask() }, "Run");
  const stop = el("button", { type: "button", class: "quiet", disabled: true, onclick: () => running?.abort() }, "Stop");
  const share = el("button", { type: "button", class: "quiet", onclick: () => copyLink() }, "Copy link");
  const status = el("p", { role: "status", class: "editor-status" });
  const answer = el("section", { class: "editor-answer", "aria-label": "Answer" });
  mount.replaceChildren(
    canned.length ? el("p", { class: "editor-questions" },
      el("label", { for: "editor-question" }, "Question"), choice) : "",
    host,
    el("div", { class: "editor-buttons" }, run, stop, share,
      el("span", { class: "editor-hint" }, "Ctrl-Enter runs, Ctrl-Space completes")),
    status, answer);

  const keep = () => history.replaceState(history.state, "", FRAGMENT + encodeURIComponent(editor.text));
  const editor = sparqlEditor({
    parent: host, text, prefixes, terms, run: () => ask(), changed: settled(keep, 400),
  });
  addEventListener("hashchange", () => (editor.text = fromLink() ?? editor.text));
  choice.addEventListener("change", () => {
    const question = canned.find(({ name }) => name === choice.value);
    if (!question) return;
    editor.text = withPrefixes(question.sparql, prefixes);
    // What stands below is the answer to another query.
    answer.replaceChildren();
    status.textContent = "";
  });
  if (!known) status.textContent = "The canned questions cannot be loaded; queries can be run all the same.";

  async function copyLink() {
    keep();
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = "The link is copied; it holds the query.";
    } catch {
      status.textContent = "The address of this page holds the query: copy it from the address bar.";
    }
  }

  /** @type {AbortController | null} */
  let running = null;
  async function ask() {
    if (running) return;
    running = new AbortController();
    editor.complete();
    keep();
    const query = editor.text;
    const began = performance.now();
    const progress = (/** @type {string} */ text) => (status.textContent = text);
    run.disabled = true;
    stop.disabled = false;
    answer.replaceChildren();
    progress("Running …");
    try {
      const result = await engine.run(query, { signal: running.signal, progress });
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      status.textContent = `${show(result)} in ${seconds} seconds.`;
    } catch (error) {
      status.textContent = "";
      answer.replaceChildren(el("pre", { role: "alert", class: "editor-error" }, error.message));
      editor.mark(error.message);
    } finally {
      running = null;
      run.disabled = false;
      stop.disabled = true;
    }
  }

  const name = (/** @type {string} */ iri) => {
    const short = compact(iri, prefixes);
    return short.startsWith("<") ? (pages && tail(iri) !== iri && iri.startsWith(DATA) ? tail(iri) : iri) : short;
  };

  /**
   * Shows a result and says in words what it is.
   * @param {import("./engines.js").Result} result
   */
  function show({ table: found, text }) {
    if (!found) {
      answer.replaceChildren(
        el("div", { class: "editor-buttons" }, saver("Download Turtle", "answer.ttl", "text/turtle", () => text)),
        el("pre", { class: "editor-text", tabindex: "0", "aria-label": "Answer in Turtle" }, text));
      return "Statements";
    }
    if (found.boolean !== undefined) {
      answer.replaceChildren(el("p", { class: "editor-boolean" }, found.boolean ? "Yes" : "No"));
      return "Answered";
    }
    const vars = found.head.vars ?? [];
    const rows = found.results?.bindings ?? [];
    const title = counted(rows.length, "row");
    answer.replaceChildren(
      el("div", { class: "editor-buttons" },
        saver("Download CSV", "answer.csv", "text/csv;charset=utf-8", () => csv(vars, rows.map((row) => vars.map((v) => row[v])))),
        saver("Download JSON", "answer.json", "application/sparql-results+json", () => JSON.stringify(found, null, 2))),
      rows.length
        ? table(vars, rows, (row) => vars.map((v) => cell(row[v], { pages, suffix, terms: ontology }, name)), `Answer: ${title}`)
        : el("p", {}, "No row fits the query."));
    return title;
  }

  const saver = (/** @type {string} */ label, /** @type {string} */ file, /** @type {string} */ type, /** @type {() => string} */ make) =>
    el("button", { type: "button", class: "quiet", onclick: () => download(file, type, make()) }, label);
}

const mount = document.getElementById("editor");
if (mount) start(mount);
