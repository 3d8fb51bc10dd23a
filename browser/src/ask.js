// A canned question answered in the browser, on the pages of the static site.
import { combobox } from "./combobox.js";
import { beside, counted, download, el, json } from "./dom.js";
import { LocalGraph } from "./engines.js";
import { DATA, pageOf, tail } from "./links.js";
import { BadParameter, bound } from "./question.js";
import { EVIDENCE, csv, merged } from "./rows.js";
import { cell, table } from "./table.js";

/** Candidates shown for a name that may mean several things. */
const MOST = 10;

/** @param {HTMLFormElement} form */
async function start(form) {
  const data = form.dataset;
  const absolute = (/** @type {string | undefined} */ url) => new URL(url ?? "", document.baseURI).href;
  const pages = { pages: data.pages ?? "", suffix: data.suffix ?? "", terms: data.terms };
  const engine = new LocalGraph(absolute(data.graph));
  const status = el("p", { role: "status", class: "ask-status" });
  const answer = document.getElementById("answer") ?? el("section", { id: "answer", "aria-label": "Answer" });
  form.after(status);
  // What the page itself answers: shown again when a reader comes back to it.
  const example = [...answer.childNodes];
  if (!answer.isConnected) status.after(answer);

  const inputOf = (/** @type {string} */ name) => {
    const input = form.elements.namedItem(name);
    return input instanceof HTMLInputElement || input instanceof HTMLSelectElement ? input : null;
  };
  function fill() {
    const found = new URLSearchParams(location.search);
    for (const key of found.keys()) {
      const input = inputOf(key);
      if (input) input.value = found.get(key) ?? "";
    }
  }
  fill();

  let question;
  let index;
  try {
    const { openIndex } = await import(beside("local-search.js"));
    [question, index] = await Promise.all([json(absolute(data.question)), openIndex(absolute(data.index))]);
  } catch (error) {
    return answer.replaceChildren(el("p", { role: "alert", class: "ask-problem" }, `The question cannot be loaded: ${error.message}`));
  }

  for (const { name, kind, classes } of question.parameters) {
    const input = inputOf(name);
    // Where search.js has made a combobox of a field, one is enough.
    if (kind !== "entity" || !(input instanceof HTMLInputElement) || input.getAttribute("role") === "combobox") continue;
    combobox(input, {
      find: async (text) => index.search(text, { classes, limit: 8 }),
      choose: ({ name: chosen }) => (input.value = chosen),
    });
  }

  const name = (/** @type {string} */ iri) => index.label(iri) ?? tail(iri);
  const given = () => {
    const found = new URLSearchParams(location.search);
    return Object.fromEntries(question.parameters.map(({ name: key }) => [key, found.getAll(key)]));
  };
  const asked = () => question.parameters.some(({ name: key }) => new URLSearchParams(location.search).has(key));

  /** @type {AbortController | null} */
  let running = null;
  async function ask() {
    running?.abort();
    const mine = (running = new AbortController());
    answer.replaceChildren();
    for (const { name: key } of question.parameters) inputOf(key)?.removeAttribute("aria-invalid");
    try {
      const query = bound(question, given(), index);
      const progress = (/** @type {string} */ text) => (status.textContent = text);
      progress("Running …");
      const { table: found } = await engine.run(query, { signal: mine.signal, progress });
      if (running === mine) show(found, query);
    } catch (error) {
      if (running === mine) refuse(error);
    } finally {
      if (running === mine) running = null;
    }
  }

  /**
   * @param {import("./engines.js").Table} found
   * @param {string} query as it was run
   */
  function show(found, query) {
    const { columns, rows } = merged(found.head.vars ?? [], found.results?.bindings ?? [], name);
    status.textContent = rows.length ? `${counted(rows.length, "row")}.` : "";
    const heading = el("h2", {}, "Answer");
    if (!rows.length) return answer.replaceChildren(heading, el("p", { class: "nothing" }, question.nothing || "Nothing found."));
    // A column without any value says nothing to anybody, nor does one that only repeats what was asked for.
    const given = new Set([...query.matchAll(/VALUES \?\w+ \{ <([^>]*)> \}/g)].map(([, iri]) => iri));
    const repeats = (/** @type {number} */ i) => rows.every((row) => row.terms[i] && given.has(row.terms[i].value));
    const filled = columns.map((_, i) => i).filter((i) => rows.some((row) => row.cells[i]) && !repeats(i));
    const head = [...filled.map((i) => question.columns?.[columns[i]] ?? columns[i]), "Sources"];
    const save = () => download(`${question.name}.csv`, "text/csv;charset=utf-8", csv(
      head, rows.map((row) => [...filled.map((i) => ({ ...row.terms[i], value: row.cells[i] })), { value: row.evidence.map(name).join("; ") }])));
    answer.replaceChildren(
      heading,
      table(head, rows, (row) => [...filled.map((i) => shown(row, i)), sources(row.evidence)], "Table"),
      ...differing(new Set(rows.flatMap((row) => row.evidence))),
      el("p", { class: "ask-buttons" }, el("button", { type: "button", class: "quiet", onclick: save }, "Download CSV")));
  }

  const shown = (/** @type {any} */ row, /** @type {number} */ i) =>
    cell(row.terms[i] && { ...row.terms[i], value: row.terms[i].type === "uri" ? row.terms[i].value : row.cells[i] }, pages, name);

  /** @param {string[]} passages */
  function sources(passages) {
    return el("td", { class: "sources" }, ...passages.flatMap((iri, i) => {
      const text = index.label(iri) ?? passageName(iri);
      const page = pageOf(iri, pages);
      return [i ? ", " : "", page ? el("a", { href: page, title: iri }, text) : text];
    }));
  }

  /** What sources differ on among these passages. @param {Set<string>} passages */
  const differing = (passages) => question.differences
    .filter((one) => one.passages.some((iri) => passages.has(iri)))
    .map(({ iri, verdict, reason }) => el("p", { class: "differ" },
      el("strong", {}, "Sources differ."), ` ${reason} `, el("a", { href: pageOf(iri, pages) }, `Decision: ${verdict}`), "."));

  /** @param {Error} error */
  function refuse(error) {
    status.textContent = "";
    const candidates = error instanceof BadParameter ? error.candidates : [];
    const parameter = error instanceof BadParameter ? error.parameter : "";
    inputOf(parameter)?.setAttribute("aria-invalid", "true");
    answer.replaceChildren(
      el("div", { role: "alert", class: "ask-problem" }, el("p", {}, error.message)),
      candidates.length ? el("ul", { class: "ask-candidates" }, ...candidates.slice(0, MOST).map((one) =>
        el("li", {}, el("button", { type: "button", class: "quiet", onclick: () => settle(parameter, one) },
          one.name, " ", el("span", { class: "suggestion-kind" }, [one.kind, tail(one.iri ?? "")].filter(Boolean).join(", "))))),
        candidates.length > MOST && el("li", {}, `and ${candidates.length - MOST} more: write more of the name.`)) : "");
  }

  /** Ask again with the one thing that was meant, named by its id, for its name may be another's too. */
  function settle(/** @type {string} */ parameter, /** @type {{name: string, iri?: string}} */ { name: chosen, iri }) {
    const value = iri && index.fitting(chosen).length !== 1 ? iri.replace(DATA, "") : chosen;
    const found = new URLSearchParams(location.search);
    found.set(parameter, value);
    history.pushState(null, "", `?${found}`);
    fill();
    ask();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = new URLSearchParams();
    for (const { name: key } of question.parameters) {
      for (const value of new FormData(form).getAll(key)) if (String(value).trim()) found.append(key, String(value).trim());
    }
    // Not by its size, which the browsers of build.mjs do not have yet.
    const query = String(found);
    history.pushState(null, "", `${location.pathname}${query && `?${query}`}`);
    ask();
  });
  window.addEventListener("popstate", () => {
    fill();
    if (asked()) ask();
    else answer.replaceChildren(...example);
  });
  if (asked()) ask();
}

/** A passage named by its source and its own id. @param {string} iri */
const passageName = (iri) => tail(iri).replace(/^source\//, "").replace("/", " ");

const form = document.getElementById("ask");
if (form instanceof HTMLFormElement && form.dataset.question) start(form);
