// Making elements without markup in strings: text stays text.

/**
 * An element.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] an `on...` function listens; true, false and null set or leave out
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child != null && child !== false) element.append(child);
  return element;
}

/**
 * A file of this bundle, with the version that this script was asked for.
 * @param {string} name
 */
export function beside(name) {
  const url = new URL(name, import.meta.url);
  url.search = new URL(import.meta.url).search;
  return url.href;
}

/**
 * JSON from an address; an error in words when there is none.
 * @param {string} url
 * @param {AbortSignal} [signal]
 */
export async function json(url, signal) {
  const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  return response.json();
}

/**
 * Offer a text as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * A number with its noun: "1 row", "1,234 rows".
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/**
 * A function that runs once calls have ceased for a while, unless it is cancelled before.
 * @param {(...given: any[]) => void} act
 * @param {number} wait milliseconds
 */
export function settled(act, wait) {
  let timer = 0;
  const cancel = () => clearTimeout(timer);
  const call = (/** @type {any[]} */ ...given) => {
    cancel();
    timer = window.setTimeout(() => act(...given), wait);
  };
  return Object.assign(call, { cancel });
}
