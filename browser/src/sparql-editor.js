// CodeMirror with what SPARQL needs: colours, marks where the grammar is broken, completion of our terms.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { linter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { completions } from "./completions.js";
import { placeOf, prefixesOf, withPrefixes } from "./sparql.js";

const BLUE = "#0b4f8a";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: BLUE, fontWeight: "600" },
  { tag: tags.variableName, color: "#6b2c6f" },
  { tag: [tags.string, tags.annotation], color: "#2b5f2b" },
  { tag: [tags.integer, tags.float, tags.bool], color: "#8a3c00" },
  { tag: [tags.url, tags.namespace, tags.typeName], color: "#1d3f5e" },
  { tag: tags.comment, color: "#5f6570", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { fontSize: "0.9375rem", backgroundColor: "#fff", color: "#1b1e23" },
  "&.cm-focused": { outline: `2px solid ${BLUE}`, outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", lineHeight: "1.5" },
  "&, .cm-scroller": { minHeight: "14rem", maxHeight: "min(60vh, 36rem)" },
  ".cm-content": { padding: "0.5rem 0" },
  ".cm-gutters": { backgroundColor: "#f4f5f7", color: "#5f6570", border: "0" },
  ".cm-activeLine": { backgroundColor: "#f4f7fa80" },
  ".cm-tooltip": { border: "1px solid #b9bfc8", backgroundColor: "#fff", maxWidth: "min(32rem, 92vw)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "inherit" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: BLUE, color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.8" },
  ".cm-completionInfo": { maxWidth: "20rem", padding: "0.5rem" },
  ".cm-diagnostic-error": { borderLeftColor: "#b3261e" },
});

/** Names of the lexer and the grammar mean nothing to readers: an error says only where it is. */
const GAP = "Something is missing here.";

/**
 * @param {{
 *   parent: HTMLElement,
 *   text: string,
 *   prefixes: Record<string, string>,
 *   terms: {iri: string, label: string, description: string}[],
 *   run: () => void,
 *   changed: () => void,
 * }} options
 */
export function sparqlEditor({ parent, text, prefixes, terms, run, changed }) {
  // In a shadow root CodeMirror hands its rules to the browser as a style sheet object, which a page may do whose
  // content security policy forbids style elements.
  const root = parent.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightSelectionMatches(), EditorView.lineWrapping,
        sparql(), syntaxHighlighting(colours), look,
        autocompletion({ override: [completions(prefixes, terms)], icons: false }),
        linter((found) => marks(found, prefixes), { delay: 400 }),
        EditorView.domEventHandlers({ beforeinput: typeOver }),
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
        keymap.of([
          { key: "Mod-Enter", run: () => (run(), true) },
          ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap,
        ]),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(query) {
      if (query !== this.text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query } });
    },
    /** Declare the prefixes that the query uses without declaring them, if we know them. */
    complete() {
      const lacking = withPrefixes(this.text, prefixes).slice(0, -this.text.length || undefined);
      if (this.text && lacking) view.dispatch({ changes: { from: 0, insert: lacking } });
    },
    /** Mark the place that an engine's message names. @param {string} message */
    mark(message) {
      const place = placeOf(message);
      if (!place || place.line > view.state.doc.lines) return;
      const line = view.state.doc.line(place.line);
      const from = Math.min(line.from + Math.max(place.column - 1, 0), line.to);
      view.dispatch(setDiagnostics(view.state, [{ from, to: Math.min(from + 1, line.to), severity: "error", message }]));
    },
    focus: () => view.focus(),
  };
}

/**
 * Typing over a selection, done by the editor itself: left to the browser, it would try to keep the look of what was
 * there by a style attribute, which the page's content security policy forbids.
 * @param {InputEvent} event
 * @param {EditorView} view
 */
function typeOver(event, view) {
  const { main, ranges } = view.state.selection;
  const text = event.inputType === "insertText" ? event.data : null;
  if (!text || event.isComposing || view.composing || main.empty || ranges.length > 1) return false;
  const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const taken = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, main.from, main.to, text, insert));
  if (!taken) view.dispatch(insert());
  event.preventDefault();
  return true;
}

/**
 * Marks where the grammar is broken and where a prefix is not declared.
 * @param {EditorView} view
 * @param {Record<string, string>} prefixes
 * @returns {import("@codemirror/lint").Diagnostic[]}
 */
function marks(view, prefixes) {
  const query = view.state.doc.toString();
  if (!query.trim()) return [];
  const found = [];
  syntaxTree(view.state).iterate({
    enter({ type, from, to }) {
      const text = query.slice(from, to).trim();
      const message = text ? `“${text.length > 40 ? `${text.slice(0, 40)} …` : text}” is not expected here.` : GAP;
      if (type.isError && found.at(-1)?.from !== from) found.push({ from, to, severity: "error", message });
    },
  });
  // A prefix that we know is declared when the query runs.
  const unknown = prefixesOf(query).undeclared.filter(({ prefix }) => !Object.hasOwn(prefixes, prefix));
  const undeclared = unknown.map(({ prefix, token }) => ({
    from: token.from, to: token.from + token.text.length, severity: "error", message: `The prefix ${prefix}: is not declared.`,
  }));
  return [...found, ...undeclared].sort((a, b) => a.from - b.from);
}
