// Names without case, accents and punctuation, as govkg/names.py folds them.

/**
 * "São Paulo" and "sao-paulo" are the same; "WSIS plus 10" and "WSIS +10" are "wsis+10".
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replace(/\bplus\b\s*/g, "+")
    .replace(/[^\p{L}\p{N}_+]+/gu, " ")
    .replace(/\s*\+\s*/g, "+")
    .trim();
}

/**
 * How many letters two texts differ in, as a part of the longer one: 0 for the same, 1 for nothing in common. A letter
 * added, left out or changed counts once, and so do two that changed places.
 * @param {string} a
 * @param {string} b
 */
export function difference(a, b) {
  const longer = Math.max(a.length, b.length);
  if (!longer) return 0;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      row.push(Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swapped));
    }
    [before, last] = [last, row];
  }
  return last[b.length] / longer;
}

/**
 * The words of a folded text; of "wsis+10" also "wsis" and "10", so that either finds it.
 * @param {string} text
 */
export function words(text) {
  const whole = fold(text).split(" ").filter(Boolean);
  return [...new Set(whole.flatMap((word) => [word, ...word.split("+").filter(Boolean)]))];
}
