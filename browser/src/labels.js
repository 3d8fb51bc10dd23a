// Names drawn in the network: beside their nodes where there is room, and never over one another.

const PAD = 4;
const NARROW = 480;

const font = ({ labelSize, labelWeight, labelFont }) => `${labelWeight} ${labelSize}px ${labelFont}`;
const widthOf = (context) => context.canvas.clientWidth || context.canvas.width;

/** Where a name stands: right of its node, left of it where the drawing ends, or else below it. */
function place(context, { x, y, size }, width, height) {
  const end = widthOf(context);
  const right = x + size + PAD;
  const left = x - size - PAD - width;
  if (right + width < end) return { left: right, y };
  if (left > 0) return { left, y };
  return { left: Math.max(PAD, Math.min(x - width / 2, end - width - PAD)), y: y + size + height };
}

/**
 * What draws names, to be told when a drawing begins.
 * @returns {{begin: () => void, label: (context: any, data: any, settings: any) => void}}
 */
export function labels() {
  /** @type {{left: number, right: number, y: number}[]} */
  let taken = [];
  return {
    begin: () => (taken = []),
    label(context, data, settings) {
      if (!data.label) return;
      const longest = widthOf(context) < NARROW ? 24 : 38;
      const text = data.label.length > longest ? `${data.label.slice(0, longest - 1).trimEnd()}…` : data.label;
      context.font = font(settings);
      const { width } = context.measureText(text);
      const { left, y } = place(context, data, width, settings.labelSize + 2 * PAD);
      const own = { left, right: left + width, y };
      const room = settings.labelSize + 2;
      if (taken.some((other) => Math.abs(other.y - y) < room && other.left < own.right && own.left < other.right)) return;
      taken.push(own);
      context.lineJoin = "round";
      context.lineWidth = 3;
      context.strokeStyle = "#ffffffd9";
      context.strokeText(text, left, y + settings.labelSize / 3);
      context.fillStyle = settings.labelColor.color;
      context.fillText(text, left, y + settings.labelSize / 3);
    },
  };
}

/** Sigma's drawing of the name of a node under the pointer, or of the one chosen: whole, on white. */
export function drawHover(context, data, settings) {
  if (!data.label) return;
  context.font = font(settings);
  const { width } = context.measureText(data.label);
  const height = settings.labelSize + 2 * PAD;
  const { left, y } = place(context, data, width, height);
  context.strokeStyle = "#0b4f8a";
  context.lineWidth = 2;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.stroke();
  context.fillStyle = "#ffffff";
  context.lineWidth = 1;
  context.beginPath();
  context.rect(left - PAD, y - height / 2, width + 2 * PAD, height);
  context.fill();
  context.stroke();
  context.fillStyle = settings.labelColor.color;
  context.fillText(data.label, left, y + settings.labelSize / 3);
}
