// Shapes of nodes: what a node is shows by its form, and by its colour besides.
import { NodePointProgram } from "sigma/rendering";

// Each gives how far a point of the square from -1 to 1 lies inside the form: above zero inside, at zero on its edge.
const FORMS = {
  circle: { inside: "0.92 - length(p)", path: "M8 1.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6z" },
  square: { inside: "0.78 - max(abs(p.x), abs(p.y))", path: "M2 2h12v12h-12z" },
  diamond: { inside: "(0.98 - abs(p.x) - abs(p.y)) * 0.7", path: "M8 .6l7.4 7.4l-7.4 7.4l-7.4-7.4z" },
  triangle: { inside: "min(0.62 - p.y, (0.94 + p.y - 1.9 * abs(p.x)) * 0.46)", path: "M8 1l7.2 12.4h-14.4z" },
  bar: { inside: "min(0.5 - abs(p.y), 0.95 - abs(p.x))", path: "M.6 4.2h14.8v7.6h-14.8z" },
};
const COLOURS = ["#0b4f8a", "#565d68", "#6d9dc5", "#23272e"];

/**
 * A style for each kind: forms first, so that few kinds differ in both form and colour; rings when forms run out.
 * @param {string[]} kinds
 */
export function styles(kinds) {
  const forms = Object.keys(FORMS);
  return new Map(kinds.map((kind, i) => {
    const round = Math.floor(i / forms.length);
    const hollow = round % 2 === 1;
    return [kind, { type: forms[i % forms.length] + (hollow ? "-ring" : ""), color: COLOURS[(i + round) % COLOURS.length] }];
  }));
}

/**
 * The drawing of a style, for a legend.
 * @param {{type: string, color: string}} style
 */
export function glyph({ type, color }) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const hollow = type.endsWith("-ring");
  const set = (/** @type {Element} */ element, /** @type {Record<string, string>} */ attributes) =>
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  set(svg, { viewBox: "-1 -1 18 18", width: "16", height: "16", "aria-hidden": "true" });
  set(path, {
    d: FORMS[type.replace("-ring", "")].path, fill: hollow ? "#fff" : color, stroke: color, "stroke-width": hollow ? "2.4" : "0",
  });
  svg.append(path);
  return svg;
}

/** @param {string} inside @param {boolean} hollow */
function program(inside, hollow) {
  const fragment = `
precision mediump float;
varying vec4 v_color;
varying float v_border;
void main(void) {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float inside = ${inside};
  #ifdef PICKING_MODE
  gl_FragColor = inside > 0.0 ? v_color : vec4(0.0);
  #else
  float soft = max(v_border * 2.0, 0.02);
  float shown = smoothstep(0.0, soft, inside);
  vec4 fill = ${hollow ? "mix(v_color, vec4(1.0), smoothstep(0.24, 0.24 + soft, inside))" : "v_color"};
  gl_FragColor = mix(vec4(0.0), fill, shown);
  #endif
}`;
  return class extends NodePointProgram {
    getDefinition() {
      return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: fragment };
    }
  };
}

/** Sigma's programs by the name of the form. */
export const programs = Object.fromEntries(Object.entries(FORMS).flatMap(([name, { inside }]) => [
  [name, program(inside, false)], [`${name}-ring`, program(inside, true)],
]));
