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
 * The words of a folded text; of "wsis+10" also "wsis" and "10", so that either finds it.
 * @param {string} text
 */
export function words(text) {
  const whole = fold(text).split(" ").filter(Boolean);
  return [...new Set(whole.flatMap((word) => [word, ...word.split("+").filter(Boolean)]))];
}
