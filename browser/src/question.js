// From the fields of a question's form to its bound query.
import { BadValue, bind, dateTerm, integerTerm, iriTerm, isEnd, textTerm } from "./bind.js";
import { fold } from "./fold.js";

/**
 * @typedef {{
 *   name: string, kind: "entity" | "date" | "choice" | "integer" | "text", required: boolean, default?: string,
 *   description?: string, classes?: string[], choices?: {value: string, label: string, iri: string}[],
 * }} Parameter
 * @typedef {{name: string, sparql: string, parameters: Parameter[], columns?: Record<string, string>, nothing?: string}} Question
 */

/** A value of a parameter does not fit; where several things could be meant, they are named. */
export class BadParameter extends Error {
  /**
   * @param {string} parameter
   * @param {string} message
   * @param {{name: string, kind: string, iri?: string}[]} [candidates]
   */
  constructor(parameter, message, candidates = []) {
    super(message);
    this.parameter = parameter;
    this.candidates = candidates;
  }
}

/**
 * A question's query with what was given bound to its variables.
 * @param {Question} question
 * @param {Record<string, string[]>} given values by parameter
 * @param {import("./index.js").Index} index
 */
export function bound(question, given, index) {
  /** @type {Record<string, string[]>} */
  const values = {};
  for (const parameter of question.parameters) {
    const { name, required } = parameter;
    const texts = (given[name] ?? []).map((text) => text.trim()).filter(Boolean);
    if (!texts.length && parameter.default) texts.push(String(parameter.default));
    if (!texts.length && required) throw new BadParameter(name, `Please give “${name}”.`);
    try {
      if (texts.length) values[name] = texts.flatMap((text) => terms(parameter, text, index));
    } catch (error) {
      throw error instanceof BadValue ? new BadParameter(name, error.message) : error;
    }
  }
  return bind(question.sparql, values);
}

/**
 * The terms that a text stands for.
 * @param {Parameter} parameter
 * @param {string} text
 * @param {import("./index.js").Index} index
 */
function terms(parameter, text, index) {
  switch (parameter.kind) {
    case "entity": return entities(parameter, text, index).map((iri) => iriTerm(iri));
    case "choice": return [iriTerm(chosen(parameter, text).iri)];
    case "date": return [dateTerm(text, isEnd(parameter.name))];
    case "integer": return [integerTerm(text)];
    case "text": return [textTerm(text)];
    default: throw new BadValue(`A parameter of the kind “${parameter.kind}” is not known here.`);
  }
}

/**
 * @param {Parameter} parameter
 * @param {string} text
 */
function chosen({ choices = [] }, text) {
  const found = choices.find(({ value, iri }) => value === text || iri === text) ??
    choices.find(({ value, label }) => [value, label].some((name) => fold(name) === fold(text)));
  if (!found) throw new BadValue(`“${text}” is no choice here; it is one of ${choices.map((c) => c.label).join(", ")}.`);
  return found;
}

/**
 * @param {Parameter} parameter
 * @param {string} text
 * @param {import("./index.js").Index} index
 * @returns {string[]}
 */
function entities({ name, classes = [] }, text, index) {
  const family = text.endsWith("*");
  const found = family ? index.family(text.slice(0, -1), classes) : index.fitting(text, classes);
  if (found.length === 1 || (family && found.length)) return found.map(({ i }) => i);
  const candidates = found.length
    ? found.map(({ n, k, i }) => ({ name: n, kind: k, iri: i }))
    : index.search(text, { classes, limit: 6, strict: true });
  if (found.length) throw new BadParameter(name, `“${text}” may mean several things. Which one?`, candidates);
  throw new BadParameter(name, `Nothing that fits is called “${text}”.${candidates.length ? " Did you mean:" : ""}`, candidates);
}
