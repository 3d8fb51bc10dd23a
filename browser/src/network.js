// The page of the network: the drawing, what drives it, and what is said beside it.
import { el, json } from "./dom.js";
import { fold } from "./fold.js";
import { fragmentAfter } from "./links.js";
import { Network } from "./network-data.js";
import { panelOf } from "./network-panel.js";
import { draw } from "./network-view.js";
import { glyph, styles } from "./shapes.js";

const FRAGMENT = "#node=";

/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {HTMLElement} mount */
async function start(mount) {
  const url = new URL(mount.dataset.graph ?? "", document.baseURI).href;
  let network;
  try {
    network = new Network(await json(url));
  } catch (error) {
    return mount.replaceChildren(el("p", { role: "alert" }, `The network cannot be loaded: ${error.message}`));
  }
  const looks = styles(network.kinds("nodes").map(([kind]) => kind));

  const stage = el("div", {
    class: "network-stage", tabindex: "0", role: "application", "aria-describedby": "network-help",
    "aria-label": "Drawing of the network",
  });
  const panel = el("div", { class: "network-panel", "aria-live": "polite", role: "region", "aria-label": "What is chosen" });
  const names = nodeNames(network);
  const search = el("input", { id: "network-search", type: "search", list: "network-nodes", autocomplete: "off", placeholder: "Name of a node" });
  const button = (/** @type {string} */ text, /** @type {() => void} */ act, attributes = {}) =>
    el("button", { type: "button", class: "quiet", onclick: act, ...attributes }, text);
  const rearrange = button("Rearrange", () => toggleLayout());
  mount.replaceChildren(
    el("div", { class: "network-bar" },
      el("form", { class: "network-search", onsubmit: (event) => { event.preventDefault(); find(true); } },
        el("label", { for: "network-search" }, "Go to"), search,
        el("datalist", { id: "network-nodes" }, ...[...names.keys()].map((value) => el("option", { value })))),
      el("div", { class: "network-buttons", role: "group", "aria-label": "View" },
        button("+", () => view?.zoomIn(), { "aria-label": "Zoom in", title: "Zoom in" }),
        button("−", () => view?.zoomOut(), { "aria-label": "Zoom out", title: "Zoom out" }),
        button("Whole", () => { view?.layout.reset(); view?.reset(); rearrange.textContent = "Rearrange"; },
          { "aria-label": "Whole network, as it was", title: "Whole network, as it was" }),
        rearrange)),
    el("p", { id: "network-help", class: "network-help" },
      "Drag to move, scroll or pinch to zoom; with the keys: arrows, plus, minus and zero. " +
      "A thin line is not stated as a fact, but planned, expected, wished or asked."),
    filter("Nodes", network.kinds("nodes"), network.hiddenKinds, (kind) => glyph(looks.get(kind))),
    el("div", { class: "network-main" }, stage, panel),
    el("details", { class: "network-filters" }, el("summary", {}, "Choose kinds of link"),
      filter("Links", network.kinds("links"), network.hiddenLinks)));

  const say = panelOf(panel, network, (page) => new URL(page, url).href, (id) => choose(id, true));
  /** @type {() => void} */
  let again = say.nothing;

  let view = null;
  try {
    view = draw(stage, network, looks, { node: (id) => choose(id), link, nothing });
  } catch {
    // Without WebGL the names, the panel and its evidence still work.
    stage.replaceChildren(el("p", {}, "This browser cannot draw the network (it lacks WebGL). “Go to” and the links still work."));
    stage.classList.add("network-undrawn");
  }

  function choose(/** @type {string} */ id, go = false) {
    if (!network.nodes.has(id)) return;
    again = () => say.node(id);
    again();
    view?.select(id, go);
    history.replaceState(history.state, "", FRAGMENT + encodeURIComponent(id));
  }
  function link(/** @type {string} */ source, /** @type {string} */ target) {
    again = () => say.link(source, target);
    again();
    view?.select(null);
  }
  function nothing() {
    again = say.nothing;
    again();
    view?.select(null);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  function find(/** @type {boolean} */ roughly) {
    const wanted = fold(search.value);
    const first = (/** @type {(name: string) => boolean} */ test) => [...names].find(([name]) => test(fold(name)))?.[1];
    const id = names.get(search.value) ?? first((name) => name === wanted) ??
      (roughly && wanted ? first((name) => name.startsWith(wanted)) ?? first((name) => name.includes(wanted)) : null);
    if (id) choose(id, true);
    else if (roughly && wanted) panel.replaceChildren(el("p", {}, `No node is called “${search.value}”.`));
  }
  search.addEventListener("input", () => names.has(search.value) && find(false));

  function toggleLayout() {
    if (!view) return;
    if (view.layout.running) view.layout.stop();
    else {
      view.reset();
      view.layout.start(() => (rearrange.textContent = "Rearrange"));
    }
    rearrange.textContent = view.layout.running ? "Stop" : "Rearrange";
  }

  stage.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = { "+": view.zoomIn, "=": view.zoomIn, "-": view.zoomOut, 0: view.reset, Escape: nothing };
    if (KEYS[event.key]) view.pan(...KEYS[event.key]);
    else if (acts[event.key]) acts[event.key]();
    else return;
    event.preventDefault();
  });

  /**
   * Checkboxes that show or hide kinds.
   * @param {string} title
   * @param {[string, number][]} kinds
   * @param {Set<string>} hidden
   * @param {(kind: string) => Node} [mark]
   */
  function filter(title, kinds, hidden, mark) {
    const boxes = [];
    const change = () => { view?.refresh(); again(); };
    const all = (/** @type {boolean} */ show) => {
      for (const [kind] of kinds) hidden[show ? "delete" : "add"](kind);
      for (const box of boxes) box.checked = show;
      change();
    };
    return el("fieldset", { class: "network-filter" }, el("legend", {}, title),
      ...kinds.map(([kind, count]) => {
        const box = el("input", { type: "checkbox", checked: true, onchange: () => {
          hidden[box.checked ? "delete" : "add"](kind);
          change();
        } });
        boxes.push(box);
        return el("label", {}, box, mark ? mark(kind) : "", ` ${kind} `, el("span", { class: "network-count" }, String(count)));
      }),
      kinds.length > 3 && el("span", { class: "network-buttons" },
        button("All", () => all(true), { "aria-label": `All: ${title}` }), button("None", () => all(false), { "aria-label": `None: ${title}` })));
  }

  say.nothing();
  const wanted = fragmentAfter(FRAGMENT, location.hash);
  if (wanted) choose(wanted, true);
}

/**
 * Nodes by a name that tells them apart.
 * @param {Network} network
 * @returns {Map<string, string>} ids by name
 */
function nodeNames(network) {
  const names = new Map();
  const nodes = [...network.nodes.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
  for (const { id, kind, label: name } of nodes) {
    names.set([name, `${name} (${kind})`, `${name} (${id})`].find((one) => !names.has(one)) ?? id, id);
  }
  return names;
}

const mount = document.getElementById("network");
if (mount) start(mount);
