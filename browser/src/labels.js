// Names drawn in the network: beside their nodes, on the side where there is room.

const LONGEST = 38;
const PAD = 4;

const font = ({ labelSize, labelWeight, labelFont }) => `${labelWeight} ${labelSize}px ${labelFont}`;

/** Where a name stands: right of its node, or left of it where the drawing ends. */
function place(context, { x, size }, text) {
  const width = context.measureText(text).width;
  const end = context.canvas.clientWidth || context.canvas.width;
  const left = x + size + PAD + width > end && x - size - PAD - width > 0;
  return { from: left ? x - size - PAD - width : x + size + PAD, width };
}

/** Sigma's drawing of a node's name. */
export function drawLabel(context, data, settings) {
  if (!data.label) return;
  const text = data.label.length > LONGEST ? `${data.label.slice(0, LONGEST - 1).trimEnd()}…` : data.label;
  context.font = font(settings);
  const { from } = place(context, data, text);
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = "#ffffffd9";
  context.strokeText(text, from, data.y + settings.labelSize / 3);
  context.fillStyle = settings.labelColor.color;
  context.fillText(text, from, data.y + settings.labelSize / 3);
}

/** Sigma's drawing of the name of a node under the pointer, or of the one chosen: whole, on white. */
export function drawHover(context, data, settings) {
  if (!data.label) return;
  context.font = font(settings);
  const { from, width } = place(context, data, data.label);
  const height = settings.labelSize + 2 * PAD;
  context.fillStyle = "#ffffff";
  context.strokeStyle = "#0b4f8a";
  context.lineWidth = 1;
  context.beginPath();
  context.rect(from - PAD, data.y - height / 2, width + 2 * PAD, height);
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.stroke();
  context.fillStyle = settings.labelColor.color;
  context.fillText(data.label, from, data.y + settings.labelSize / 3);
}
