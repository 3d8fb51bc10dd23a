// The drawing of the network, by sigma.
import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import { fold } from "./fold.js";
import { drawHover, labels } from "./labels.js";
import { programs } from "./shapes.js";

const FAINT = "#e3e6ea";
const LINE = "#aeb6c1";
const BLUE = "#0b4f8a";
/** Below this size in pixels a node shows no name. */
const SMALL = 6;
const ROUNDS = 240;
const ROUNDS_A_FRAME = 3;

/** Whether readers have asked for less movement. */
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * @param {HTMLElement} stage
 * @param {import("./network-data.js").Network} network
 * @param {Map<string, {type: string, color: string}>} looks by kind of node
 * @param {{node: (id: string) => void, link: (source: string, target: string) => void, nothing: () => void}} picked
 */
export function draw(stage, network, looks, picked) {
  const graph = new MultiDirectedGraph();
  const scale = Math.min(1, Math.max(0.6, stage.clientWidth / 720));
  for (const { id, label, kind, x, y } of network.nodes.values()) {
    const size = scale * (4 + 1.5 * Math.sqrt(network.linksOf.get(id)?.length ?? 0));
    graph.addNode(id, { ...looks.get(kind), label, x, y, size });
  }
  network.links.forEach((link, i) => {
    // What is only planned, wished or asked must not look like a fact.
    const size = !link.modality || fold(link.modality) === "stated" ? 1.8 : 0.9;
    graph.addEdgeWithKey(i, link.source, link.target, { label: link.label, size, color: LINE, link });
  });

  /** @type {string | null} */
  let hovered = null;
  /** @type {string | null} */
  let selected = null;
  /** @type {Set<string>} */
  let near = new Set();

  const names = labels();
  const sigma = new Sigma(graph, stage, {
    nodeProgramClasses: programs,
    nodeHoverProgramClasses: programs,
    edgeProgramClasses: { arrow: EdgeArrowProgram },
    defaultEdgeType: "arrow",
    enableEdgeEvents: true,
    renderEdgeLabels: true,
    allowInvalidContainer: true,
    defaultDrawNodeLabel: names.label,
    defaultDrawNodeHover: drawHover,
    labelFont: "system-ui, sans-serif",
    labelSize: 13,
    labelColor: { color: "#1b1e23" },
    edgeLabelFont: "system-ui, sans-serif",
    edgeLabelSize: 11,
    edgeLabelColor: { color: BLUE },
    labelRenderedSizeThreshold: SMALL,
    labelDensity: 2,
    labelGridCellSize: 100,
    zoomToSizeRatioFunction: (ratio) => ratio ** 0.35,
    minCameraRatio: 0.03,
    maxCameraRatio: 3,
    stagePadding: 40,
    zIndex: true,
    zoomDuration: still() ? 0 : 200,
    inertiaDuration: still() ? 0 : 200,
    nodeReducer(id, data) {
      if (!network.shows(id)) return { ...data, hidden: true };
      if (!near.size) return data;
      if (near.has(id)) return { ...data, zIndex: 1, forceLabel: id === focus(), highlighted: id === selected };
      return { ...data, color: FAINT, label: "", zIndex: 0 };
    },
    edgeReducer(_, data) {
      const { link } = data;
      if (!network.showsLink(link)) return { ...data, hidden: true };
      if (!near.size) return { ...data, label: "" };
      if (link.source === focus() || link.target === focus()) {
        return { ...data, color: BLUE, size: data.size + 0.6, zIndex: 1, label: near.size < 12 ? data.label : "" };
      }
      return { ...data, color: FAINT, label: "", zIndex: 0 };
    },
  });

  const focus = () => hovered ?? selected;
  const highlight = () => {
    const id = focus();
    near = id && network.shows(id) ? network.around(id) : new Set();
    // Around a chosen node all names are wanted that have room.
    sigma.setSetting("labelRenderedSizeThreshold", near.size ? 0 : SMALL);
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on("beforeRender", names.begin);
  sigma.on("enterNode", ({ node }) => { hovered = node; stage.style.cursor = "pointer"; highlight(); });
  sigma.on("leaveNode", () => { hovered = null; stage.style.cursor = ""; highlight(); });
  sigma.on("enterEdge", () => (stage.style.cursor = "pointer"));
  sigma.on("leaveEdge", () => (stage.style.cursor = ""));
  sigma.on("clickNode", ({ node }) => picked.node(node));
  sigma.on("clickEdge", ({ edge }) => picked.link(graph.source(edge), graph.target(edge)));
  sigma.on("clickStage", () => picked.nothing());

  const camera = sigma.getCamera();
  const move = (/** @type {any} */ to) => (still() ? camera.setState(to) : camera.animate(to, { duration: 250 }));
  const pan = (/** @type {number} */ x, /** @type {number} */ y) => {
    const { ratio } = camera.getState();
    move({ x: camera.getState().x + x * ratio * 0.12, y: camera.getState().y + y * ratio * 0.12 });
  };

  let frame = 0;
  const layout = {
    get running() {
      return frame !== 0;
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
    /** Let forces move the nodes; `done` is called at the end. @param {() => void} done */
    start(done) {
      const settings = { ...forceAtlas2.inferSettings(graph), strongGravityMode: true, gravity: 0.02, scalingRatio: 6, linLogMode: false };
      let left = ROUNDS;
      const step = () => {
        const iterations = still() ? left : ROUNDS_A_FRAME;
        forceAtlas2.assign(graph, { iterations, settings });
        left -= iterations;
        frame = left > 0 ? requestAnimationFrame(step) : 0;
        if (!frame) done();
      };
      frame = requestAnimationFrame(step);
    },
    /** Put the nodes back where they came from. */
    reset() {
      layout.stop();
      graph.updateEachNodeAttributes((id, data) => ({ ...data, x: network.nodes.get(id)?.x, y: network.nodes.get(id)?.y }));
    },
  };

  return {
    layout,
    pan,
    refresh: highlight,
    zoomIn: () => move({ ratio: Math.max(camera.getState().ratio / 1.5, 0.03) }),
    zoomOut: () => move({ ratio: Math.min(camera.getState().ratio * 1.5, 3) }),
    reset: () => move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    /** Mark a node and those around it; with `go` bring it into view. @param {string | null} id @param {boolean} [go] */
    select(id, go = false) {
      selected = id;
      highlight();
      const place = id && go && sigma.getNodeDisplayData(id);
      if (!place) return;
      // Near enough to tell those around it apart, far enough to see them.
      const far = [...near].map((other) => sigma.getNodeDisplayData(other)).filter(Boolean)
        .map(({ x, y }) => Math.max(Math.abs(x - place.x), Math.abs(y - place.y)));
      move({ x: place.x, y: place.y, ratio: Math.min(Math.max(2.4 * Math.max(...far), 0.12), 1) });
    },
  };
}
