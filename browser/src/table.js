// Answers as tables.
import { el } from "./dom.js";
import { isNumber } from "./rows.js";
import { linkOf } from "./links.js";

const STEP = 500;

/**
 * A table that shows its first rows at once and more on request.
 * @param {string[]} head
 * @param {any[]} rows
 * @param {(row: any) => HTMLElement[]} cells what makes the cells of a row
 * @param {string} caption
 */
export function table(head, rows, cells, caption) {
  const body = el("tbody");
  const more = el("button", { type: "button", class: "quiet more", onclick: () => add() });
  let shown = 0;
  const add = () => {
    body.append(...rows.slice(shown, shown + STEP).map((row) => el("tr", {}, ...cells(row))));
    shown = Math.min(rows.length, shown + STEP);
    more.hidden = shown === rows.length;
    more.textContent = `Show more rows (${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown)`;
  };
  add();
  return el("div", { class: "answer-table" },
    // A wide table is scrolled inside its frame, also with the keys.
    el("div", { class: "answer-scroll", tabindex: "0", role: "region", "aria-label": caption },
      el("table", {},
        el("thead", {}, el("tr", {}, ...head.map((text) => el("th", { scope: "col" }, text)))),
        body)),
    more);
}

/**
 * A cell with a value: an IRI as a link, a literal as it is.
 * @param {import("./rows.js").Term | undefined} term
 * @param {import("./links.js").Pages} pages
 * @param {(iri: string) => string} name
 */
export function cell(term, pages, name) {
  if (!term) return el("td", {});
  if (term.type === "uri") {
    const href = linkOf(term.value, pages);
    const text = name(term.value);
    return el("td", {}, href ? el("a", { href, title: term.value }, text) : el("span", { title: term.value }, text));
  }
  if (term.type === "bnode") return el("td", {}, `_:${term.value}`);
  const language = term["xml:lang"];
  return el("td", { lang: language, class: isNumber(term) && "number" }, term.value,
    language && el("span", { class: "language", lang: "en" }, language));
}
