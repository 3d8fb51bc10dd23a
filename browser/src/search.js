// Suggestions for the search form and for fields that take a name; in the static site also the list of results.
import { combobox } from "./combobox.js";
import { beside, counted, el, json } from "./dom.js";

/** @param {string} url */
const index = async (url) => (await import(beside("local-search.js"))).openIndex(url);

/**
 * What finds suggestions for an element, by what its data attributes say.
 * @param {HTMLElement} element
 */
function finder({ dataset }) {
  const base = document.baseURI;
  if (dataset.suggest) {
    return async (/** @type {string} */ text, /** @type {AbortSignal} */ signal) => {
      const url = new URL(dataset.suggest, base);
      url.searchParams.set("q", text);
      if (dataset.classes) url.searchParams.set("classes", dataset.classes);
      const { results } = await json(url.href, signal);
      return results.map((one) => ({ ...one, page: new URL(one.page, url).href }));
    };
  }
  const url = new URL(dataset.index, base).href;
  const classes = (dataset.classes ?? "").split(",").filter(Boolean);
  return async (/** @type {string} */ text) => (await index(url)).search(text, { classes, limit: 8 });
}

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form[role=search][data-suggest], form[role=search][data-index]");
const results = document.getElementById("results");
/** @returns {HTMLInputElement} */
const inputOf = (/** @type {HTMLFormElement} */ form) => form.querySelector("input[type=search], input[name=q]");

for (const form of forms) combobox(inputOf(form), { find: finder(form), choose: ({ page }) => location.assign(page) });

/** @type {NodeListOf<HTMLInputElement>} */
const fields = document.querySelectorAll("input[data-suggest], input[data-index]");
for (const input of fields) {
  combobox(input, { find: finder(input), choose: ({ name }) => (input.value = name) });
}

// Where pages are files, no server can have made the list of results.
const indexed = [...forms].find((form) => form.dataset.index);
if (results && indexed) {
  window.addEventListener("popstate", () => list(indexed, results));
  list(indexed, results);
}
for (const form of results && indexed ? forms : []) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?${new URLSearchParams({ q: inputOf(form).value.trim() })}`);
    list(indexed, results);
  });
}

/**
 * Lists what the text in the page's address may mean.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} into
 */
async function list(form, into) {
  const text = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  for (const one of forms) inputOf(one).value = text;
  if (!text) return into.replaceChildren();
  try {
    const found = (await index(new URL(form.dataset.index, document.baseURI).href)).search(text, { limit: 200 });
    into.replaceChildren(
      el("p", { role: "status", class: "note" }, found.length ? `${counted(found.length, "result")} for “${text}”.`
        : `Nothing is called “${text}”, nor anything like it.`),
      el("ul", { class: "hits" }, ...found.map(({ name, kind, page, matched }) =>
        el("li", {}, el("a", { href: page }, name), " ", el("span", { class: "kind" }, kind),
          matched !== name && el("span", { class: "also" }, ` also ${matched}`)))));
  } catch (error) {
    into.replaceChildren(el("p", { role: "alert" }, `The list of names cannot be read: ${error.message}`));
  }
}
