// What is said beside the network of a node or a link, with its evidence.
import { counted, el } from "./dom.js";
import { followed } from "./links.js";

const FEW = 8;

/**
 * @param {HTMLElement} panel
 * @param {import("./network-data.js").Network} network
 * @param {(page: string) => string} address where a page is
 * @param {(id: string) => void} go what happens when another node is chosen
 */
export function panelOf(panel, network, address, go) {
  const label = (/** @type {string} */ id) => network.nodes.get(id)?.label ?? id;
  const anchor = (/** @type {string | undefined} */ page, /** @type {string} */ text) =>
    page && followed(address(page)) ? el("a", { href: address(page) }, text) : text;

  /** @param {import("./network-data.js").Link} link */
  function evidence({ modality, dates, sources = [] }) {
    const facts = [modality, dates].filter(Boolean).join(", ");
    return el("div", { class: "network-evidence" },
      facts && el("p", {}, facts),
      sources.length
        ? el("p", {}, "Source: ", ...sources.flatMap(({ label: text, page }, i) => [i ? ", " : "", anchor(page, text)]))
        : el("p", {}, "No source is given."));
  }

  /** @param {import("./network-data.js").Link} link @param {string} from the node whose panel this is */
  function line(link, from) {
    const out = link.source === from;
    const other = out ? link.target : link.source;
    const details = el("details", {},
      el("summary", {}, out ? `${link.label} ` : `${label(link.source)} `, el("strong", {}, out ? label(other) : link.label),
        out ? "" : " it"),
      evidence(link),
      el("p", {}, el("button", { type: "button", class: "quiet", onclick: () => go(other) }, `Go to ${label(other)}`)));
    return el("li", {}, details);
  }

  /** @param {string} title @param {import("./network-data.js").Link[]} links @param {string} from */
  function group(title, links, from) {
    if (!links.length) return "";
    const lines = links.map((link) => line(link, from));
    const list = el("ul", {}, ...lines.slice(0, FEW));
    const more = lines.length > FEW && el("button", { type: "button", class: "quiet", onclick: () => {
      list.append(...lines.slice(FEW));
      more.remove();
      lines[FEW].querySelector("summary").focus();
    } }, `Show ${lines.length - FEW} more`);
    return el("section", {}, el("h3", {}, `${title} (${lines.length})`), list, more);
  }

  return {
    /** @param {string} id */
    node(id) {
      const node = network.nodes.get(id);
      if (!node) return;
      const links = network.linksShown(id);
      panel.replaceChildren(
        el("h2", {}, node.label),
        el("p", { class: "network-kind" }, `${node.kind}, ${counted(links.length, "link")} shown`),
        node.page ? el("p", {}, anchor(node.page, "Open its page")) : "",
        group("From it", links.filter(({ source }) => source === id), id),
        group("To it", links.filter(({ source }) => source !== id), id));
    },
    /** @param {string} source @param {string} target */
    link(source, target) {
      panel.replaceChildren(
        el("h2", {}, `${label(source)} – ${label(target)}`),
        ...network.between(source, target).map((link) =>
          el("section", {},
            el("p", {}, `${label(link.source)} `, el("strong", {}, link.label), ` ${label(link.target)}`),
            evidence(link))),
        el("p", { class: "network-buttons" }, ...[...new Set([source, target])].map((id) =>
          el("button", { type: "button", class: "quiet", onclick: () => go(id) }, `Go to ${label(id)}`))));
    },
    nothing() {
      panel.replaceChildren(el("p", { class: "network-kind" },
        `${counted(network.nodes.size, "node")} and ${counted(network.links.length, "link")}. ` +
        "Choose a node to see what is linked to it, or a link to see who says so."));
    },
  };
}
