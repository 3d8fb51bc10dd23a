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

/** @param {HTMLFormElement} form */
function searchForm(form) {
  const input = form.querySelector("input[type=search], input[name=q]");
  if (!(input instanceof HTMLInputElement)) return;
  combobox(input, { find: finder(form), choose: ({ page }) => location.assign(page) });
  const results = document.getElementById("results");
  if (!form.dataset.index || !results) return;

  const url = new URL(form.dataset.index, document.baseURI).href;
  const show = async () => {
    const text = new URLSearchParams(location.search).get("q")?.trim() ?? "";
    input.value = text;
    if (!text) return results.replaceChildren();
    try {
      const found = (await index(url)).search(text, { limit: 200 });
      results.replaceChildren(
        el("p", { role: "status" }, `${found.length ? counted(found.length, "result") : "Nothing found"} for “${text}”.`),
        el("ul", { class: "results" }, ...found.map(({ name, kind, page, matched }) =>
          el("li", {}, el("a", { href: page }, name), " ", el("span", { class: "suggestion-kind" }, kind),
            matched && matched !== name && el("span", { class: "suggestion-matched" }, ` also called ${matched}`)))));
    } catch (error) {
      results.replaceChildren(el("p", { role: "alert" }, `The list of names cannot be read: ${error.message}`));
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?${new URLSearchParams({ q: input.value.trim() })}`);
    show();
  });
  window.addEventListener("popstate", show);
  show();
}

for (const form of document.querySelectorAll("form[role=search]")) {
  if (form instanceof HTMLFormElement && (form.dataset.suggest || form.dataset.index)) searchForm(form);
}
for (const input of document.querySelectorAll("input[data-suggest], input[data-index]")) {
  if (input instanceof HTMLInputElement) combobox(input, { find: finder(input), choose: ({ name }) => (input.value = name) });
}
