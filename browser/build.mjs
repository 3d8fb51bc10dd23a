// Builds what runs in the browser into govkg/web/bundle. The same sources and lock file give the same bytes.
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "govkg", "web", "bundle");
const names = ["ask", "editor", "enhance", "local-search", "network", "search", "sparql-worker"];
const styles = ["ask", "editor", "network", "search"];
const wasm = "node_modules/oxigraph/web_bg.wasm";

/** Licence texts of packages that ship none: where each text is found, and the text. */
const missing = {
  oxigraph: "licences/oxigraph.txt",
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: [...names.map((name) => `src/${name}.js`), ...styles.map((name) => `src/${name}.css`)],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
await copyFile(join(here, wasm), join(out, "oxigraph.wasm"));
await writeFile(join(out, "licences.txt"), await licences([...Object.keys(result.metafile.inputs), wasm]));

/**
 * Name, version, licence and licence text of every package that has a file in the bundle.
 * @param {string[]} inputs paths of the files that went in
 */
async function licences(inputs) {
  const found = inputs.map((path) => path.match(/^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//)).filter(Boolean);
  const folders = new Map(found.map((match) => [match[0], match[1]]));
  const parts = [];
  for (const [folder, name] of [...folders].sort()) {
    const about = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
    parts.push(`${about.name} ${about.version}\nLicence: ${about.license}\n\n${(await text(folder, name)).trim()}\n`);
  }
  return `The scripts in this folder hold the libraries below.\n\n${parts.join(`\n${"-".repeat(78)}\n\n`)}`;
}

/**
 * The licence text of a package.
 * @param {string} folder
 * @param {string} name
 */
async function text(folder, name) {
  const file = (await readdir(join(here, folder))).sort().find((entry) => /^licen[cs]e/i.test(entry));
  if (file) return (await readFile(join(here, folder, file), "utf8")).replaceAll("\r\n", "\n");
  if (missing[name]) return readFile(join(here, missing[name]), "utf8");
  throw new Error(`${name} ships no licence text: add one to browser/licences and name it in build.mjs`);
}
