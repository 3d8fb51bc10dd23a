// Suggestions below a field: the combobox pattern of the ARIA practices, for mouse, touch and keys.
import { counted, el, settled } from "./dom.js";

/** @typedef {{name: string, kind: string, page: string, matched?: string}} Suggestion */

let made = 0;

/**
 * @param {HTMLInputElement} input
 * @param {{
 *   find: (text: string, signal: AbortSignal) => Promise<Suggestion[]>,
 *   choose: (found: Suggestion) => void,
 * }} acts what finds suggestions, and what happens with the one chosen
 */
export function combobox(input, { find, choose }) {
  const id = `suggestions-${(made += 1)}`;
  const list = el("ul", { id, role: "listbox", class: "suggestions", "aria-label": "Suggestions", hidden: true });
  const status = el("span", { role: "status", class: "suggestions-status" });
  input.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false", autocomplete: "off",
  })) input.setAttribute(name, value);

  /** @type {Suggestion[]} */
  let shown = [];
  let active = -1;
  let asked = new AbortController();

  const close = () => {
    asked.abort();
    askSettled.cancel();
    list.hidden = true;
    active = -1;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const activate = (/** @type {number} */ to) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = to;
    const option = list.children[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const take = (/** @type {number} */ index) => {
    const found = shown[index];
    close();
    choose(found);
  };
  const show = (/** @type {Suggestion[]} */ found) => {
    shown = found;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map((one, i) =>
      el("li", { role: "option", id: `${id}-${i}`, "aria-selected": "false", onclick: () => take(i) },
        el("span", { class: "suggestion-name" }, one.name),
        one.matched && one.matched !== one.name && el("span", { class: "suggestion-matched" }, one.matched),
        el("span", { class: "suggestion-kind" }, one.kind))));
    list.hidden = !found.length;
    // Below the field, and moved to the left where it would leave the window.
    Object.assign(list.style, { left: "0", top: `${input.offsetTop + input.offsetHeight}px`, minWidth: `${input.offsetWidth}px` });
    const free = document.documentElement.clientWidth - list.getBoundingClientRect().right - 8;
    list.style.left = `${Math.min(input.offsetLeft, free)}px`;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.length ? `${counted(found.length, "suggestion")}.` : "No suggestion.";
  };
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const text = input.value.trim();
    if (!text) return close();
    try {
      const found = await find(text, signal);
      if (!signal.aborted && input.matches(":focus")) show(found);
    } catch {
      // Without suggestions the field still works as a field.
      if (!signal.aborted) close();
    }
  };

  const askSettled = settled(ask, 120);
  input.addEventListener("input", askSettled);
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!open) ask();
      else activate(active + step >= shown.length ? -1 : active + step < -1 ? shown.length - 1 : active + step);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" || event.key === "Tab") close();
  });
  // On a slow line somebody may have typed before this script came.
  if (input.matches(":focus") && input.value !== input.defaultValue) ask();
}
